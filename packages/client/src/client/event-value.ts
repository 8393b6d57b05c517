/** Digits in one place only: where two could have them, a long text would take a time for each pair. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/** Returns the text of a text or a finite number; nothing else has one. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return Number.isFinite(value) ? String(value) : undefined
}

/** Tells whether the pipeline reads a text as a number. For any other it refuses the whole event. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text) && Number.isFinite(Number(text))
}
