/** Stands for what ERB writes: part of a name in markup and scripts, but of none that an event has. */
const OUTPUT = 'ª'

/** The two languages of a template of ERB, each with blanks where the other one stands. */
export interface ErbTemplate {
  readonly markup: string
  /** The body of a method: a template may `yield`. */
  readonly ruby: string
}

/** Splits a template of ERB; lines and places stay. */
export function splitErb(source: string): ErbTemplate {
  let markup = ''
  let ruby = ''
  let done = 0
  const passMarkup = (end: number) => {
    markup += source.slice(done, end)
    ruby += blank(source.slice(done, end))
    done = end
  }
  while (true) {
    const start = source.indexOf('<%', done)
    const end = start < 0 ? -1 : source.indexOf('%>', start + 2)
    if (end < 0) {
      passMarkup(source.length)
      return { markup, ruby }
    }
    if (source[start + 2] === '%') {
      // Two per cent signs write one.
      passMarkup(start + 3)
      continue
    }
    passMarkup(start)
    const tag = source.slice(start, end + 2)
    markup += /^<%-?=/.test(tag) ? withOutput(tag) : blank(tag)
    ruby += rubyOf(tag)
    done = end + 2
  }
}

function rubyOf(tag: string): string {
  if (/^<%-?#/.test(tag)) return blank(tag)
  const [all, opening = '', code = '', closing = ''] = /^(<%-?={0,2})(.*?)(-?%>)$/s.exec(tag) ?? []
  // A comment ends with its line, and a statement with its tag.
  return all === undefined ? blank(tag) : `${blank(opening)}${code}\n;${blank(closing).slice(2)}`
}

/** Returns what stands in the place of a tag that writes something, as long as the tag. */
export function withOutput(tag: string): string {
  return blank(tag).replace(/^ +/, (line) => OUTPUT.repeat(line.length))
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
