/** A kind of column: the texts that fit, and the value that each becomes. */
export interface Kind {
  /** The words for a text that does not fit, as in `vid is "x", which is not a whole number of 32 bits`. */
  readonly fault: string
  fits(text: string): boolean
  /** Returns the value of a text that fits. */
  read(text: string): unknown
}

const LARGEST = 2_147_483_647
const FIRST_TIME = -62_167_219_200_000
const LAST_TIME = 253_402_300_799_999
const PLATFORMS = ['web', 'iot', 'app', 'mob', 'pc', 'cnsl', 'tv', 'srv', 'headset']
const UUID_FORM = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\u0000-\u001f\u007f]/g
const WHOLE = /^[+-]?\d+$/
/** Digits in one place only: where two could have them, a long text would take a time for each pair. */
const DECIMAL_FORM = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const ZEROS = /^([+-]?)0+(?=\d)/

const isNull = (text: string) => text.length === 4 && text.toLowerCase() === 'null'
const isWithin = (value: number, least: number, most: number) => value >= least && value <= most
const sidesOf = (text: string) => text.split('x').map(Number)

/** Makes text fit for a line of tab-separated values; empty text is none. */
export function safeText(text: string): string | null {
  return text.replaceAll('\t', '    ').replace(CONTROL, '') || null
}

export const TEXT: Kind = { fault: 'is not text', fits: () => true, read: safeText }

/** The first address of a list, which is that of the client. */
export const ADDRESS: Kind = { ...TEXT, read: (text) => safeText(text.split(/[,| ]/, 1)[0] ?? '') }

export const PLATFORM: Kind = {
  fault: `is not a platform (${PLATFORMS.join(', ')})`,
  fits: (text) => PLATFORMS.includes(text),
  read: (text) => text,
}

/** A UUID of any version, whose letters become small. */
export const UUID: Kind = {
  fault: 'is not a valid UUID',
  fits: (text) => UUID_FORM.test(text),
  read: (text) => text.toLowerCase(),
}

export const INTEGER: Kind = {
  fault: 'is not a whole number of 32 bits',
  fits: (text) => (WHOLE.test(text) ? isWithin(Number(text), -LARGEST - 1, LARGEST) : isNull(text)),
  read: (text) => (isNull(text) ? null : Number(text)),
}

export const DECIMAL: Kind = {
  fault: 'is not a finite decimal number',
  // Trackers for JavaScript once sent `null`.
  fits: (text) => (DECIMAL_FORM.test(text) ? Number.isFinite(Number(text)) : isNull(text)),
  read: (text) => {
    if (isNull(text)) return null
    const value = Number(text)
    return WHOLE.test(text) && !Number.isSafeInteger(value)
      ? BigInt(text.replace(ZEROS, '$1'))
      : value
  },
}

export const FLAG: Kind = {
  fault: 'is neither 1 nor 0',
  fits: (text) => text === '1' || text === '0',
  read: (text) => text === '1',
}

/** Milliseconds since 1970, of a year with four digits. */
export const TIME: Kind = {
  fault: 'is not a time in milliseconds since 1970',
  fits: (text) => WHOLE.test(text) && isWithin(Number(text), FIRST_TIME, LAST_TIME),
  read: (text) => new Date(Number(text)).toISOString(),
}

/** A width and a height. */
export const SIZE: Kind = {
  fault: 'is not a width and a height, such as 1280x720',
  fits: (text) => /^\d+x\d+$/.test(text) && sidesOf(text).every((side) => side <= LARGEST),
  read: sidesOf,
}
