/** Tells whether a value from outside has methods, of its own or of its class. */
export function hasMethods(value: unknown, names: readonly string[]): boolean {
  if (value === null || typeof value !== 'object') return false
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
}
