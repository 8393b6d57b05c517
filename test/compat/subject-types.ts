// biome-ignore-all lint/suspicious/noExplicitAny: people have values of this type
// biome-ignore-all lint/complexity/noBannedTypes: and functions of that one
RUNNER

// Subjects that people give to `expect` compile, in generic helpers too; what is always an error does not.

const sync = () => {}
const asynchronous = async () => {}
declare const anything: any
declare const unknown: unknown

// Functions.
class Service {
  run(this: Service) {}
  async start() {}
}
declare const overloaded: { (): Promise<void>; (done: () => void): void }
declare const either: (() => void) | (() => Promise<void>)
declare const optional: (() => void) | undefined
declare const someFunction: Function
declare const object: object
declare const blockOrHtml: string | (() => void)
expect(new Service().run).toTriggerInternalEvents('pull_package').twice()
void expect(new Service().start).toTriggerInternalEvents('pull_package').twice()
void expect(overloaded).toIncrementUsageMetrics('counts.package_pulls').by(2)
void expect(either).toTriggerInternalEvents('pull_package').twice()
expect(optional).toTriggerInternalEvents('pull_package').twice()
void expect(someFunction).toIncrementUsageMetrics('counts.package_pulls').by(2)
void expect(object).toIncrementUsageMetrics('counts.package_pulls').by(2)
void expect(blockOrHtml).toTriggerInternalEvents('pull_package').twice()
void expect((): unknown => 1)
  .toRecordAiUsageEvents('troubleshoot_job')
  .twice()
void expect((): any => 1)
  .toTriggerInternalEvents('pull_package')
  .twice()
expect(() => void asynchronous())
  .toTriggerInternalEvents('pull_package')
  .twice()
expect((count = 1) => void count)
  .toTriggerInternalEvents('pull_package')
  .twice()
expect((...all: number[]) => void all)
  .toTriggerInternalEvents('pull_package')
  .twice()
expect((): never => {
  throw new Error()
})
  .toTriggerInternalEvents('pull_package')
  .and.toThrow()
for (const subject of [anything, unknown]) {
  void expect(subject)
    .toTriggerInternalEvents('pull_package')
    .with({ user: { id: 1 } })
    .twice()
  expect(subject)
    .toTriggerInternalEvents('pull_package')
    .with({ additionalProperties: { label: 'npm' } })
    .onClick()
  void expect(subject).not.toTriggerInternalEvents('pull_package')
  expect(subject).toHaveValidEventTracking()
}

// Rendered HTML.
declare const texts: string | undefined
declare const lists: [NodeListOf<Element>, HTMLElement[], any[], ShadowRoot]
expect(texts).toTriggerInternalEvents('pull_package').onClick()
for (const list of lists) expect(list).toTriggerInternalEvents('pull_package').onClick()
expect(document.querySelector('a')).not.toTriggerInternalEvents()
declare const shapes: [
  { element: Element | null },
  { container: unknown; baseElement: unknown },
  { html(): string; text(): string },
  { find(selector: string): object | undefined; id: number },
  Pick<Element, 'innerHTML'>,
  Pick<Node, 'nodeType' | 'textContent'>,
  {},
  object,
  Record<string, unknown>,
  Set<Element>,
  HTMLCollection,
  readonly (Element | null)[],
  object[],
  Document,
  DocumentFragment,
  String,
  string & { readonly isEscaped: true },
]
for (const shape of shapes) {
  expect(shape).toHaveValidEventTracking()
  expect(shape).not.toTriggerInternalEvents()
}
expect(new String('<a>')).toTriggerInternalEvents('pull_package').onClick().with({})

// Blocks that return lists.
expect(() => []).toTriggerInternalEvents('pull_package')
expect((): any[] => []).toTriggerInternalEvents('pull_package')
expect((): unknown[] => []).toTriggerInternalEvents('pull_package')
expect((): (Promise<void> | undefined)[] => []).toTriggerInternalEvents('pull_package')
expect((): Promise<void>[] | undefined => undefined).toTriggerInternalEvents('pull_package')
void expect(() => Promise.all([1].map(asynchronous))).toTriggerInternalEvents('pull_package')
void expect((): Promise<any> => asynchronous()).toTriggerInternalEvents('pull_package')
void expect((): Promise<never> => Promise.reject()).toTriggerInternalEvents('pull_package')

// Names.
const tuple = ['pull_package', 'push_package'] as const
declare const names: readonly string[]
declare const template: `${'pull' | 'push'}_package`
expect(sync)
  .toTriggerInternalEvents(...tuple)
  .and.toIncrementUsageMetrics(...names)
expect(sync).toTriggerInternalEvents(tuple, names, template)
expect(sync).not.toTriggerInternalEvents(...tuple, /^use_/)
expect(sync).not.toIncrementUsageMetrics(...names)

// Values that change.
declare const packages: Map<string, { id: number }>
expect(sync)
  .toChange(() => packages.get('npm'))
  .from(undefined)
  .to({ id: 1 })
expect(sync)
  .toChange(() => packages.get('npm'))
  .to(expect.objectContaining({ id: 1 }))
  .and.toChange(() => packages.size)
  .to(expect.any(Number))
expect(sync)
  .toChange((): number | undefined => 1)
  .by(1)
expect(sync)
  .toChange((): unknown => 1)
  .by(1)
expect(sync)
  .toChange<number>(() => 1)
  .by(1)

// Generic helpers: what they do not know of the block may be a promise.
export function moves<T>(block: () => T): Promise<void> {
  return expect(block).toIncrementUsageMetrics('counts.package_pulls').by(2)
}
export function tracks<Block extends () => Promise<unknown>>(block: Block): Promise<void> {
  return expect(block)
    .toTriggerInternalEvents('pull_package')
    .with({ user: { id: 1 } })
    .twice()
}
export async function tracksOf<T>(block: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  await expect(async () => results.push(await block())).toTriggerInternalEvents('pull_package')
  return results
}
export function isSilent<T>(block: () => T | Promise<T>): Promise<void> {
  return expect(block).not.toTriggerInternalEvents()
}
export function changes<T>(block: () => T, read: () => number): Promise<void> {
  return expect(block).toChange(read).by(1).and.toTriggerInternalEvents('pull_package')
}
export function changesTo<Value>(read: () => Value, end: Value): void {
  expect(sync).toChange(read).from(end).to(end).and.toChange(read).by(1)
}
export function tracksFrom<T>(subject: T): Promise<void> {
  expect(subject).toTriggerInternalEvents('pull_package').onClick()
  expect(subject).toHaveValidEventTracking()
  expect(subject).not.toTriggerInternalEvents('pull_package')
  return expect(subject).toTriggerInternalEvents('pull_package').twice()
}
export function tracksFields<T>(field: { value: T; name: string }, list: T[]): void {
  expect(field).toTriggerInternalEvents('pull_package').onClick()
  expect(list).toTriggerInternalEvents('pull_package').onClick()
  expect(() => list).toTriggerInternalEvents('pull_package')
}
export function tracksClicks<T extends Element | null>(element: T): void {
  expect(element).toTriggerInternalEvents('pull_package').onClick()
}
export function tracksCall<Args extends unknown[], T>(
  call: (...args: Args) => T,
  ...args: Args
): Promise<void> {
  return expect(() => call(...args)).toTriggerInternalEvents('pull_package')
}
export function tracksNamed<Name extends string, Names extends readonly string[]>(
  name: Name,
  names: Names,
): void {
  expect(sync).toTriggerInternalEvents(name).and.toIncrementUsageMetrics(name)
  expect(sync)
    .toTriggerInternalEvents(...names)
    .and.toIncrementUsageMetrics(...names)
  expect(sync).not.toTriggerInternalEvents(...names)
}
export function tracksAll<Names extends string[]>(...names: Names): void {
  expect(sync)
    .toTriggerInternalEvents(...names)
    .twice()
}
export class Checks<T> {
  constructor(readonly block: () => T) {}
  silent() {
    return expect(this.block).toNotTriggerInternalEvents().and.toThrow()
  }
}
export const helped: Promise<void> = moves(sync)

export function refused<T>(
  block: (id: number) => T,
  promise: Promise<T>,
  generator: () => Generator<T>,
): void {
  // @ts-expect-error a function with a parameter, in a generic helper too
  expect(block).toTriggerInternalEvents('pull_package')
  // @ts-expect-error a promise
  expect(promise).toTriggerInternalEvents('pull_package')
  // @ts-expect-error a generator
  expect(generator).not.toTriggerInternalEvents('pull_package')
  // @ts-expect-error no name
  expect(() => block(1)).toTriggerInternalEvents()
  const silence = expect(() => block(1)).not.toTriggerInternalEvents('pull_package')
  // @ts-expect-error a count after .not
  silence.twice()
  // @ts-expect-error a reader that answers later
  expect(sync).toChange(() => promise)
}
// @ts-expect-error the result of a call that tracks, in the place of a function
expect(sync()).toTriggerInternalEvents('pull_package')
// @ts-expect-error an object does not move metrics
expect({ id: 1 }).toIncrementUsageMetrics('counts.package_pulls')
// @ts-expect-error a list of strings
expect(['<a>']).toTriggerInternalEvents('pull_package')
// @ts-expect-error a function with a parameter of any type
expect((_done: any): any => 1).toTriggerInternalEvents('pull_package')
// @ts-expect-error a name that is none, in a list
expect(sync).toTriggerInternalEvents([1])
