import type { Event, ScalarEvent } from 'js-yaml'
import { requireModule } from '../foundation/index.ts'

/** The keys and indexes that lead to a value of a file. */
export type YamlPath = readonly (string | number)[]

/** The ranges of a key and its value in a text, in UTF-16 code units. An item of a list has no key of its own. */
export interface YamlPlace {
  readonly keyStart: number
  readonly keyEnd: number
  readonly valueStart: number
  readonly valueEnd: number
}

/** A key that stands twice in a mapping. */
export interface RepeatedKey {
  readonly path: YamlPath
  readonly start: number
}

const ID = { SEQUENCE: 2, MAPPING: 3, SCALAR: 4, ALIAS: 5, POP: 6 } as const

/** Returns the place of a value, or of the nearest value around it that is there. */
export function placeOf(text: string, path: YamlPath): YamlPlace {
  // The findings of a file come one after another, and parsing it again for each would add up.
  if (last?.text !== text) last = { text, walk: new Walk(text) }
  return last.walk.find(path)
}

let last: { readonly text: string; readonly walk: Walk } | undefined

/** Returns all keys that are repeated, in the order of the text. */
export function repeatedKeys(text: string): RepeatedKey[] {
  return new Walk(text).repeated()
}

/** Returns the line and the column of a place, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

/** A pair of a mapping, or an item of a list, by the indexes of its events. */
interface Child {
  readonly name: string | number
  readonly key: number
  readonly value: number
}

class Walk {
  readonly #text: string
  readonly #events: readonly Event[]
  readonly #known = new Map<number, readonly Child[]>()

  constructor(text: string) {
    this.#text = text
    this.#events = requireModule('js-yaml').parseEvents(text, {})
  }

  find(path: YamlPath): YamlPlace {
    // The first event opens the document.
    let index = 1
    let place = this.#place(index, index)
    for (const segment of path) {
      const found = this.#children(index).findLast(({ name }) => name === segment)
      if (!found) break
      index = found.value
      place = this.#place(found.key, found.value)
    }
    return place
  }

  repeated(): RepeatedKey[] {
    const found: RepeatedKey[] = []
    const visit = (index: number, path: YamlPath) => {
      const seen = new Set<string | number>()
      for (const { name, key, value } of this.#children(index)) {
        const inner = [...path, name]
        if (seen.has(name)) found.push({ path: inner, start: this.#startOf(key) })
        seen.add(name)
        visit(value, inner)
      }
    }
    visit(1, [])
    return found
  }

  #children(index: number): readonly Child[] {
    const known = this.#known.get(index)
    if (known) return known
    const children = this.#readChildren(index)
    this.#known.set(index, children)
    return children
  }

  #readChildren(index: number): readonly Child[] {
    const type = this.#events[index]?.type
    const children: Child[] = []
    if (type !== ID.MAPPING && type !== ID.SEQUENCE) return children
    for (let at = index + 1; this.#events[at]?.type !== ID.POP; ) {
      const value = type === ID.MAPPING ? this.#after(at) : at
      children.push({
        name: type === ID.MAPPING ? this.#nameAt(at) : children.length,
        key: at,
        value,
      })
      at = this.#after(value)
    }
    return children
  }

  /** Returns the index of the event after a node. */
  #after(index: number): number {
    let depth = 0
    for (let at = index; ; at++) {
      const type = this.#events[at]?.type
      if (type === undefined) return at
      if (type === ID.POP) depth--
      if (type === ID.MAPPING || type === ID.SEQUENCE) depth++
      if (depth === 0) return at + 1
    }
  }

  #nameAt(index: number): string {
    const event = this.#events[index]
    return event?.type === ID.SCALAR
      ? requireModule('js-yaml').getScalarValue(this.#text, event as ScalarEvent)
      : ''
  }

  #place(key: number, value: number): YamlPlace {
    const keyStart = this.#startOf(key)
    const keyEnd = Math.max(this.#endOf(key), keyStart)
    // A value that is not there stands after its key.
    const valueStart = this.#startOf(value) < 0 ? keyEnd : this.#startOf(value)
    return {
      keyStart: Math.max(keyStart, 0),
      keyEnd: Math.max(keyEnd, 0),
      valueStart: Math.max(valueStart, 0),
      valueEnd: Math.max(this.#endOf(value), valueStart, 0),
    }
  }

  #startOf(index: number): number {
    const event = this.#events[index]
    if (event === undefined) return -1
    if ('valueStart' in event) return isQuoted(event) ? event.valueStart - 1 : event.valueStart
    if ('start' in event) return event.start
    return 'anchorStart' in event ? event.anchorStart : -1
  }

  #endOf(index: number): number {
    const event = this.#events[index]
    if (event === undefined || !('valueEnd' in event)) return -1
    return isQuoted(event) ? event.valueEnd + 1 : event.valueEnd
  }
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === 2 || style === 3
}
