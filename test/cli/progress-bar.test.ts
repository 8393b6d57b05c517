import { expect, test, vi } from 'vitest'
import { ProgressBar } from '../../src/cli/progress-bar.ts'

/** Shows every step of a command, one a millisecond, and returns what it wrote. */
function written(steps: number, isInteractive: boolean): string {
  let text = ''
  let now = 5000
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  const bar = new ProgressBar({
    isInteractive,
    out: (part) => {
      text += part
    },
    error: () => {},
  })
  for (let done = 1; done <= steps; done++) {
    now++
    bar.show(done, 2000)
  }
  bar.clear()
  clock.mockRestore()
  return text
}

test('a command of less than a second has no bar', () => {
  expect(written(999, true)).toBe('')
})

test('a longer one has a bar that moves, and goes', () => {
  expect(written(1200, true)).toBe(
    '\r[===============---------------] 1008 of 2000 files\r[================--------------] 1120 of 2000 files\r\u001b[K',
  )
})

test('without a terminal there is none', () => {
  expect(written(2000, false)).toBe('')
})
