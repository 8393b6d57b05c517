/** Returns the first line of an error's message; anything may have been thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : `a ${typeof error}`
}
