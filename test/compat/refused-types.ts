RUNNER

// Code that is always an error does not compile, and the compiler prints why: as the type of `this`, or
// of an argument.

const sync = () => {}
const asynchronous = async () => {}
const element = {} as Element

/** Returns the type that a matcher wants of the object that it is called on. */
declare function problemOf<Problem>(matcher: (this: Problem, ...args: never[]) => unknown): Problem
declare function firstOf<Argument>(matcher: (argument?: Argument) => unknown): NonNullable<Argument>

// Subjects.
declare const result: { kind: string; size?: number; created: Date }
declare const lists: { functions: (() => void)[]; texts: string[]; promises: Promise<string>[] }
class Service {
  constructor(readonly name: string) {}
}
export const sentences: [
  'expect() should be given a function without parameters, or rendered HTML',
  'expect() should be given a function without parameters, or rendered HTML, not a promise',
  'expect() should be given a function without parameters',
  'expect() should be given rendered HTML',
  'expect() should be given a collector',
  'a generator runs nothing when it is called: iterate it in the block',
  'the block should await the promises of the list that it returns: await Promise.all(…)',
  'two negations: leave out .not, or take the matcher without Not',
] = [
  problemOf(expect(undefined).not.toTriggerInternalEvents),
  problemOf(expect(asynchronous()).toTriggerInternalEvents),
  problemOf(expect('<a>').toIncrementUsageMetrics),
  problemOf(expect(sync).toHaveValidEventTracking),
  problemOf(expect(sync).toHaveDeliveredEachEventOnce),
  problemOf(expect(function* () {}).toTriggerInternalEvents),
  problemOf(expect(() => [1].map(asynchronous)).toRecordAiUsageEvents),
  problemOf(expect(sync).not.toNotTriggerInternalEvents),
]
export const fine: unknown[] = [
  problemOf<unknown>(expect(sync).toTriggerInternalEvents),
  problemOf<unknown>(expect(sync).not.toTriggerInternalEvents),
]
// @ts-expect-error without an argument, too
expect(undefined).not.toTriggerInternalEvents()
// @ts-expect-error the result of a call
expect(result).toTriggerInternalEvents('pull_package')
// @ts-expect-error the result of a call, negated
expect(result).not.toTriggerInternalEvents()
// @ts-expect-error an object of texts
expect({} as Record<string, string>).toTriggerInternalEvents('pull_package')
// @ts-expect-error a date
expect(new Date()).toTriggerInternalEvents('pull_package')
// @ts-expect-error a map
expect(new Map()).toTriggerInternalEvents('pull_package')
// @ts-expect-error a pattern
expect(/a/).toHaveValidEventTracking()
// @ts-expect-error a class
expect(Service).toTriggerInternalEvents('pull_package')
// @ts-expect-error numbers
expect([1, 2]).toTriggerInternalEvents('pull_package')
// @ts-expect-error functions
expect(lists.functions).toTriggerInternalEvents('pull_package')
// @ts-expect-error texts
expect(lists.texts).toTriggerInternalEvents('pull_package')
// @ts-expect-error promises
expect(lists.promises).not.toTriggerInternalEvents()
// @ts-expect-error a block that does not await its promises
expect(() => [1].map(asynchronous)).toTriggerInternalEvents('pull_package')
// @ts-expect-error negated
expect(() => [1].map(asynchronous)).not.toTriggerInternalEvents('pull_package')
// @ts-expect-error nor when it is asynchronous itself
expect(async () => [1].map(asynchronous)).toNotIncrementUsageMetrics('counts.package_pulls')
// @ts-expect-error a generator, later
expect(async () => (function* () {})()).toTriggerInternalEvents('pull_package')
export function refusedList<T>(pull: () => Promise<T>, id: T): void {
  // @ts-expect-error promises, in a generic helper too
  expect(() => [pull(), pull()]).toTriggerInternalEvents('pull_package')
  expect(() => [id]).toTriggerInternalEvents('pull_package')
}

// Negations.
export const noNames: 'rendered HTML takes no names behind .not, which claims that it tracks nothing: leave them out' =
  firstOf(expect('<a>').not.toTriggerInternalEvents)
// @ts-expect-error a name
expect('<a>').toNotTriggerInternalEvents('pull_package')
// @ts-expect-error two negations
expect(sync).not.toNotIncrementUsageMetrics('counts.package_pulls')
// @ts-expect-error two negations
expect(sync).not.toNotChange(() => 1)
// @ts-expect-error no key paths
expect(sync).not.toIncrementUsageMetrics()

// Words said twice.
const clicks = expect(element).toTriggerInternalEvents('pull_package')
const either = expect({} as unknown).toTriggerInternalEvents('pull_package')
// @ts-expect-error .with() for HTML
clicks.with({}).with({})
// @ts-expect-error .with() around another word
clicks.with({}).onClick().with({})
// @ts-expect-error .onClick()
clicks.onClick().onLoad().onClick()
// @ts-expect-error .with() for what may be HTML
either.with({}).onClick().with({})

// Numbers.
const events = expect(sync).toTriggerInternalEvents('pull_package')
const metrics = expect(sync).toIncrementUsageMetrics('counts.package_pulls')
const changes = expect(sync).toChange(() => 1)
// @ts-expect-error no event at all
events.atLeast(0)
// @ts-expect-error half an event
events.times(1.5)
// @ts-expect-error fewer than none
events.exactly(-1)
// @ts-expect-error half an event
events.atMost(0.5)
// @ts-expect-error no time
events.within(0)
// @ts-expect-error no step
metrics.by(0)
// @ts-expect-error a step down
metrics.byAtLeast(-1)
// @ts-expect-error no step
metrics.byAtMost(0)
// @ts-expect-error no step
metrics.atLeast(0)
// @ts-expect-error no step
metrics.atMost(0)
// @ts-expect-error no step
metrics.from(1).by(0)
// @ts-expect-error no difference
changes.by(0)
changes.by(-0.5)
events.times(0)
events.exactly(3).times
events.atLeast(1).atMost(3).within(0.5)
metrics.byAtLeast(0.5).byAtMost(1.5)
export function counted<Times extends number>(times: Times, count: number, either: 0 | 1): void {
  events.times(times)
  events.times(count)
  events.times(either)
  events.atLeast(times).atMost(times).within(times)
  events.atLeast(count).atMost(count).within(count)
  events.atLeast(either)
  metrics.by(times)
  metrics.by(count)
  metrics.by(either)
  expect(sync)
    .toChange(() => count)
    .by(times)
}
