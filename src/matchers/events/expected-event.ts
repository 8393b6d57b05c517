import {
  type AsymmetricMatcher,
  isAsymmetric,
  matcherError,
  refusesTypesOf,
  type Subject,
} from '../../assertions/index.ts'
import type { EventDefinition, Identifiable, Model, Project } from '../../definitions/index.ts'
import { isMapping, type Mapping } from '../../foundation/index.ts'
import { areFields } from './are-fields.ts'
import {
  CONTEXT_FIELDS,
  contextMisuses,
  type ExpectedContexts,
  type Misuse,
  neverOfType,
  undefinedMisuses,
} from './expected-contexts.ts'
import { identifierMisuses } from './expected-identifiers.ts'
import { propertyMisuses } from './expected-properties.ts'

/**
 * The argument of `.with()`. Identifiers that it leaves out must be absent from the event, save for
 * `.never()`, which compares only what is named. `null` means absent.
 */
export interface ExpectedEvent extends ExpectedContexts {
  user?: Model<Identifiable> | AsymmetricMatcher | null | undefined
  project?: Model<Project> | AsymmetricMatcher | null | undefined
  /** Default: the project's namespace. */
  namespace?: Model<Identifiable> | AsymmetricMatcher | null | undefined
  /** Compared when given: a string, or an asymmetric matcher. */
  category?: string | AsymmetricMatcher | undefined
  /** Compared when given. */
  featureEnabledByNamespaceIds?: readonly unknown[] | AsymmetricMatcher | null | undefined
  /** Compared when given; must be equal. `expect.objectContaining({…})` accepts a part. */
  additionalProperties?: Readonly<Record<string, unknown>> | Mapping | AsymmetricMatcher | undefined
}

export const IDENTIFIERS = ['user', 'project', 'namespace'] as const

export function isIdentifier(field: string): boolean {
  return (IDENTIFIERS as readonly string[]).includes(field)
}

/** The fields of `.with()`, in the order in which messages show them. */
export const EXPECTED_FIELDS: readonly (keyof ExpectedEvent)[] = [
  ...IDENTIFIERS,
  'category',
  'featureEnabledByNamespaceIds',
  'additionalProperties',
  ...CONTEXT_FIELDS,
]

/** The claim that `.with()` belongs to. */
interface WithCall {
  readonly text: () => string
  readonly events: readonly EventDefinition[]
  readonly subject: Subject
  /** The fields that it takes. */
  readonly fields: readonly string[]
}

/** @throws {MatcherError} `INVALID_EXPECTATION` for what `.with()` cannot compare, or no event can meet. */
export function checkExpectedEvent(
  expected: unknown,
  { text, events, subject, fields }: WithCall,
): void {
  for (const { cause, remedy } of misuses(expected, fields, (properties) =>
    events.flatMap((event) => [...propertyMisuses(event, properties, subject)]),
  )) {
    // A page's claim shows its fields in the call.
    const assertion = subject === 'internalEvents' ? text() : `${text()}.with(…)`
    throw matcherError('INVALID_EXPECTATION', assertion, cause, remedy)
  }
}

function* misuses(
  expected: unknown,
  fields: readonly string[],
  checkProperties: (properties: object) => Iterable<Misuse>,
): Generator<Misuse> {
  if (!areFields(expected)) {
    const remedy = `Pass an object with some of: ${fields.join(', ')}.`
    yield { cause: 'it takes an object of fields', remedy }
  }
  yield* fieldMisuses(expected as ExpectedEvent, fields)
  for (const key of IDENTIFIERS) {
    yield* identifierMisuses(key, (expected as ExpectedEvent)[key])
  }
  yield* otherMisuses(expected as ExpectedEvent)
  const { additionalProperties } = expected as ExpectedEvent
  if (additionalProperties !== undefined && !isMapping(additionalProperties)) {
    yield {
      cause: 'additionalProperties should be an object',
      remedy: 'Pass the properties that you expect, {} for none.',
    }
  }
  if (refusesTypesOf(additionalProperties, [{}])) yield neverOfType('additionalProperties')
  if (additionalProperties !== undefined) {
    yield* undefinedMisuses('additionalProperties', additionalProperties)
    yield* checkProperties(additionalProperties)
  }
  yield* contextMisuses(expected as ExpectedEvent)
}

function* otherMisuses({
  category,
  featureEnabledByNamespaceIds: ids,
}: ExpectedEvent): Generator<Misuse> {
  if (refusesTypesOf(category, ['text'])) yield neverOfType('category')
  if (refusesTypesOf(ids, [[]])) yield neverOfType('featureEnabledByNamespaceIds')
  if (category !== undefined && typeof category !== 'string' && !isAsymmetric(category)) {
    yield notText(category)
  }
  if (ids != null && !Array.isArray(ids) && !isAsymmetric(ids)) {
    yield {
      cause: 'featureEnabledByNamespaceIds should be an array',
      remedy: 'Pass the ids that are tracked, or expect.arrayContaining([…]).',
    }
  }
}

function notText(category: unknown): Misuse {
  const isPattern = category instanceof RegExp
  const type = category === null ? 'null' : `of type ${typeof category}`
  return {
    cause: `category should be a string, but is ${isPattern ? 'a regular expression' : type}`,
    remedy: isPattern
      ? `Write expect.stringMatching(${category}).`
      : 'Pass the category, or expect.stringMatching(/…/).',
  }
}

function* fieldMisuses(expected: ExpectedEvent, fields: readonly string[]): Generator<Misuse> {
  for (const key of Object.keys(expected)) {
    if (fields.includes(key)) continue
    const known = (EXPECTED_FIELDS as readonly string[]).includes(key)
    yield {
      cause: known
        ? `rendered HTML does not contain ${key}, which comes from the page`
        : `unknown field "${key}"`,
      remedy: `Fields are ${fields.join(', ')}; other properties go under additionalProperties.`,
    }
  }
}
