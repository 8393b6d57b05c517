/** The API of cheerio, which is callable but not a block. */
interface CheerioApi {
  root(): unknown
  parseHTML: unknown
}

/** The result of a function that runs nothing when it is called. */
type GeneratorResult = Generator | AsyncGenerator

/** Tells `any`. TypeScript puts it in the place of a type parameter to ask what that could be. */
type IsAny<Type> = [0] extends [1 & Type] ? true : false

/**
 * `unknown` in the place of `any`, and of a type parameter of a generic helper, which would leave
 * all that follows from it undecided. `Within` is a type that `Type` is a part of: as long as that
 * is a type parameter itself, as in declarations, the question stays open.
 */
export type Known<Type, Within> = [Within, () => IsAny<Type>] extends [unknown, () => false]
  ? Type
  : unknown

/**
 * What a subject of this type is: `none` where no matcher takes it. A union has the kinds of its
 * members, and what may be a function or not is both `block` and `html`.
 */
export type KindOf<Subject> = Subject extends CheerioApi
  ? 'html'
  : Subject extends (...args: never[]) => infer Result
    ? KindOfFunction<Subject, Known<Result, Subject>>
    : Subject extends readonly (infer Item)[]
      ? KindOfList<Known<Item, Subject>>
      : // biome-ignore lint/suspicious/noConfusingVoidType: a call in the place of a function has it
        Subject extends number | boolean | bigint | symbol | void | null | PromiseLike<unknown>
        ? 'none'
        : 'html' | MayBeFunction<Subject, 'block'>

type KindOfFunction<Subject, Result> = [Result] extends [never]
  ? 'block'
  : [Result] extends [GeneratorResult]
    ? 'none'
    : [Subject] extends [() => unknown]
      ? 'block'
      : 'none'

type KindOfList<Item> = [Item] extends [string] ? 'none' : 'html'

/** `Answer` for a type such as `unknown`, `object` or `Function`; `{}` is taken for an object. */
type MayBeFunction<Type, Answer> = unknown extends Type
  ? Answer
  : string extends Type
    ? never
    : (() => never) extends Type
      ? Answer
      : never

/** `true` for a subject that may be an asynchronous function. */
export type IsAsync<Subject> = true extends AnswersLater<Subject> ? true : false

type AnswersLater<Subject> = Subject extends () => PromiseLike<unknown>
  ? true
  : Subject extends (...args: never[]) => infer Result
    ? MayBePromise<Known<Result, Subject>>
    : MayBeFunction<Subject, true>

type MayBePromise<Result> =
  Promise<never> extends Result
    ? true
    : [Extract<Result, PromiseLike<unknown>>] extends [never]
      ? false
      : true

/** The subject of the matchers of Jest: behind `.resolves` they return a promise. */
export type ResolvedSubject<Returned, Subject> = [Returned] extends [Promise<void>]
  ? Awaited<Subject>
  : Subject

/** Names, one by one or in lists. */
export type NameArguments = (string | readonly string[])[]

/** Names and patterns of events, for negations, one by one or in lists. */
export type EventArguments = (string | RegExp | readonly (string | RegExp)[])[]

// A condition below is the one that refuses, and does not hold for `any`: then TypeScript lets a
// generic helper pass what it lets pass otherwise.

/** Names, at least one of them. */
export type Some<Given extends NameArguments> = [Given, IsAny<Given>] extends [[], false]
  ? [name: string]
  : Given

type ForKind<
  Subject,
  Kind extends 'block' | 'html',
  Wanted extends string,
  Arguments extends unknown[],
> = [Extract<KindOf<Subject>, Kind>] extends [never]
  ? [problem: `expect() should be given ${Wanted}`]
  : Arguments

/** Arguments for a subject that has to be a block: a function without parameters, not a generator. */
export type ForBlock<Subject, Arguments extends unknown[]> = ForKind<
  Subject,
  'block',
  'a function without parameters',
  Arguments
>

/** Arguments for a subject that has to be rendered HTML. */
export type ForHtml<Subject, Arguments extends unknown[]> = ForKind<
  Subject,
  'html',
  'rendered HTML',
  Arguments
>

/** Arguments of `toTriggerInternalEvents`, which takes fewer of them for rendered HTML. */
export type ForEither<Subject, Block extends unknown[], Html extends unknown[]> = ForKind<
  Subject,
  'block' | 'html',
  'a function without parameters, or rendered HTML',
  [Extract<KindOf<Subject>, 'block'>] extends [never] ? Html : Block
>

/** A function that `toChange` reads: not one that answers later. */
export type Reader<Value> = [IsAny<Value>, true] extends [false, Later<Value>]
  ? () => never
  : () => Value

type Later<Value> = Value extends PromiseLike<unknown> ? true : never

/** The difference of two such values: a number, where they may be numbers. */
export type Difference<Value> = [IsAny<Value>, MayBeNumber<Value>] extends [false, false]
  ? never
  : number

type MayBeNumber<Value> = number extends Value
  ? true
  : [Extract<Value, number>] extends [never]
    ? false
    : true
