import type { CheckResult } from '../index.ts'
import { printAsJson } from './json.ts'
import { printAsText } from './text.ts'

export type Format = 'text' | 'json'

export const FORMATS: Readonly<
  Record<Format, (result: CheckResult, options: { readonly colour: boolean }) => string>
> = {
  text: printAsText,
  json: printAsJson,
}
