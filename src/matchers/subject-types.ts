/** The API of cheerio, which is callable but not a block. */
interface CheerioApi {
  root(): unknown
  parseHTML: unknown
}

/** The result of a function that runs nothing when it is called. */
type GeneratorResult = Generator | AsyncGenerator

/** The values of properties that are data: no element, and nothing that holds one. */
// biome-ignore lint/suspicious/noConfusingVoidType: a call in the place of a function has it
type Scalar = string | number | boolean | bigint | symbol | Date | null | undefined | void

/** Objects of the language that hold no elements. */
type BuiltIn = PromiseLike<unknown> | Date | RegExp | ReadonlyMap<unknown, unknown>

/** The properties that tell a node of a DOM, of which a type may name any. */
type NodeKey = 'nodeType' | 'nodeName' | 'tagName' | 'innerHTML' | 'outerHTML' | 'textContent'

/** Tells `any`. TypeScript puts it in the place of a type parameter to ask what that could be. */
export type IsAny<Type> = [0] extends [1 & Type] ? true : false

/**
 * `unknown` in the place of `any`, and of a type parameter of a generic helper, which would leave
 * all that follows from it undecided. `Within` is a type that `Type` is a part of: as long as that
 * is a type parameter itself, as in declarations, the question stays open.
 */
export type Known<Type, Within> = [Within, () => IsAny<Type>] extends [unknown, () => false]
  ? Type
  : unknown

/**
 * The kind of a subject of this type: `none` where no matcher takes it. A union has the kinds of its
 * members, and what may be a function or not is both `block` and `html`.
 */
export type KindOf<Subject> = Subject extends CheerioApi
  ? 'html'
  : Subject extends (...args: never[]) => infer Result
    ? KindOfFunction<Subject, Known<Result, Subject>>
    : Subject extends readonly (infer Item)[]
      ? KindOfList<Known<Item, Subject>>
      : Subject extends string
        ? 'html'
        : Subject extends Scalar | BuiltIn | Constructor
          ? 'none'
          : IsData<Subject> extends true
            ? 'none'
            : 'html' | MayBeFunction<Subject, 'block'>

type Constructor = abstract new (...args: never[]) => unknown

type KindOfFunction<Subject, Result> = [Result] extends [never]
  ? 'block'
  : IsUnfinished<Known<Awaited<Result>, Subject>> extends true
    ? 'none'
    : [Subject] extends [() => unknown]
      ? 'block'
      : 'none'

type IsUnfinished<Result> = [Result] extends [never]
  ? false
  : [Result] extends [GeneratorResult]
    ? true
    : IsPromises<Result>

/** Tells a list that holds promises alone; an empty one (`never[]`) holds none. */
type IsPromises<Result> = [Result] extends [readonly (infer Item)[]]
  ? [Known<Item, Result>] extends [never]
    ? false
    : [Known<Item, Result>] extends [PromiseLike<unknown>]
      ? true
      : false
  : false

/** A list of what is certainly no element is refused; other lists may hold elements. */
type KindOfList<Item> = [Item] extends [Scalar | BuiltIn | string]
  ? 'none'
  : [Item] extends [CheerioApi]
    ? 'html'
    : [Item] extends [(...args: never[]) => unknown]
      ? 'none'
      : 'html'

/** Tells an object all of whose properties are data, such as `{ id: number }`. */
type IsData<Type> = [keyof Type] extends [never]
  ? false
  : [Extract<keyof Type, NodeKey>] extends [never]
    ? [Known<Type[keyof Type], Type>] extends [Scalar]
      ? true
      : false
    : false

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

/**
 * The subject of the matchers of Jest: behind `.resolves` they return a promise, and what they are
 * about is the value of a promise, or of one that a function returns.
 */
export type ResolvedSubject<Returned, Subject> = [Returned] extends [Promise<void>]
  ? Subject extends () => infer Result
    ? ValueOfCall<Awaited<Result>>
    : Awaited<Subject>
  : Subject

type ValueOfCall<Value> = [KindOf<Known<Value, Value>>] extends ['none'] ? Unresolved : Value

/** Stands for the value of a function that was called before `.resolves`, and that no matcher takes. */
interface Unresolved {
  readonly '~resolves': never
}

/** Either of two types: the first behind `.not`. */
export type ByForm<This, Negated, Positive> = '~negated' extends keyof This ? Negated : Positive

// The type of `this` is a sentence where the subject, or the place of the matcher, is always an
// error: the compiler prints it, whatever the arguments.

type OnKind<
  This,
  Subject,
  Kind extends 'block' | 'html',
  Wanted extends string,
> = 'stringContaining' extends keyof This
  ? 'this matcher is not an asymmetric matcher: call it on expect(…)'
  : [Extract<KindOf<Subject>, Kind>] extends [never]
    ? 'block' extends Kind
      ? ProblemOfBlock<Subject, Wanted>
      : Problem<Wanted>
    : unknown

type Problem<Wanted extends string> = `expect() should be given ${Wanted}`

type ProblemOfBlock<Subject, Wanted extends string> = [Subject] extends [never]
  ? Problem<Wanted>
  : [Subject] extends [Unresolved]
    ? 'expect() should be given the function itself: leave out .resolves'
    : [Subject] extends [PromiseLike<unknown>]
      ? `${Problem<Wanted>}, not a promise`
      : [Subject] extends [() => infer Result]
        ? ProblemOfResult<Awaited<Result>, Wanted>
        : Problem<Wanted>

type ProblemOfResult<Result, Wanted extends string> = [Result] extends [GeneratorResult]
  ? 'a generator runs nothing when it is called: iterate it in the block'
  : IsPromises<Result> extends true
    ? 'the block should await the promises of the list that it returns: await Promise.all(…)'
    : Problem<Wanted>

/** `this` of a matcher for blocks: functions without parameters, not generators. */
export type OnBlock<This, Subject> = OnKind<This, Subject, 'block', 'a function without parameters'>

/** `this` of a matcher for rendered HTML. */
export type OnHtml<This, Subject> = OnKind<This, Subject, 'html', 'rendered HTML'>

/** `this` of a matcher for the collector, which is an object of methods, as a wrapper is. */
export type OnCollector<This, Subject> = OnKind<This, Subject, 'html', 'a collector'>

/** `this` of a matcher for blocks and rendered HTML. */
export type OnEither<This, Subject> = OnKind<
  This,
  Subject,
  'block' | 'html',
  'a function without parameters, or rendered HTML'
>

/** `this` of a matcher whose name negates. */
export type Unnegated<This, On> = ByForm<
  This,
  'two negations: leave out .not, or take the matcher without Not',
  On
>

/** One of two types of arguments: the first for a subject that may be a block. */
export type ForBlock<Subject, Block extends unknown[], Html extends unknown[]> = [
  Extract<KindOf<Subject>, 'block'>,
] extends [never]
  ? Html
  : Block
