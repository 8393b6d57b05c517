import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml'
import { readPlainScalar } from '../definitions/index.ts'
import { requireModule } from '../foundation/index.ts'

/** The ids of the parser's events and styles. */
const ID = { SEQUENCE: 2, MAPPING: 3, SCALAR: 4, POP: 6 } as const
const PLAIN = 1

/** Thrown for what the library has to build, or to refuse. */
class Unusual extends Error {}

/**
 * Builds the value of a file from the parser's events, as the library does, in a third of its time.
 * Returns `undefined` for what nearly no definition has: tags, anchors, merges, repeated and complex
 * keys, several documents.
 */
export function buildValue(text: string, events: readonly Event[]): { value: unknown } | undefined {
  try {
    return { value: new Builder(text, events).build() }
  } catch (error) {
    if (error instanceof Unusual) return undefined
    throw error
  }
}

class Builder {
  readonly #text: string
  readonly #events: readonly Event[]
  readonly #valueOf = requireModule('js-yaml').getScalarValue
  #at = 1

  constructor(text: string, events: readonly Event[]) {
    this.#text = text
    this.#events = events
  }

  build(): unknown {
    const value = this.#node()
    // The event that closes the document is the last one.
    if (this.#at + 1 !== this.#events.length) throw new Unusual()
    return value
  }

  #node(): unknown {
    const event = this.#events[this.#at++]
    switch (event?.type) {
      case ID.SCALAR:
        return this.#scalar(event)
      case ID.MAPPING:
        return this.#mapping(event)
      case ID.SEQUENCE:
        return this.#sequence(event)
      default:
        throw new Unusual()
    }
  }

  #scalar(event: ScalarEvent): unknown {
    checkBare(event)
    const source = this.#valueOf(this.#text, event)
    return event.style === PLAIN ? readPlainScalar(source) : source
  }

  #mapping(event: MappingEvent): unknown {
    checkBare(event)
    const mapping: Record<string, unknown> = {}
    while (this.#events[this.#at]?.type !== ID.POP) {
      const key = this.#key()
      if (Object.hasOwn(mapping, key)) throw new Unusual()
      mapping[key] = this.#node()
    }
    this.#at++
    return mapping
  }

  #key(): string {
    const event = this.#events[this.#at]
    if (event?.type !== ID.SCALAR) throw new Unusual()
    const key = String(this.#node())
    if (key === '<<' || key === '__proto__') throw new Unusual()
    return key
  }

  #sequence(event: SequenceEvent): unknown {
    checkBare(event)
    const items: unknown[] = []
    while (this.#events[this.#at]?.type !== ID.POP) items.push(this.#node())
    this.#at++
    return items
  }
}

function checkBare({ tagStart, anchorStart }: ScalarEvent | MappingEvent | SequenceEvent): void {
  if (tagStart >= 0 || anchorStart >= 0) throw new Unusual()
}
