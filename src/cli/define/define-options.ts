import type { Values } from '../read-arguments.ts'

/** The options of `define`: one for each question, and how to ask and write. */
export const DEFINE_OPTIONS = {
  root: { type: 'string' },
  style: { type: 'string' },
  milestone: { type: 'string' },
  stages: { type: 'string' },
  from: { type: 'string' },
  name: { type: 'string' },
  description: { type: 'string' },
  identifiers: { type: 'string' },
  property: { type: 'string', multiple: true },
  classification: { type: 'string' },
  url: { type: 'string' },
  group: { type: 'string' },
  category: { type: 'string', multiple: true },
  tiers: { type: 'string' },
  event: { type: 'string', multiple: true },
  scope: { type: 'string' },
  'time-frame': { type: 'string', multiple: true },
  filter: { type: 'string', multiple: true },
  'instrumentation-class': { type: 'string' },
  example: { type: 'string', multiple: true },
  yes: { type: 'boolean' },
  force: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export type Given = Values<typeof DEFINE_OPTIONS>

/** Returns the values of an option that may be repeated, or have several separated by commas. */
export function listOf(values: readonly string[] | undefined): string[] | undefined {
  return values?.flatMap((value) => value.split(',')).map((value) => value.trim())
}
