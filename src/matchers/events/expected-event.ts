import {
  type AsymmetricMatcher,
  isAsymmetric,
  matcherError,
  type Subject,
} from '../../assertions/index.ts'
import type { Identifiable, Project } from '../../definitions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import {
  CONTEXT_FIELDS,
  contextMisuses,
  type ExpectedContexts,
  type Misuse,
} from './expected-contexts.ts'

/** The argument of `.with()`. Identifiers that it leaves out must be absent from the event. */
export interface ExpectedEvent extends ExpectedContexts {
  user?: Identifiable | AsymmetricMatcher | null | undefined
  project?: Project | AsymmetricMatcher | null | undefined
  /** Default: the project's namespace. */
  namespace?: Identifiable | AsymmetricMatcher | null | undefined
  /** Compared when given. */
  category?: string | AsymmetricMatcher | undefined
  /** Compared when given. */
  featureEnabledByNamespaceIds?: readonly unknown[] | AsymmetricMatcher | undefined
  /** Compared when given; must be equal. `expect.objectContaining({…})` accepts a part. */
  additionalProperties?: Readonly<Record<string, unknown>> | AsymmetricMatcher | undefined
}

export const IDENTIFIERS = ['user', 'project', 'namespace'] as const

/** The fields of `.with()`, in the order in which messages show them. */
export const EXPECTED_FIELDS: readonly (keyof ExpectedEvent)[] = [
  ...IDENTIFIERS,
  'category',
  'featureEnabledByNamespaceIds',
  'additionalProperties',
  ...CONTEXT_FIELDS,
]

/** @throws {MatcherError} `INVALID_EXPECTATION` for an argument that `.with()` cannot compare. */
export function checkExpectedEvent(
  call: string,
  expected: unknown,
  fields: readonly string[] = EXPECTED_FIELDS,
  subject: Subject = 'block',
): void {
  for (const { cause, remedy } of misuses(expected, fields)) {
    throw matcherError('INVALID_EXPECTATION', `expect(${subject}).${call}.with()`, cause, remedy)
  }
}

function* misuses(expected: unknown, fields: readonly string[]): Generator<Misuse> {
  if (expected === null || typeof expected !== 'object' || isAsymmetric(expected)) {
    const remedy = `Pass an object with some of: ${fields.join(', ')}.`
    yield { cause: 'it takes an object of fields', remedy }
  }
  yield* fieldMisuses(expected as ExpectedEvent, fields)
  yield* identifierMisuses(expected as ExpectedEvent)
  const { additionalProperties } = expected as ExpectedEvent
  if (additionalProperties !== undefined && !isMapping(additionalProperties)) {
    yield {
      cause: 'additionalProperties should be an object',
      remedy: 'Pass the properties that you expect, {} for none.',
    }
  }
  yield* contextMisuses(expected as ExpectedEvent)
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

function* identifierMisuses(expected: ExpectedEvent): Generator<Misuse> {
  for (const key of IDENTIFIERS) {
    const value: unknown = expected[key]
    if (value == null || isAsymmetric(value)) continue
    const { id } = value as { id?: unknown }
    if (typeof id === 'string' || typeof id === 'number') continue
    yield {
      cause: `${key} should be an object with an id (a string or a number)`,
      remedy: `Pass the ${key} that is tracked, or expect.anything().`,
    }
  }
}
