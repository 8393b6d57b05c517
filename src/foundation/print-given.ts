import { isDate } from './is-date.ts'
import { printText } from './printable.ts'

/** Prints a value that was given in the place of another, on one line: `"7"`, `-1`, `an object`. */
export function printGiven(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return printText(value, 60)
    case 'bigint':
      return `${value}n`
    case 'symbol':
    case 'function':
      return `a ${typeof value}`
    case 'object':
      if (value === null) return 'null'
      if (isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid date' : 'a date'
      return Array.isArray(value) ? 'a list' : 'an object'
    default:
      return String(value)
  }
}
