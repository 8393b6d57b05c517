import type { CoveringTest } from '../coverage/index.ts'
import type { CoveredBy, TestEntry, WeakTest } from './page/index.ts'

/** The tests of a report, each line of each once, however many entries it touches. */
export class TestList {
  readonly all: TestEntry[] = []
  readonly #places = new Map<string, number>()

  /** Lists tests by their levels, the highest first, at most `most`, and counts the others. */
  list(tests: readonly CoveringTest[], most: number): Pick<CoveredBy, 'tests' | 'more'> {
    if (tests.length === 0) return {}
    const listed = [...tests].sort(byLevel).slice(0, most)
    const of = (state: string) => listed.filter((test) => stateOf(test) === state)
    const lists = {
      asserted: of('asserted').map((test) => this.#placeOf(test)),
      weak: of('weak').map((test): WeakTest => [this.#placeOf(test), test.weak ?? '']),
      seen: of('seen').map((test) => this.#placeOf(test)),
      called: of('called').map((test) => this.#placeOf(test)),
    }
    const more = tests.length - listed.length
    return {
      tests: Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
      ...(more > 0 ? { more } : {}),
    }
  }

  #placeOf({ name, file, line }: CoveringTest): number {
    const key = JSON.stringify([name, file, line])
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.all.length)
    return this.all.push({ name, file, ...(line === undefined ? {} : { line }) }) - 1
  }
}

const ORDER = ['asserted', 'weak', 'seen', 'called']

function stateOf({ level, weak }: CoveringTest): string {
  return level === 'asserted' && weak !== undefined ? 'weak' : level
}

function byLevel(one: CoveringTest, other: CoveringTest): number {
  return (
    ORDER.indexOf(stateOf(one)) - ORDER.indexOf(stateOf(other)) ||
    compare(one.file, other.file) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    compare(one.name, other.name)
  )
}

/** Compares code units: the order is the same on every machine. */
function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
