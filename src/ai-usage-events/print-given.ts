import { printText } from '../foundation/index.ts'

/** Prints a value of any type in an error, and runs none of its code. */
export function printGiven(value: unknown): string {
  if (typeof value === 'string') return printText(value, 60)
  if (isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid date' : 'a date'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return value === null ? 'null' : 'an object'
  if (typeof value === 'function') return 'a function'
  return typeof value === 'bigint' ? `${value}n` : String(value)
}

/** Tells whether a value is a date, also one of another window or context of Node.js. */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]'
}

/** Tells whether a value is an object of fields, and not a map, a date or a promise. */
export function hasFields(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]'
}
