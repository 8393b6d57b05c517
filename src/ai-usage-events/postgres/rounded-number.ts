const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g
/** A double has every number of 15 digits. */
const LONG = /\d[\d.]{15}|\d[eE]/

/**
 * Returns the first number in JSON that JavaScript reads as another one, such as 9007199254740993
 * or 1e400.
 */
export function roundedNumber(json: string): string | undefined {
  if (!LONG.test(json)) return undefined
  const tokens = json.match(TOKEN) ?? []
  return tokens.find(
    (token) => !token.startsWith('"') && decimalOf(token) !== decimalOf(String(Number(token))),
  )
}

/** Writes a number in one way, of the many in which JSON can write it. */
function decimalOf(number: string): string {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  const power = Number(exponent) - fraction.length + digits.length - significant.length
  return `${number.startsWith('-') ? '-' : ''}${significant}e${power}`
}
