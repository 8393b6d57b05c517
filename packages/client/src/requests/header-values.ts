import type { FindHeader } from './request-headers.ts'
import type { Warn } from './throttled-warnings.ts'

/** The parts of a list that stand for no id. */
const NONE = new Set(['', 'null', 'undefined'])

/** Reads the values of headers as Python does, where it would not fail; its logger hears of others. */
export class HeaderValues {
  readonly text: FindHeader
  readonly #warn: Warn

  constructor(find: FindHeader, warn: Warn) {
    this.text = find
    this.#warn = warn
  }

  /** Reads a whole number, as `int` does. */
  id(name: string): number | null {
    const text = this.text(name)
    if (!text) return null
    return wholeNumberOf(text) ?? this.dropped(name, text, 'a whole number')
  }

  /** Reads the whole numbers of a list; those that are none are left out. */
  ids(name: string): number[] {
    const text = this.text(name) ?? ''
    // Python leaves out what is written twice, before it reads the numbers.
    const parts = new Set(text.split(',').map((part) => part.trim()))
    return [...parts].flatMap((part) => {
      if (NONE.has(part)) return []
      return wholeNumberOf(part) ?? this.dropped(name, text, 'a list of whole numbers') ?? []
    })
  }

  /** Reads yes or no, in the words of Pydantic. */
  flag(name: string): boolean | null {
    const text = this.text(name)
    if (!text) return null
    if (/^(true|t|1|yes|y|on)$/i.test(text)) return true
    if (/^(false|f|0|no|n|off)$/i.test(text)) return false
    return this.dropped(name, text, 'true or false')
  }

  /** Tells of a header that cannot be used. */
  dropped(name: string, text: string, wanted: string): null {
    this.#warn(name, () => {
      const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
      return `Dropping ${name} header ${shown}: it should be ${wanted}`
    })
    return null
  }
}

/** Reads a whole number as `int` of Python does, and only one that a double holds exactly. */
function wholeNumberOf(text: string): number | undefined {
  if (!/^[+-]?\d+(_\d+)*$/.test(text)) return undefined
  const number = Number(text.replaceAll('_', ''))
  // Zero has no sign in Python.
  return Number.isSafeInteger(number) ? number + 0 : undefined
}

/** Reads a number or digits above zero, as both services read the id of a root namespace. */
export function namespaceIdOf(value: unknown): number | null {
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : null
}
