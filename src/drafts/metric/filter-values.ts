/** A value that a filter of a new metric compares with. */
export type FilterInput = string | number

/** The input for one property: its values, or the reason why it cannot be used. */
export type ReadFilter =
  | { readonly values: readonly FilterInput[]; readonly fault?: undefined }
  | { readonly fault: string }

/**
 * Reads the values to filter by, separated by commas, as GitLab's generator does: whole numbers for
 * `value`, texts for `label` and `property`, and for others a number where the text is one. A blank
 * text filters by nothing.
 */
export function readFilter(property: string, text: string): ReadFilter {
  if (text.trim() === '') return { values: [] }
  const parts = text.replace(/,+$/, '').split(',').map(trimmed)
  if (parts.includes('')) return { fault: 'it has an empty value between commas' }
  if (property === 'value' && !parts.every((part) => /^\d+$/.test(part))) {
    return { fault: 'it has more than whole numbers and commas' }
  }
  const values = parts.map((part) => readValue(property, part))
  const large = values.find((value) => typeof value === 'number' && !isCountable(value))
  return large === undefined
    ? { values: [...new Set(values)] }
    : { fault: `no event can have the number ${large}` }
}

function trimmed(part: string): string {
  return part.trim()
}

function readValue(property: string, part: string): FilterInput {
  if (property === 'label' || property === 'property') return part
  return readRubyNumber(part) ?? part
}

/** A whole number that is larger is not the one that was typed. */
function isCountable(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
}

const DECIMAL = /^[-+]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*|(?<=\d))(?:e[-+]?\d+(?:_\d+)*)?$/i
const HEXADECIMAL = /^([-+]?)0x([\da-f]+(?:_[\da-f]+)*)(?:\.([\da-f]+))?(?:p([-+]?\d+))?$/i

/** Reads what Ruby's `Float()` takes for a number: `1_000`, `.5`, `0x1A`, but not `5.` or `1e`. */
function readRubyNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text.replaceAll('_', ''))
  const [, sign, whole = '', fraction = '', exponent = '0'] = HEXADECIMAL.exec(text) ?? []
  if (sign === undefined) return undefined
  const digits = Number.parseInt(whole.replaceAll('_', '') + fraction, 16)
  const value = digits * 2 ** (Number(exponent) - 4 * fraction.length)
  return sign === '-' ? -value : value
}
