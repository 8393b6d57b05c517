// Longer than others: the grammar of a pattern is one thing.
import { LETTER_SETS, namedSet } from './java-sets.ts'
import { SchemaError } from './read-schemas.ts'

/** A pattern of Java as one of JavaScript. */
export interface TranslatedPattern {
  readonly expression: RegExp
  /** Returns the most steps that it takes for a text of so many characters. */
  readonly steps: (length: number) => number
}

/** A part of a pattern. */
interface Part {
  readonly source: string
  /** True if it can match in several ways: repeated, it may explode. */
  readonly varies: boolean
}

/** A set of characters, one of them by its number, or a condition. */
type Escaped = { readonly set: string } | { readonly code: number } | { readonly rule: string }

const LAST = '(?![\\s\\S])'
const LINE_END = '\\r\\n|[\\n\\r\\x85\\u2028\\u2029]'
/** The end, or the place before the last end of a line. */
const END = `(?=(?:${LINE_END})?${LAST})`
const RULES: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  b: '\\b',
  B: '\\B',
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])',
  z: LAST,
  Z: END,
}
const CODES: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 }

const QUOTED = /\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g
const QUANTIFIER = /([*+?]|\{(\d+)(?:,\d*)?\})([?+]?)/y
const GROUP = /\((?:\?(?:[:=!>]|<[=!]|<[A-Za-z][A-Za-z\d]*>|([A-Za-z-]+)([:)])))?/y
const HEX = '[\\dA-Fa-f]'
const NUMBER = new RegExp(
  `x(${HEX}{2})|x\\{(${HEX}{1,6})\\}|u((?![Dd][89A-Fa-f])${HEX}{4})|0([0-3][0-7]{2}|[0-7]{1,2})`,
  'y',
)
const PROPERTY = /([pP])(?:\{([\w=]+)\}|([A-Z]))/y
/** The properties of case: their meaning where case does not matter has changed from one Java to the next. */
const CASED = /^(?:Is)?(?:L[ult]|Lower|Upper|Title)/
const AND = /&&/y
const REFERENCE = /[1-9]|k<[A-Za-z][A-Za-z\d]*>/y

/**
 * Translates a pattern: schemas are checked by Java in production, whose patterns are others than
 * those of JavaScript.
 *
 * @throws {SchemaError} for a pattern with rules that JavaScript does not have.
 */
export function translatePattern(pattern: string): TranslatedPattern {
  return new Translator(pattern).translate()
}

class Translator {
  readonly #pattern: string
  readonly #text: string
  #at = 0
  #ignoresCase = false
  #dotTakesAll = false
  #atomic = 0
  #counts = false
  #repeats = 0
  #options = 0
  #explodes = false

  constructor(pattern: string) {
    this.#pattern = pattern
    this.#text = pattern.replaceAll(QUOTED, (all, quoted?: string) =>
      quoted === undefined ? all : quoted.replaceAll(/[^A-Za-z\d]/gu, '\\$&'),
    )
  }

  translate(): TranslatedPattern {
    const { source } = this.#alternatives()
    if (this.#at < this.#text.length) this.#refuse('a ) without its (')
    if (this.#atomic > 0 && this.#counts) this.#refuse('a possessive part and a numbered one')
    const [repeats, options] = [this.#repeats, this.#options]
    return {
      expression: this.#compile(source),
      steps: (length) => (this.#explodes ? 8 ** length : length ** (repeats + 1) * 2 ** options),
    }
  }

  #compile(source: string): RegExp {
    try {
      return new RegExp(source, 'v')
    } catch {
      return this.#refuse('a part that is not valid')
    }
  }

  #alternatives(): Part {
    const sources: string[] = []
    let source = ''
    let varies = false
    while (this.#at < this.#text.length && this.#peek() !== ')') {
      if (this.#eat('|')) {
        sources.push(source)
        source = ''
        continue
      }
      const part = this.#repeated()
      source += part.source
      varies ||= part.varies
    }
    return { source: [...sources, source].join('|'), varies: varies || sources.length > 0 }
  }

  #repeated(): Part {
    const { source, varies } = this.#atom()
    const [all, times, exactly, kind] = this.#match(QUANTIFIER) ?? []
    if (all === undefined) return { source, varies }
    const isFixed = times === `{${exactly}}`
    if (varies && times !== '?') this.#explodes = true
    if (times === '?') this.#options++
    else if (!isFixed) this.#repeats++
    const repeated = { source: `${source}${times}`, varies: varies || !isFixed }
    if (kind === '+') return { ...repeated, source: this.#atomically(repeated.source) }
    return { ...repeated, source: `${repeated.source}${kind}` }
  }

  /** Makes a source atomic: text that a look-ahead has matched is not tried in another way. */
  #atomically(source: string): string {
    const name = `atomic${++this.#atomic}`
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`
  }

  #atom(): Part {
    return this.#peek() === '(' ? this.#group() : { source: this.#plain(), varies: false }
  }

  #plain(): string {
    const char = this.#peek()
    if (char === '[') return this.#set()
    if (char === '\\') return this.#reference() ?? this.#escape()
    if (this.#eat('^')) return '^'
    if (this.#eat('$')) return END
    if (this.#eat('.')) return this.#dotTakesAll ? '[\\s\\S]' : '[^\\n\\r\\x85\\u2028\\u2029]'
    if (/[*+?{]/.test(char)) this.#refuse(`${char} after nothing`)
    return this.#range(this.#code())
  }

  #escape(): string {
    const escaped = this.#escaped()
    if ('rule' in escaped) return escaped.rule
    return 'set' in escaped ? escaped.set : this.#range(escaped.code)
  }

  #group(): Part {
    const [start = '', flags, end] = this.#match(GROUP) ?? []
    const before = [this.#ignoresCase, this.#dotTakesAll] as const
    if (flags !== undefined) {
      if (!/^[is]+$/.test(flags)) this.#refuse(`(?${flags})`)
      this.#ignoresCase ||= flags.includes('i')
      this.#dotTakesAll ||= flags.includes('s')
      // It holds to the end of the group around it.
      if (end === ')') return { source: '', varies: false }
    }
    const { source, varies } = this.#alternatives()
    if (!this.#eat(')')) this.#refuse('a ( without its )')
    ;[this.#ignoresCase, this.#dotTakesAll] = before
    if (start === '(?>') return { source: this.#atomically(source), varies }
    return { source: `${flags === undefined ? start : '(?:'}${source})`, varies }
  }

  #set(): string {
    this.#eat('[')
    const isOpposite = this.#eat('^')
    const operands = [this.#members(true)]
    while (this.#match(AND)) operands.push(this.#members(false))
    if (!this.#eat(']')) this.#refuse('a [ without its ]')
    if (operands.includes('')) this.#refuse('&& beside nothing')
    const source = operands.length > 1 ? operands.map((one) => `[${one}]`).join('&&') : operands[0]
    return `[${isOpposite ? '^' : ''}${source}]`
  }

  /** Reads the members of a set up to its end or `&&`; a `]` that comes first is one of them. */
  #members(isStart: boolean): string {
    let members = ''
    while (this.#at < this.#text.length && !this.#text.startsWith('&&', this.#at)) {
      if (this.#peek() === ']' && !(isStart && members === '')) break
      members += this.#peek() === '[' ? this.#set() : this.#member()
    }
    return members
  }

  #member(): string {
    const first = this.#single()
    if (typeof first === 'string') return first
    if (this.#peek() !== '-' || /^-(?:[[\]]|$)/.test(this.#text.slice(this.#at, this.#at + 2))) {
      return this.#range(first, first, true)
    }
    this.#eat('-')
    const last = this.#single()
    if (typeof last === 'string' || last < first) return this.#refuse('a range without its end')
    return this.#range(first, last, true)
  }

  /** Reads the number of one character in a set, or a set. */
  #single(): number | string {
    if (this.#peek() !== '\\') return this.#code()
    const escaped = this.#escaped()
    if ('rule' in escaped) return this.#refuse('a condition in [ ]')
    return 'set' in escaped ? escaped.set : escaped.code
  }

  #reference(): string | undefined {
    this.#at++
    const [reference] = this.#match(REFERENCE) ?? []
    if (reference === undefined) this.#at--
    this.#counts ||= reference !== undefined && /\d/.test(reference[0] ?? '')
    return reference === undefined ? undefined : `\\${reference}`
  }

  #escaped(): Escaped {
    this.#eat('\\')
    const special = this.#number() ?? this.#property()
    if (special) return special
    const char = this.#peek()
    if (!/^[A-Za-z\d]$/.test(char)) return { code: this.#code() }
    this.#at++
    const [set, rule, code] = [LETTER_SETS[char], RULES[char], CODES[char]]
    if (set !== undefined) return { set }
    if (rule !== undefined) return { rule }
    return code === undefined ? this.#refuse(`\\${char}`) : { code }
  }

  #number(): Escaped | undefined {
    const [number, ...digits] = this.#match(NUMBER) ?? []
    if (number === undefined) return undefined
    const [octal] = digits.splice(3)
    const hexadecimal = digits.find((one) => one !== undefined) ?? ''
    return { code: octal ? Number.parseInt(octal, 8) : Number.parseInt(hexadecimal, 16) }
  }

  #property(): Escaped | undefined {
    const [property, letter, long, short = ''] = this.#match(PROPERTY) ?? []
    if (property === undefined) return undefined
    const name = long ?? short
    const set = this.#ignoresCase && CASED.test(name) ? undefined : namedSet(name, letter === 'P')
    return set === undefined ? this.#refuse(`\\${property}`) : { set }
  }

  /** Prints characters; those of ASCII in both cases where case does not matter. */
  #range(first: number, last: number = first, isInSet = false): string {
    const print = (from: number, to: number) =>
      from === to ? printCode(from) : `${printCode(from)}-${printCode(to)}`
    if (!this.#ignoresCase) return print(first, last)
    const ranges = [print(first, last)]
    for (const [start, end, shift] of [
      [65, 90, 32],
      [97, 122, -32],
    ] as const) {
      const [from, to] = [Math.max(first, start), Math.min(last, end)]
      if (from <= to) ranges.push(print(from + shift, to + shift))
    }
    return isInSet ? ranges.join('') : `[${ranges.join('')}]`
  }

  #peek(): string {
    return this.#text[this.#at] ?? ''
  }

  #eat(char: string): boolean {
    if (this.#peek() !== char) return false
    this.#at++
    return true
  }

  #code(): number {
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) return this.#refuse('\\ before nothing')
    this.#at += code > 0xffff ? 2 : 1
    return code
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at
    const found = expression.exec(this.#text)
    if (found) this.#at = expression.lastIndex
    return found
  }

  #refuse(what: string): never {
    throw new SchemaError(
      'INVALID_SCHEMA',
      `its pattern ${this.#pattern} has ${what}, which has no equivalent in JavaScript`,
    )
  }
}

function printCode(code: number): string {
  return `\\u{${code.toString(16)}}`
}
