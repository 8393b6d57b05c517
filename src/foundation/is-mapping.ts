/** An object of keys and values, of whatever type: not a list, a function, a date or the like. */
export type Mapping = object & {
  readonly [Sign in SymbolConstructor[
    | 'iterator'
    | 'hasInstance'
    | 'toPrimitive'
    | 'toStringTag'
    | 'match']]?: never
}

/** Tells whether a value from outside is an object of keys and values, not a list. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
