/** A decimal number: `digits` divided by 10 as many times as it has `decimals`. */
interface Decimal {
  readonly digits: bigint
  readonly decimals: number
}

/**
 * Tells whether a number is a multiple of another, as decimals: a division of floating-point numbers
 * would have it that 19.99 is not a multiple of 0.01.
 */
export function isMultipleOf(divisor: number, value: number): boolean {
  const a = readDecimal(value)
  const b = readDecimal(divisor)
  const decimals = Math.max(a.decimals, b.decimals)
  const scaled = (one: Decimal) => one.digits * 10n ** BigInt(decimals - one.decimals)
  return b.digits === 0n || scaled(a) % scaled(b) === 0n
}

function readDecimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const decimals = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return decimals < 0
    ? { digits: digits * 10n ** BigInt(-decimals), decimals: 0 }
    : { digits, decimals }
}
