/** Letters, or a sign that no number begins with: Psych looks no further at such a text. */
const TEXT = /^[^\d.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]/u
const WORD = /^(?:~|null|yes|true|on|no|false|off)$/i
const TIMESTAMP =
  /^-?\d{4}-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?(?:\s*(?:Z|[-+](\d{1,2}):?(\d\d)?))?$/
const DATE = /^(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)$/
const SEXAGESIMAL = /^\d[\d_]*(?::[0-5]?\d){1,2}(?:\.[\d_]*)?$/
const FLOAT = /^\d[\d_,]*\.\d*(?:[eE][-+]\d+)?$/
const INTEGER =
  /^(?:0b[_,]*[01][01_,]*|0[_,]*[0-7][0-7_,]*|0|[1-9](?:\d|[,_]\d)*|0x[_,]*[\da-fA-F][\da-fA-F_,]*)$/

/**
 * Tells whether Psych reads an unquoted text as itself, and not as a number, a date, a word like
 * `yes` or a symbol. The text begins with a letter or a digit; all others are quoted anyway.
 */
export function readsAsText(text: string): boolean {
  if (text === '') return false
  if (TEXT.test(text)) return !WORD.test(text)
  const timestamp = TIMESTAMP.exec(text)
  if (timestamp) return !isTime(timestamp)
  const date = DATE.exec(text)
  if (date) return !isDay(date)
  return !/^:./.test(text) && ![SEXAGESIMAL, FLOAT, INTEGER].some((one) => one.test(text))
}

function isTime([, ...parts]: RegExpExecArray): boolean {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0] = parts.map(Number)
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    (hour < 24 || (hour === 24 && minute === 0 && second === 0)) &&
    minute < 60 &&
    second <= 60 &&
    !(offset >= 24)
  )
}

/** Tells whether the calendar has the day. Psych asks the one of 1582 and before for none. */
function isDay([, ...parts]: RegExpExecArray): boolean {
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
