/** The sets of characters that Java names by a letter, as sets of JavaScript. */
export const LETTER_SETS: Readonly<Record<string, string>> = {
  d: '\\d',
  D: '\\D',
  w: '\\w',
  W: '\\W',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  h: '[ \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  H: '[^ \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  v: '[\\n\\v\\f\\r\\x85\\u2028\\u2029]',
  V: '[^\\n\\v\\f\\r\\x85\\u2028\\u2029]',
}

/** The sets `\p{…}` of POSIX, which have ASCII alone in Java. */
const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7f',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
  Graph: '\\x21-\\x7e',
  Print: '\\x20-\\x7e',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1f\\x7f',
  XDigit: '0-9a-fA-F',
  Space: ' \\t\\n\\v\\f\\r',
}

/** Returns the set that Java names `\p{name}`, or its opposite; `undefined` if there is none here. */
export function namedSet(name: string, isOpposite: boolean): string | undefined {
  const posix = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined
  if (posix !== undefined) return `[${isOpposite ? '^' : ''}${posix}]`
  const short = name.replace(/^(?:Is|(?:sc|script|gc|general_category)=)/, '')
  return [short, `Script=${short}`]
    .map((one) => `\\${isOpposite ? 'P' : 'p'}{${one}}`)
    .find((set) => compiles(set))
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'v') instanceof RegExp
  } catch {
    return false
  }
}
