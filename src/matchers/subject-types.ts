/** The API of cheerio, which is callable but not a block. */
interface CheerioApi {
  root(): unknown
  parseHTML: unknown
}

/** A function that runs nothing when it is called. */
type GeneratorResult = Generator | AsyncGenerator

/** What a subject of this type is: `either` where the type does not tell, `none` where no matcher takes it. */
export type KindOf<Subject> = unknown extends Subject
  ? 'either'
  : [NonNullable<Subject>] extends [never]
    ? 'none'
    : [NonNullable<Subject>] extends [CheerioApi]
      ? 'html'
      : [NonNullable<Subject>] extends [(...args: never[]) => infer Result]
        ? KindOfFunction<Subject, Result>
        : KindOfValue<NonNullable<Subject>>

type KindOfFunction<Subject, Result> = unknown extends Result
  ? 'block'
  : [Result] extends [never]
    ? 'block'
    : [Result] extends [GeneratorResult]
      ? 'none'
      : [Subject] extends [() => unknown]
        ? 'block'
        : 'none'

type KindOfValue<Value> = [Value] extends [
  number | boolean | bigint | symbol | PromiseLike<unknown> | readonly string[],
]
  ? 'none'
  : [Value] extends [string | object]
    ? 'html'
    : 'either'

/** `true` for an asynchronous function and for a subject of unknown type. */
export type IsAsync<Subject> = unknown extends Subject
  ? true
  : Subject extends (...args: never[]) => infer Result
    ? unknown extends Result
      ? true
      : Extract<Result, PromiseLike<unknown>> extends never
        ? false
        : true
    : false

/** Names, one by one or in lists. */
export type NameArguments = (string | readonly string[])[]

/** Names and patterns of events, for negations, one by one or in lists. */
export type EventArguments = (string | RegExp | readonly (string | RegExp)[])[]

/** Names, at least one of them. */
export type Some<Given extends NameArguments> = Given extends [] ? [name: string] : Given

/** Arguments for a subject that has to be a block: a function without parameters, not a generator. */
export type ForBlock<Subject, Arguments extends unknown[]> =
  KindOf<Subject> extends 'block' | 'either'
    ? Arguments
    : [problem: 'expect() should be given a function without parameters']

/** Arguments for a subject that has to be rendered HTML. */
export type ForHtml<Subject, Arguments extends unknown[]> =
  KindOf<Subject> extends 'html' | 'either'
    ? Arguments
    : [problem: 'expect() should be given rendered HTML']

/** Arguments of `toTriggerInternalEvents`: rendered HTML takes one name. */
export type ForEither<Subject, Given extends NameArguments> =
  KindOf<Subject> extends 'html'
    ? [name: string | readonly string[]]
    : ForBlock<Subject, Some<Given>>
