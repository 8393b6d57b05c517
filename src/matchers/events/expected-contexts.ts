import { type AsymmetricMatcher, isAsymmetric } from '../../assertions/index.ts'
import { isMapping, nearestName } from '../../foundation/index.ts'
import {
  type AiContextFields,
  aiContextData,
  type StandardContextFields,
} from '../../snowplow/iglu/index.ts'
import { gitlabContext, readContexts, type SelfDescribing } from '../../snowplow/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'

/** The fields of a context that are compared; any may be an asymmetric matcher. */
export type ExpectedFields<Fields> = {
  readonly [Field in keyof Fields]?: Fields[Field] | AsymmetricMatcher | null | undefined
}

/** What `.with()` takes of the contexts that an event is sent with; checked when given. */
export interface ExpectedContexts {
  /** Fields of the `gitlab_standard` context; those that are left out are not compared. */
  standardContext?: ExpectedFields<StandardContextFields> | AsymmetricMatcher | undefined
  /**
   * Fields of the `ai_context`; those that are left out are not compared. `null`: the event has no
   * such context.
   */
  aiContext?: ExpectedFields<AiContextFields> | AsymmetricMatcher | null | undefined
  /** Contexts that are among the event's, each by its schema and the fields of its data that are given. */
  contexts?: readonly ExpectedContext[] | undefined
}

export interface ExpectedContext {
  readonly schema: string | AsymmetricMatcher
  /** Fields, or an asymmetric matcher. */
  readonly data?: object | undefined
}

/** Where a context is not as expected; of a whole context when it is absent. */
export interface ContextDifference {
  readonly field: string
  readonly expected: unknown
  readonly recorded: unknown
}

const NAMES = { standardContext: 'gitlab_standard', aiContext: 'ai_context' } as const

/** The fields of `.with()` that are about contexts. */
export const CONTEXT_FIELDS = ['standardContext', 'aiContext', 'contexts'] as const

type Equal = (recorded: unknown, expected: unknown) => boolean

/** What cannot be compared in `.with()`, and what to do about it. */
export function contextMisuse(
  expected: ExpectedContexts,
): { cause: string; remedy: string } | undefined {
  const { aiContext, contexts } = expected
  for (const field of ['standardContext', 'aiContext'] as const) {
    const value = expected[field]
    if (value === undefined || (field === 'aiContext' && value === null)) continue
    if (isAsymmetric(value) || isMapping(value)) continue
    return {
      cause: `${field} should be an object of the fields to compare`,
      remedy: 'Pass those that you expect, {} for any context of this kind.',
    }
  }
  const known = Object.keys(aiContextData({}))
  const unknown =
    isMapping(aiContext) && !isAsymmetric(aiContext)
      ? Object.keys(aiContext).find((field) => !known.includes(field))
      : undefined
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, known)
    return {
      cause: `no version of ai_context has the field "${unknown}"`,
      remedy: nearest ? `Did you mean "${nearest}"?` : `It has ${known.join(', ')}.`,
    }
  }
  if (contexts === undefined || (Array.isArray(contexts) && contexts.every(isExpectedContext))) {
    return undefined
  }
  return {
    cause: 'contexts should be an array of objects with a schema, and the data to compare',
    remedy: "Write contexts: [{ schema: 'iglu:…', data: {…} }].",
  }
}

/** Every field in which the contexts of an event differ. */
export function* contextDifferences(
  event: TrackedEvent,
  expected: ExpectedContexts,
  equal: Equal,
): Generator<ContextDifference> {
  if (!isAboutContexts(expected)) return
  const recorded = contextsOf(event)
  for (const field of ['standardContext', 'aiContext'] as const) {
    const wanted = expected[field]
    if (wanted === undefined) continue
    const data = gitlabContext(recorded, NAMES[field])
    if (wanted !== null && data !== undefined) {
      yield* dataDifferences(field, data, wanted, equal)
    } else if (wanted !== null || data !== undefined) {
      yield { field, expected: wanted ?? undefined, recorded: data }
    }
  }
  for (const [index, wanted] of (expected.contexts ?? []).entries()) {
    const field = `contexts[${index}]`
    const nearest = nearestContext(recorded, wanted, equal)
    if (nearest) yield* dataDifferences(`${field}.data`, nearest.data, wanted.data ?? {}, equal)
    else {
      yield { field, expected: wanted.schema, recorded: recorded.map(({ schema }) => schema) }
    }
  }
}

/** What a diff shows of the contexts of an event: the fields that are expected, and no more. */
export function comparableContexts(
  event: TrackedEvent,
  expected: ExpectedContexts,
  equal: Equal,
): ExpectedContexts {
  if (!isAboutContexts(expected)) return {}
  const recorded = contextsOf(event)
  const { standardContext, aiContext, contexts } = expected
  return {
    ...pickContext('standardContext', recorded, standardContext),
    ...pickContext('aiContext', recorded, aiContext),
    ...(contexts && {
      contexts: contexts.flatMap((wanted) => {
        const nearest = nearestContext(recorded, wanted, equal)
        if (!nearest) return []
        const { schema, data } = nearest
        return [{ schema, ...(wanted.data && { data: pick(data, wanted.data) as never }) }]
      }),
    }),
  }
}

function isAboutContexts(expected: ExpectedContexts): boolean {
  return CONTEXT_FIELDS.some((field) => expected[field] !== undefined)
}

function contextsOf({ payload }: TrackedEvent): SelfDescribing[] {
  return payload ? readContexts(payload) : []
}

function* dataDifferences(
  field: string,
  data: unknown,
  wanted: object,
  equal: Equal,
): Generator<ContextDifference> {
  if (isAsymmetric(wanted) || !isMapping(data)) {
    if (!equal(data, wanted)) yield { field, expected: wanted, recorded: data }
    return
  }
  for (const [key, value] of Object.entries(wanted)) {
    // Services send null for what they do not know, or leave it out.
    const own = Object.hasOwn(data, key) ? data[key] : null
    if (!equal(own ?? null, value ?? null)) {
      yield { field: `${field}.${key}`, expected: value, recorded: own }
    }
  }
}

/** Of the contexts with the wanted schema, the one that differs in the fewest fields. */
function nearestContext(
  recorded: readonly SelfDescribing[],
  { schema, data = {} }: ExpectedContext,
  equal: Equal,
): SelfDescribing | undefined {
  const distance = (context: SelfDescribing) =>
    [...dataDifferences('', context.data, data, equal)].length
  return recorded
    .filter((context) => equal(context.schema, schema))
    .sort((one, other) => distance(one) - distance(other))[0]
}

function pickContext(
  field: keyof typeof NAMES,
  recorded: readonly SelfDescribing[],
  wanted: ExpectedContexts[keyof typeof NAMES],
): ExpectedContexts {
  const data = gitlabContext(recorded, NAMES[field])
  if (wanted === undefined || data === undefined) return {}
  return { [field]: pick(data, wanted ?? {}) }
}

function pick(data: unknown, wanted: object): unknown {
  if (isAsymmetric(wanted) || !isMapping(data)) return data
  return Object.fromEntries(
    Object.keys(wanted).map((key) => [key, Object.hasOwn(data, key) ? data[key] : null]),
  )
}

function isExpectedContext(value: unknown): boolean {
  if (!isMapping(value)) return false
  const { schema, data } = value
  return (
    (typeof schema === 'string' || isAsymmetric(schema)) &&
    (data === undefined || isMapping(data) || isAsymmetric(data))
  )
}
