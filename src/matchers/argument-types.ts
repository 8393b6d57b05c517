import type { AsymmetricMatcher } from '../assertions/index.ts'
import type { EventName } from '../definitions/index.ts'
import type { Mapping } from '../foundation/index.ts'
import type { ExpectedEvent } from './events/index.ts'
import type { IsAny } from './subject-types.ts'

/** Names, one by one or in lists. */
export type NameArguments<Name extends string = string> = (Name | readonly Name[])[]

/** Names and patterns of events, for negations, one by one or in lists. */
export type EventArguments = (EventName | RegExp | readonly (EventName | RegExp)[])[]

/** The names of events in arguments. */
export type NameIn<Given extends NameArguments<EventName>> = Given[number] extends infer Item
  ? Item extends EventName
    ? Item
    : Item extends readonly EventName[]
      ? Item[number]
      : never
  : never

// A condition below is the one that refuses, and does not hold for `any`: then TypeScript lets a
// generic helper pass what it lets pass otherwise.

/** Names, at least one of them. */
export type Some<Given extends NameArguments> = [Given, IsAny<Given>] extends [[], false]
  ? [name: string]
  : Given

/** The name of an event that rendered HTML triggers. */
export type OneName<Name extends string> = [
  name: Name | readonly Name[],
  problem?: 'rendered HTML takes one name: assert on each of them',
]

/** The arguments of a negation for rendered HTML. */
export type NoNames = [
  problem?: 'rendered HTML takes no names behind .not, which claims that it tracks nothing: leave them out',
]

/** A function that `toChange` reads: not one that answers later. */
export type Reader<Value> = [IsAny<Value>, true] extends [false, Later<Value>]
  ? 'a function that returns a value, not a promise of it'
  : () => Value

type Later<Value> = Value extends PromiseLike<unknown> ? true : never

/** The difference of two such values: a number other than 0, where they may be numbers. */
export type Difference<Value, Step extends number> = [IsAny<Value>, MayBeNumber<Value>] extends [
  false,
  false,
]
  ? 'no number, since toChange() reads none: use .from() and .to()'
  : [Step, IsAny<Step>] extends [0, false]
    ? 'a number other than 0: toNotChange() says that nothing changes'
    : Step

type MayBeNumber<Value> = number extends Value
  ? true
  : [Extract<Value, number>] extends [never]
    ? false
    : true

// Of numbers, only literals are refused.

/** A count. */
export type Count<Given extends number> = [`${Given}`, IsAny<Given>] extends [
  `-${string}` | `${string}.${string}`,
  false,
]
  ? 'a whole number from 0 on'
  : Given

/** A count that says that something happens. */
export type CountAbove0<Given extends number> = [Given, IsAny<Given>] extends [0, false]
  ? 'a whole number above 0: .never() says that nothing happens'
  : Count<Given>

/** A step of a metric, or a time. */
export type Above0<Given extends number> = [`${Given}`, IsAny<Given>] extends [
  '0' | `-${string}`,
  false,
]
  ? 'a number above 0'
  : Given

/** The argument of `.with()`, whose additional properties are looked at where no register has them. */
export type Expectation<Expected, Properties> = [ExpectedEvent] extends [Expected]
  ? {
      [Key in keyof Expected]: Key extends 'additionalProperties'
        ? BuiltInProperties | Properties | AsymmetricMatcher | undefined
        : Expected[Key]
    }
  : Expected

/** Built-in properties have the types that tracking takes, or trackers send; others have any. */
type BuiltInProperties = Mapping & {
  readonly label?: string | AsymmetricMatcher | null | undefined
  readonly property?: string | AsymmetricMatcher | null | undefined
  readonly value?: number | string | AsymmetricMatcher | null | undefined
}

/** The shape that properties of another type must have. A type that says less, such as `unknown`, is taken. */
export type ExpectedProperties<Given> = Mapping & {
  readonly [Key in keyof Given as Key]: Key extends 'label' | 'property'
    ? Unless<Given[Key], NeitherTextNorNumber | number, string>
    : Key extends 'value'
      ? Unless<Given[Key], NeitherTextNorNumber, number | string>
      : unknown
}

type NeitherTextNorNumber =
  | boolean
  | bigint
  | symbol
  | RegExp
  | Date
  | readonly unknown[]
  | (() => unknown)

type Unless<Given, Wrong, Right> = [Given, IsAny<Given>] extends [Wrong | null | undefined, false]
  ? Right | AsymmetricMatcher | null | undefined
  : unknown
