import {
  type AsymmetricMatcher,
  isAsymmetric,
  namedFields,
  refusesTypesOf,
} from '../../assertions/index.ts'
import { isMapping, type Mapping, misspeltName, nearestName } from '../../foundation/index.ts'
import {
  type AiContextFields,
  type ContextFields,
  contextFields,
  type StandardContextFields,
} from '../../snowplow/iglu/index.ts'

/** The fields of a context that are compared; any may be an asymmetric matcher. */
export type ExpectedFields<Fields> = {
  readonly [Field in keyof Fields]?: Fields[Field] | AsymmetricMatcher | null | undefined
}

/** The fields of a context that takes others, too: of an interface as well, which has no index signature. */
type OpenFields<Fields> = Mapping &
  ExpectedFields<{
    [Field in keyof Fields as string extends Field ? never : Field]: Fields[Field]
  }>

/** The expected contexts of an event in `.with()`. Each is compared when it is given. */
export interface ExpectedContexts {
  /** Fields of the `gitlab_standard` context; those that are left out are not compared. */
  standardContext?:
    | ExpectedFields<StandardContextFields>
    | OpenFields<StandardContextFields>
    | AsymmetricMatcher
    | undefined
  /**
   * Fields of the `ai_context`; those that are left out are not compared. `null` means that the
   * event has no such context.
   */
  aiContext?: ExpectedFields<AiContextFields> | AsymmetricMatcher | null | undefined
  /** Contexts that the event must have: the schema of each, and fields of its data to compare. */
  contexts?: readonly ExpectedContext[] | undefined
}

/** A context that an event must have. */
export interface ExpectedContext {
  /** The address of its schema, such as `iglu:com.gitlab/gitlab_standard/jsonschema/1-1-1`. */
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
  yield* arrayMisuses(contexts)
  for (const { field, schema, data } of namedContexts(expected)) {
    if (refusesTypesOf(data, [{}])) yield neverOfType(field)
    yield* undefinedMisuses(field, data)
    yield* jsonMisuses(field, data)
    yield* schemaMisuses(field, schema)
  }
  for (const { fields, key } of unknownFields(expected)) {
    // Services may add fields of their own to some contexts, which the events will show.
    const certain = !fields.open || misspeltName(key, fields.known) !== undefined
    if (certain) yield unknownField(fields, key)
  }
}

/** A field that no version of a context has. */
interface UnknownField {
  readonly fields: ContextFields
  readonly key: string
}

/** Yields the expected fields that no version of their context has. */
export function* unknownFields(expected: ExpectedContexts): Generator<UnknownField> {
  for (const { schema, data } of namedContexts(expected)) {
    const fields = typeof schema === 'string' ? contextFields(schema) : undefined
    if (!fields || data == null) continue
    for (const key of Object.keys(namedFields(data))) {
      if (!fields.known.includes(key)) yield { fields, key }
    }
  }
}

/** Returns the contexts that an expectation is about, by the place of their data in it. */
function namedContexts({ standardContext, aiContext, contexts = [] }: ExpectedContexts) {
  const own = (field: string, name: string, data: unknown) =>
    data === undefined ? [] : [{ field, schema: `iglu:com.gitlab/${name}/jsonschema/`, data }]
  return [
    ...own('standardContext', 'gitlab_standard', standardContext),
    ...own('aiContext', 'ai_context', aiContext),
    ...contexts.map(({ schema, data }, index) => ({
      field: `contexts[${index}].data`,
      schema,
      data,
    })),
  ]
}

export function neverOfType(field: string): Misuse {
  return {
    cause: `${field} is never of the type that is expected`,
    remedy: 'Correct it, or leave it out of .with().',
  }
}

/** Yields fields of `expect.objectContaining()` that name nothing. */
export function* undefinedMisuses(field: string, expected: unknown): Generator<Misuse> {
  if (!isAsymmetric(expected)) return
  for (const [key, value] of Object.entries(namedFields(expected))) {
    if (value !== undefined) continue
    yield {
      cause: `${field}.${key} is undefined, so expect.objectContaining() does not say what to look for`,
      remedy: 'Leave it out, or expect null for none.',
    }
  }
}

/** Yields what the JSON of a context cannot hold. */
function* jsonMisuses(field: string, expected: unknown): Generator<Misuse> {
  for (const [key, value] of Object.entries(namedFields(expected ?? {}))) {
    if (isJson(value)) continue
    yield {
      cause: `${field}.${key} is or holds a value that is not JSON, as contexts are`,
      remedy: 'Expect it as it is sent: text, a finite number, a boolean, null, lists or objects.',
    }
  }
}

function isJson(value: unknown, seen: readonly object[] = []): boolean {
  if (value == null || isAsymmetric(value)) return true
  if (typeof value === 'object') {
    if (value instanceof Date || seen.includes(value)) return false
    return Object.values(value).every((own) => isJson(own, [...seen, value]))
  }
  if (typeof value === 'number') return Number.isFinite(value)
  // An integer keeps its digits where a number would not.
  return typeof value === 'bigint'
    ? !Number.isSafeInteger(Number(value))
    : typeof value === 'string' || typeof value === 'boolean'
}

function* schemaMisuses(field: string, schema: unknown): Generator<Misuse> {
  if (typeof schema === 'string' ? !schema.startsWith('iglu:') : refusesTypesOf(schema, ['text'])) {
    yield {
      cause: `${field.replace('data', 'schema')} is not the URI of a schema`,
      remedy:
        "Write it as in 'iglu:com.gitlab/ai_context/jsonschema/1-0-2', or use a matcher of text.",
    }
  }
}

export function unknownField({ name, known }: ContextFields, key: string): Misuse {
  const nearest = misspeltName(key, known) ?? nearestName(key, known)
  return {
    cause: `no version of ${name} has the field "${key}"`,
    remedy: nearest ? `Did you mean "${nearest}"?` : `It has ${known.join(', ')}.`,
  }
}

function* arrayMisuses(contexts: unknown): Generator<Misuse> {
  if (contexts === undefined) return
  if (!Array.isArray(contexts) || !contexts.every(isExpectedContext)) {
    yield {
      cause: 'contexts should be an array of objects with a schema, and the data to compare',
      remedy: "Write contexts: [{ schema: 'iglu:…', data: {…} }].",
    }
  } else if (contexts.length === 0) {
    yield {
      cause: 'contexts is empty, so it compares nothing',
      remedy: 'Name the contexts that the event must have, or leave contexts out.',
    }
  }
}

function isFields(value: unknown): boolean {
  return value === undefined || isMapping(value)
}

function notFields(field: string): Misuse {
  return {
    cause: `${field} should be an object of the fields to compare`,
    remedy: 'Pass those that you expect, {} for any context of this kind.',
  }
}

function isExpectedContext(value: unknown): boolean {
  if (!isMapping(value)) return false
  const { schema, data } = value
  return (typeof schema === 'string' || isAsymmetric(schema)) && isFields(data)
}
