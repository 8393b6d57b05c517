import { type AsymmetricMatcher, isAsymmetric } from '../../assertions/index.ts'
import { isMapping, nearestName } from '../../foundation/index.ts'
import {
  type AiContextFields,
  aiContextData,
  type StandardContextFields,
} from '../../snowplow/iglu/index.ts'

/** The fields of a context that are compared; any may be an asymmetric matcher. */
export type ExpectedFields<Fields> = {
  readonly [Field in keyof Fields]?: Fields[Field] | AsymmetricMatcher | null | undefined
}

/** The expected contexts of an event in `.with()`. Each is compared when it is given. */
export interface ExpectedContexts {
  /** Fields of the `gitlab_standard` context; those that are left out are not compared. */
  standardContext?: ExpectedFields<StandardContextFields> | AsymmetricMatcher | undefined
  /**
   * Fields of the `ai_context`; those that are left out are not compared. `null` means that the
   * event has no such context.
   */
  aiContext?: ExpectedFields<AiContextFields> | AsymmetricMatcher | null | undefined
  /** Contexts that the event must have: the schema of each, and fields of its data to compare. */
  contexts?: readonly ExpectedContext[] | undefined
}

export interface ExpectedContext {
  readonly schema: string | AsymmetricMatcher
  /** Fields, or an asymmetric matcher. */
  readonly data?: object | undefined
}

/** The fields of `.with()` that are about contexts. */
export const CONTEXT_FIELDS = ['standardContext', 'aiContext', 'contexts'] as const

/** A fault in the argument of `.with()`, and its remedy. */
export interface Misuse {
  readonly cause: string
  readonly remedy: string
}

/** Yields the faults of contexts in `.with()`. */
export function* contextMisuses(expected: ExpectedContexts): Generator<Misuse> {
  const { standardContext, aiContext, contexts } = expected
  if (!isFields(standardContext)) yield notFields('standardContext')
  if (aiContext !== null && !isFields(aiContext)) yield notFields('aiContext')
  yield* unknownFields(aiContext)
  if (contexts === undefined) return
  if (Array.isArray(contexts) && contexts.every(isExpectedContext)) return
  yield {
    cause: 'contexts should be an array of objects with a schema, and the data to compare',
    remedy: "Write contexts: [{ schema: 'iglu:…', data: {…} }].",
  }
}

function isFields(value: unknown): boolean {
  return value === undefined || isAsymmetric(value) || isMapping(value)
}

function notFields(field: string): Misuse {
  return {
    cause: `${field} should be an object of the fields to compare`,
    remedy: 'Pass those that you expect, {} for any context of this kind.',
  }
}

function* unknownFields(aiContext: ExpectedContexts['aiContext']): Generator<Misuse> {
  if (!isMapping(aiContext) || isAsymmetric(aiContext)) return
  const known = Object.keys(aiContextData({}))
  for (const field of Object.keys(aiContext)) {
    if (known.includes(field)) continue
    const nearest = nearestName(field, known)
    yield {
      cause: `no version of ai_context has the field "${field}"`,
      remedy: nearest ? `Did you mean "${nearest}"?` : `It has ${known.join(', ')}.`,
    }
  }
}

function isExpectedContext(value: unknown): boolean {
  if (!isMapping(value)) return false
  const { schema, data } = value
  return (
    (typeof schema === 'string' || isAsymmetric(schema)) &&
    (data === undefined || isMapping(data) || isAsymmetric(data))
  )
}
