/** Tells whether a value is an object of fields, and not a map, a date or a promise. */
export function hasFields(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]'
}
