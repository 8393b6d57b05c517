/** A token of JavaScript or TypeScript, as far as finding calls needs it. */
export interface Token {
  readonly kind: 'name' | 'string' | 'sign'
  /** The name, the sign, or the content of the string. */
  readonly text: string
  readonly start: number
}

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy
const SPACE = /\s+/y
/** A regular expression, of a length that people write; in a class of characters a slash does not end it. */
const EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\n]){0,1000}\]|[^/\\[\n]){1,1000}\/[a-z]*/y
const NUMBER = /\.?\d[\w.]*/y
/** The keywords after which a value begins, so that a slash is the start of a regular expression. */
const BEFORE_VALUE = new Set(
  'return typeof instanceof in of new delete void throw case do else yield await'.split(' '),
)

/**
 * Splits a script into tokens, without comments, regular expressions and templates with parts. It is
 * no parser: what it does not understand (text of JSX, a lone quote) becomes signs.
 */
export function tokensOf(source: string): Token[] {
  return new Tokenizer(source).read()
}

class Tokenizer {
  readonly #source: string
  readonly #tokens: Token[] = []
  /** The open braces: those of a template's part end it. */
  readonly #braces: ('block' | 'template')[] = []
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  read(): Token[] {
    while (this.#at < this.#source.length) {
      if (this.#match(SPACE) !== undefined || this.#skipComment()) continue
      this.#tokens.push(this.#readToken(this.#at))
    }
    return this.#tokens
  }

  #readToken(start: number): Token {
    const name = this.#match(NAME)
    if (name !== undefined) return { kind: 'name', text: name, start }
    if (this.#match(NUMBER) !== undefined) return { kind: 'sign', text: '0', start }
    const character = this.#source.charAt(start)
    if (character === '"' || character === "'") return this.#readString(character, start)
    if (character === '`') return this.#readTemplate(start)
    if (character === '/' && this.#startsValue()) return this.#readExpression(start)
    this.#at++
    if (character === '{') this.#braces.push('block')
    if (character === '}' && this.#braces.pop() === 'template') return this.#readTemplate(start)
    return { kind: 'sign', text: character, start }
  }

  #skipComment(): boolean {
    const end = this.#source.startsWith('//', this.#at)
      ? '\n'
      : this.#source.startsWith('/*', this.#at)
        ? '*/'
        : undefined
    if (end === undefined) return false
    const close = this.#source.indexOf(end, this.#at + 2)
    this.#at = close < 0 ? this.#source.length : close + end.length
    return true
  }

  #readString(quote: string, start: number): Token {
    let at = start + 1
    while (at < this.#source.length && this.#source[at] !== quote && this.#source[at] !== '\n') {
      at += this.#source[at] === '\\' ? 2 : 1
    }
    if (this.#source[at] !== quote) {
      this.#at = start + 1
      return { kind: 'sign', text: quote, start }
    }
    this.#at = at + 1
    return { kind: 'string', text: this.#source.slice(start + 1, at), start }
  }

  /** Reads a template from its start, or from the end of one of its parts. */
  #readTemplate(start: number): Token {
    const isWhole = this.#source[start] === '`'
    let at = start + 1
    while (at < this.#source.length && this.#source[at] !== '`') {
      if (this.#source.startsWith('${', at)) {
        this.#at = at + 2
        this.#braces.push('template')
        return { kind: 'sign', text: '`', start }
      }
      at += this.#source[at] === '\\' ? 2 : 1
    }
    this.#at = at + 1
    return isWhole
      ? { kind: 'string', text: this.#source.slice(start + 1, at), start }
      : { kind: 'sign', text: '`', start }
  }

  #startsValue(): boolean {
    const last = this.#tokens.at(-1)
    if (last === undefined) return true
    if (last.kind === 'name') return BEFORE_VALUE.has(last.text)
    return last.kind === 'sign' && !')]}0`'.includes(last.text)
  }

  #readExpression(start: number): Token {
    EXPRESSION.lastIndex = start
    const [text] = EXPRESSION.exec(this.#source) ?? []
    this.#at = start + (text?.length ?? 1)
    return { kind: 'sign', text: text === undefined ? '/' : '0', start }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [text] = pattern.exec(this.#source) ?? []
    if (text !== undefined) this.#at += text.length
    return text
  }
}
