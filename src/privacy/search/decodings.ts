import { decodeText, strictUtf8Decoder } from '../../foundation/index.ts'

/** The times that a text is decoded: JSON in base64 in a URL in a URL needs four. */
const DEPTH = 4
/** The most characters that the decoded texts of one value have together. */
const MOST = 10_000_000

const ESCAPED =
  /(?:%[0-9a-f]{2})+|\\u(?<unicode>[0-9a-f]{4})|\\u\{(?<point>[0-9a-f]{1,6})\}|\\x(?<byte>[0-9a-f]{2})|\\(?<plain>[/"])|&#(?<decimal>\d{1,7});|&#x(?<hex>[0-9a-f]{1,6});|&(?<name>[a-z]+);/gi
const MAY_BE_ESCAPED = /[%\\&]/
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', apos: "'", colon: ':', commat: '@', dash: '‐', gt: '>', lowbar: '_', lt: '<' },
  ...{ nbsp: ' ', percnt: '%', period: '.', plus: '+', quot: '"', sol: '/' },
}
/** Shorter ones hold nothing that anybody looks for. */
const BASE64 = /[\w+/-]{12,}={0,2}/g
/** Hexadecimal digits of so many characters in UTF-8; digits of what is not text may touch them. */
const HEX =
  /(?:0[9ad]|[2-7][0-9a-f]|(?:c[2-9a-f]|d[0-9a-f]|e[0-9a-f][89ab][0-9a-f]|f[0-4](?:[89ab][0-9a-f]){2})[89ab][0-9a-f]){6,}/gi

/**
 * Returns a text, and all that it is when it is decoded: parts of URLs, escapes of JSON, entities of
 * HTML, hexadecimal digits and base64, also in one another, and each without what a reader does not
 * see.
 */
export function decodings(text: string): readonly string[] {
  const found = new Set([text, normalized(text)])
  let left = MOST
  let latest: readonly string[] = [...found]
  for (let depth = 0; depth < DEPTH && latest.length > 0; depth++) {
    const next: string[] = []
    for (const decoded of latest.flatMap(decodedOnce).flatMap((each) => [each, normalized(each)])) {
      if (found.has(decoded) || decoded.length > left) continue
      left -= decoded.length
      found.add(decoded)
      next.push(decoded)
    }
    latest = next
  }
  return [...found]
}

function decodedOnce(text: string): string[] {
  return [unescaped(text), ...fromHex(text), ...fromBase64(text)]
}

/** Returns a text in plain letters, without those that have no width: `ada@x` for `ａda＠x`. */
function normalized(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replace(/\p{Cf}/gu, '')
}

function unescaped(text: string): string {
  if (!MAY_BE_ESCAPED.test(text)) return text
  return text.replace(ESCAPED, (escaped: string, ...args: unknown[]) => {
    const { unicode, point, byte, plain, decimal, hex, name } = args.at(-1) as Record<
      string,
      string
    >
    if (plain !== undefined) return plain
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? escaped
    const digits = unicode ?? point ?? byte ?? hex
    if (digits !== undefined) return characterOf(Number.parseInt(digits, 16), escaped)
    if (decimal !== undefined) return characterOf(Number(decimal), escaped)
    return decodeText(bytesOf(escaped.slice(1).split('%')))
  })
}

function characterOf(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}

function bytesOf(digits: readonly string[]): Uint8Array {
  return Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16))
}

/** Returns the texts that stand in hexadecimal digits in a text. */
function fromHex(text: string): string[] {
  return [...text.matchAll(HEX)].map(([digits]) => decodeText(bytesOf(digits.match(/../g) ?? [])))
}

/** Returns what stands in base64 or base64url in a text, also over several lines. */
function fromBase64(text: string): string[] {
  const joined = text.replace(/(?:[\r\n]|\\r|\\n)+[ \t]*/g, '')
  return [...new Set([text, joined])].flatMap((each) =>
    [...each.matchAll(BASE64)].flatMap(([run]) => textOfBase64(run) ?? []),
  )
}

/** Returns the text that digits of base64 stand for; `undefined` where it is none that is read. */
function textOfBase64(run: string): string | undefined {
  const digits = run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits
  try {
    const text = strictUtf8Decoder.decode(
      Uint8Array.from(atob(whole), (character) => character.charCodeAt(0)),
    )
    return /(?![\t\r\n])\p{Cc}/u.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
