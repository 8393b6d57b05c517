import { type Mock, onTestFinished, vi } from 'vitest'

/** Keeps what the test warns of from the console. */
export function warnings(): Mock<typeof console.warn> {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return warn
}
