/** The longest list of samples, and the longest sample: alternatives multiply. */
const MOST = 50
const LONGEST = 200

/** The characters that stand for classes of them. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '',
  B: '',
}

/**
 * Returns short texts that a regular expression probably finds, one or more for each of its
 * alternatives. Look-around and back references are left out, so that each has to be tried.
 */
export function samplesOf({ source }: RegExp): readonly string[] {
  return new Reader(source).alternatives()
}

class Reader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  alternatives(): string[] {
    const samples = this.#sequence()
    while (this.#take('|')) samples.push(...this.#sequence())
    return [...new Set(samples)].slice(0, MOST)
  }

  #sequence(): string[] {
    let samples = ['']
    while (this.#at < this.#source.length && !'|)'.includes(this.#next)) {
      const found = this.#atom()
      const times = this.#quantifier()
      const added = times.flatMap((count) => found.map((text) => text.repeat(count)))
      samples = samples
        .flatMap((before) => added.map((text) => (before + text).slice(0, LONGEST)))
        .slice(0, MOST)
    }
    return samples
  }

  #atom(): string[] {
    if (this.#take('(')) return this.#group()
    if (this.#take('[')) return [this.#class()]
    if (this.#take('\\')) return [this.#escape()]
    const character = this.#skip()
    if (character === '.') return ['a']
    return [character === '^' || character === '$' ? '' : character]
  }

  #group(): string[] {
    const [start = '', lookAround] = /^(?:\?(?:(<?[=!])|<[^>]*>|[^:)]*:))?/.exec(this.#rest) ?? []
    this.#at += start.length
    const samples = this.alternatives()
    this.#take(')')
    return lookAround === undefined ? samples : ['']
  }

  #class(): string {
    const isNegated = this.#take('^')
    const first = this.#take('\\') ? this.#escape() : this.#skip()
    const [rest = ''] = /^(?:\\.|[^\]\\])*\]?/.exec(this.#rest) ?? []
    this.#at += rest.length
    return isNegated ? 'a' : first
  }

  #escape(): string {
    const [reference] = /^(?:[1-9]\d*|k<[^>]*>)/.exec(this.#rest) ?? []
    if (reference !== undefined) {
      this.#at += reference.length
      return ''
    }
    const character = this.#skip()
    return CLASSES[character] ?? character
  }

  /** Returns how often the atom before may stand, the fewest times first. */
  #quantifier(): number[] {
    const [text = '', least] = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#rest) ?? []
    this.#at += text.length
    if (least !== undefined) return [Math.min(Number(least), LONGEST)]
    return text === '' || text.startsWith('+') ? [1] : [0, 1]
  }

  get #rest(): string {
    return this.#source.slice(this.#at)
  }

  get #next(): string {
    return this.#source.charAt(this.#at)
  }

  #skip(): string {
    return this.#source.charAt(this.#at++)
  }

  #take(character: string): boolean {
    if (this.#next !== character) return false
    this.#at++
    return true
  }
}
