import { parseRuby } from './parse-ruby.ts'
import type { PlacedText } from './tracking-call.ts'
import type { ElementAttribute } from './tracking-element.ts'

/** A piece of a template of HAML, with its place. */
export interface HamlPart {
  readonly text: string
  readonly start: number
}

/** The parts of a template of HAML that are no prose. */
export interface HamlTemplate {
  readonly ruby: readonly HamlPart[]
  readonly scripts: readonly HamlPart[]
  /** The attributes in parentheses, by their elements. */
  readonly elements: readonly (readonly ElementAttribute[])[]
}

/** Splits a template of HAML by the rules of its reference: the first characters of a line tell what it is. */
export function splitHaml(source: string): HamlTemplate {
  return new HamlReader(source).read()
}

const OUTPUT = /(?:[&!]?={1,2}|~|[&!](?=[ \t]))/y
const TAG = /(?:[%.#][\w:@-]+)+/y
const ATTRIBUTE = /\s*([\w:@.-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[^\s)"']+))?/y
/** The words that end or go on with what another line has begun: an expression follows, or nothing. */
const KEYWORD = /^(\s*)(if|unless|elsif|else|while|until|case|begin|ensure|end)\b/
const BLOCK = /\bdo\s*(?:\|[^|\n]*\|\s*)?(?:#\s[^\n]*)?$/
/** No hash of an element is longer; looking further for an end that is missing would take long. */
const LONGEST = 4000
/** A file with more of what only looks like a hash is no template. */
const MOST_REFUSED = 100

class HamlReader {
  readonly #source: string
  readonly #ruby: HamlPart[] = []
  readonly #scripts: HamlPart[] = []
  readonly #elements: ElementAttribute[][] = []
  #at = 0
  #refused = 0

  constructor(source: string) {
    this.#source = source
  }

  read(): HamlTemplate {
    while (this.#at < this.#source.length) this.#readLine()
    return { ruby: this.#ruby, scripts: this.#scripts, elements: this.#elements }
  }

  #readLine(): void {
    const [indent = ''] = this.#match(/[ \t]*/y)
    const rest = this.#source.slice(this.#at, this.#endOfLine())
    if (/^(?:-#|\/)/.test(rest)) this.#takeNested(indent)
    else if (rest.startsWith(':')) this.#readFilter(rest, this.#takeNested(indent))
    else if (rest.startsWith('-')) this.#readCode(1)
    else if (/^[%.]|^#(?!\{)/.test(rest)) this.#readTag()
    else this.#readContent()
  }

  #readTag(): void {
    this.#match(TAG)
    while (true) {
      const next = this.#source[this.#at]
      if (next === '{') this.#readHash()
      else if (next === '(') this.#readAttributes()
      else if (next === '[') this.#at = this.#endOfLine()
      else break
    }
    this.#match(/[<>/]*/y)
    this.#readContent()
  }

  /** Reads what an element or a line writes: the value of Ruby, or prose with parts in Ruby. */
  #readContent(): void {
    const [output] = this.#match(OUTPUT)
    if (output !== undefined && /^[&!]?=$|~/.test(output)) this.#readCode(0)
    else this.#readProse()
  }

  #readProse(): void {
    const start = this.#at
    const text = this.#source.slice(start, this.#endOfLine())
    // As a text of Ruby in quotes that no template has, its parts are what Ruby says they are.
    if (text.includes('#{'))
      this.#ruby.push({ text: `${QUOTE}${text}\x01`, start: start - QUOTE.length })
    this.#at = this.#endOfLine() + 1
  }

  /** Reads Ruby up to the end of its last line: one that ends with a comma or a bar goes on. */
  #readCode(skipped: number): void {
    const start = this.#at + skipped
    let end = this.#endOfLine()
    while (
      /(?:,|\s\|)[ \t\r]*$/.test(this.#source.slice(Math.max(start, end - 80), end)) &&
      end < this.#source.length
    ) {
      end = this.#endOfLine(end + 1)
    }
    const blank = (text: string) => ' '.repeat(text.length)
    const text = this.#source
      .slice(start, end)
      .replace(/[ \t]\|(?=[ \t\r]*(?:\n|$))/g, blank)
      .replace(KEYWORD, blank)
      .replace(BLOCK, blank)
    this.#ruby.push({ text, start })
    this.#at = end + 1
  }

  /** Reads a hash of attributes, which is what a method may be given. It ends with the first brace that closes it. */
  #readHash(): void {
    const start = this.#at
    const asCall = (text: string) => `_(${text.slice(1, -1)})`
    this.#at = this.#endOfLine()
    let depth = 0
    for (const { 0: brace, index } of this.#source
      .slice(start, start + LONGEST)
      .matchAll(/[{}]/g)) {
      depth += brace === '{' ? 1 : -1
      if (depth > 0 || this.#refused > MOST_REFUSED) continue
      const text = this.#source.slice(start, start + index + 1)
      if ('cause' in parseRuby(asCall(text))) this.#refused++
      else {
        this.#ruby.push({ text: asCall(text), start: start - 1 })
        this.#at = start + text.length
        return
      }
    }
    // Whoever parses it tells why it is none.
    this.#ruby.push({ text: this.#source.slice(start, this.#at), start })
  }

  /** Reads attributes in parentheses; the value of one without quotes is a variable. */
  #readAttributes(): void {
    this.#at++
    const attributes: ElementAttribute[] = []
    for (
      let found = this.#match(ATTRIBUTE);
      found[0] !== undefined;
      found = this.#match(ATTRIBUTE)
    ) {
      const [all, name = '', text = found[3]] = found
      const start = this.#at - all.trimStart().length
      const texts: PlacedText[] =
        text === undefined ? [] : [{ name: text, start: this.#at - 1 - text.length }]
      attributes.push({ name, start, texts })
    }
    this.#elements.push(attributes)
    this.#match(/\s*\)/y)
  }

  #readFilter(line: string, text: HamlPart): void {
    const [, name] = /^:(\w+)/.exec(line) ?? []
    if (name === 'ruby') this.#ruby.push(text)
    if (name === 'javascript') this.#scripts.push(text)
  }

  /** Takes the lines that are indented more than this one, and those without text between them. */
  #takeNested(indent: string): HamlPart {
    const start = this.#endOfLine() + 1
    let end = start
    this.#at = start
    while (this.#at < this.#source.length) {
      const line = this.#source.slice(this.#at, this.#endOfLine())
      if (line.trim() !== '' && !/^[ \t]/.test(line.slice(indent.length))) break
      this.#at = this.#endOfLine() + 1
      if (line.trim() !== '') end = this.#at
    }
    this.#at = Math.min(this.#at, this.#source.length)
    return { text: this.#source.slice(start, end), start }
  }

  #endOfLine(from = this.#at): number {
    const end = this.#source.indexOf('\n', from)
    return end < 0 ? this.#source.length : end
  }

  /** Takes what a sticky pattern matches here. */
  #match(pattern: RegExp): readonly (string | undefined)[] {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source) ?? []
    this.#at += found[0]?.length ?? 0
    return found
  }
}

const QUOTE = '%Q\x01'
