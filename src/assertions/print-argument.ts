/** Prints the argument of a chain method as it was written; a number in quotes is text. */
export function printArgument(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
