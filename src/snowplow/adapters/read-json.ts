import { isDeeperThan, parseJson } from '../../foundation/index.ts'
import { type Unreadable, unreadable } from '../read-body.ts'

/** Reads the JSON of a body, of a bounded number of levels. */
export function readJson(text: string, levels: number): { readonly value: unknown } | Unreadable {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return unreadable(text === '' ? 'the body is empty' : 'the body is not valid JSON')
  }
  if (isDeeperThan(levels, value)) {
    return unreadable(`the body is JSON of more than ${levels} levels`)
  }
  return { value }
}
