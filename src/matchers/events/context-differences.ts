import {
  type Difference,
  type Equal,
  fieldDifferences,
  isAsymmetric,
} from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { gitlabContext, type SelfDescribing } from '../../snowplow/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import type { ExpectedContext, ExpectedContexts } from './expected-contexts.ts'

const NAMES = { standardContext: 'gitlab_standard', aiContext: 'ai_context' } as const

/** Yields every field in which an event's contexts differ; an absent context differs as a whole. */
export function* contextDifferences(
  event: TrackedEvent,
  expected: ExpectedContexts,
  equal: Equal,
): Generator<Difference> {
  for (const field of ['standardContext', 'aiContext'] as const) {
    const wanted = expected[field]
    if (wanted === undefined) continue
    yield* gitlabDifferences(field, gitlabContext(event.contexts, NAMES[field]), wanted, equal)
  }
  for (const [index, wanted] of (expected.contexts ?? []).entries()) {
    const field = `contexts[${index}]`
    const nearest = nearestContext(event.contexts, wanted, equal)
    if (nearest) yield* dataDifferences(`${field}.data`, nearest.data, wanted.data ?? {}, equal)
    else {
      const schemas = event.contexts.map(({ schema }) => schema)
      yield { field, expected: wanted.schema, recorded: schemas }
    }
  }
}

function* gitlabDifferences(
  field: string,
  data: Readonly<Record<string, unknown>> | undefined,
  wanted: object | null,
  equal: Equal,
): Generator<Difference> {
  if (wanted !== null && data !== undefined) yield* dataDifferences(field, data, wanted, equal)
  else if (wanted !== null || data !== undefined) {
    yield { field, expected: wanted ?? undefined, recorded: data }
  }
}

/** Returns the part of an event's contexts that a diff shows: the expected fields, and no more. */
export function comparableContexts(
  event: TrackedEvent,
  expected: ExpectedContexts,
  equal: Equal,
): ExpectedContexts {
  const recorded = event.contexts
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

function* dataDifferences(
  field: string,
  data: unknown,
  wanted: object,
  equal: Equal,
): Generator<Difference> {
  if (isAsymmetric(wanted) || !isMapping(data)) {
    yield* fieldDifferences(field, data, wanted, equal)
    return
  }
  for (const [key, value] of Object.entries(wanted)) {
    // Services send null for a value that they do not know, or leave it out.
    const own = Object.hasOwn(data, key) ? data[key] : null
    const isSame = equal(own ?? null, value ?? null)
    if (!isSame) yield* fieldDifferences(`${field}.${key}`, own, value, equal)
  }
}

/** Returns the context with the wanted schema that differs in the fewest fields. */
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
  return { [field]: pick(gitlabContext(recorded, NAMES[field]), wanted ?? {}) }
}

function pick(data: unknown, wanted: object): unknown {
  if (isAsymmetric(wanted) || !isMapping(data)) return data
  return Object.fromEntries(
    Object.keys(wanted).map((key) => [key, Object.hasOwn(data, key) ? data[key] : null]),
  )
}
