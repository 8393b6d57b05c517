import { afterEach, beforeEach, vi } from 'vitest'

/** Has every test of a file run at the same moment, in week 7 of 2026. */
export function fixTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}
