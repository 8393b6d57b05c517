import type { AsymmetricMatcher } from '../assertions/index.ts'
import type { ExpectedEvent } from './events/index.ts'
import type { ExpectedAttributes } from './html/index.ts'

/** A type that no properties are of, but for `any`. */
interface Unknowable {
  readonly '~any': never
}

// Not `IsAny`, whose intersection has the compiler look up all events for each type of a block.

/** The argument of `.with()` for events with these properties; `any` where nothing is known of them. */
export type ExpectedEventOf<Properties> = [Properties] extends [Unknowable]
  ? ExpectedEvent
  : RegisteredEvent<Properties>

/** The argument of `.with()` for elements of events with these properties. */
export type ExpectedAttributesOf<Properties> = [Properties] extends [Unknowable]
  ? ExpectedAttributes
  : Pick<RegisteredEvent<Properties>, keyof ExpectedAttributes>

/** The argument of `.with()` for events whose definitions a generated file tells. */
interface RegisteredEvent<Properties> extends Omit<ExpectedEvent, 'additionalProperties'> {
  /** Compared when given; must be equal. `expect.objectContaining({…})` accepts a part. */
  additionalProperties?: Expected<Properties> | AsymmetricMatcher | undefined
}

type Expected<Properties> = {
  readonly [Key in keyof Properties]: Properties[Key] | AsymmetricMatcher
}
