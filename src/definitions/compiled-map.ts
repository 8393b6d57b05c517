import { type LineKind, namesOfLines, readLine } from './compiled-lines.ts'

/** A map over the lines of one kind, each parsed when it is first asked for. */
export class CompiledMap<Value> implements ReadonlyMap<string, Value> {
  readonly #text: string
  readonly #kind: LineKind
  readonly #onUse: OnUse
  readonly #known = new Map<unknown, Value | undefined>()
  #names: readonly string[] | undefined

  constructor(text: string, kind: LineKind, onUse: OnUse) {
    this.#text = text
    this.#kind = kind
    this.#onUse = onUse
  }

  get(name: string): Value | undefined {
    // Code that is not TypeScript may ask for anything.
    if (typeof name !== 'string') return undefined
    if (this.#known.has(name)) return this.#known.get(name)
    this.#onUse(this.#kind, name)
    const value = readLine(this.#text, this.#kind, name) as Value | undefined
    this.#known.set(name, value)
    return value
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  get size(): number {
    return this.#all().length
  }

  keys(): MapIterator<string> {
    return this.#all().values()
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of this.#all()) yield [name, this.get(name) as Value]
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries()
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) visit(value, name, this)
  }

  #all(): readonly string[] {
    this.#onUse(this.#kind)
    this.#names ??= namesOfLines(this.#text, this.#kind)
    return this.#names
  }
}

/** Hears of each name that is looked up, whether it is there or not; without a name, of all. */
export type OnUse = (kind: LineKind, name?: string) => void
