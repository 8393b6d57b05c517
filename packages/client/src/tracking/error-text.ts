/** Returns the first line of an error's message. Anything may have been thrown, so nothing is certain. */
export function errorText(error: unknown): string {
  try {
    const { message } = error as { message?: unknown }
    if (typeof message === 'string') return message.split('\n', 1)[0] ?? ''
  } catch {
    // Not even its message can be read.
  }
  return `a ${typeof error}`
}
