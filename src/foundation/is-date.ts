/** Tells whether a value is a date, also one of another window or context of Node.js. */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]'
}
