import { describe, expect, test } from 'vitest'
import { ChangeRange, difference } from '../../src/assertions/index.ts'

const range = (narrow: (methods: ChangeRange['methods']) => void) => {
  const made = new ChangeRange(() => 'expect(block)')
  narrow(made.methods)
  return made
}
const by = (step: number) => range(({ by }) => by?.(step as never))

describe('a step', () => {
  test.each([
    [0, 0.30000000000000004, 0.3],
    [0, 0.3, 0.1 + 0.2],
    [0.1, 0.30000000000000004, 0.2],
    [1000.1, 1000.4, 0.3],
    [1e13 + 0.5, 1e13 + 1, 0.5],
    [9_999_999_999_999, 10_000_000_000_000, 1],
  ])('from %d to %d is %d, but for the noise of floats', (before, after, step) => {
    expect(by(step).includes(before, after)).toBe(true)
    expect(range(({ byAtLeast }) => byAtLeast?.(step as never)).includes(before, after)).toBe(true)
    expect(range(({ byAtMost }) => byAtMost?.(step as never)).includes(before, after)).toBe(true)
  })

  test.each([
    [0, 1_234_567_890_123, 1_234_567_890_124],
    [1_000_000_000_000, 1_000_000_000_010, 9],
    [0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1],
    [0, 0.3, 0.30001],
    [5, 4, 1],
    [1e15, 1e15, 0.5],
    [1000, 1000, 1e-12],
  ])('from %d to %d is not %d', (before, after, step) => {
    expect(by(step).includes(before, after)).toBe(false)
  })

  test('at most anything is not a fall', () => {
    const atMost = range(({ byAtMost }) => byAtMost?.(3 as never))
    expect([atMost.includes(5, 4), atMost.includes(5, 5), atMost.includes(5, 8)]).toEqual([
      false,
      true,
      true,
    ])
  })
})

test('ends are compared as steps are', () => {
  const ends = range(({ from, to }) => {
    from?.(0.3 as never)
    to?.(0.6 as never)
  })
  expect(ends.includes(0.1 + 0.2, 0.1 + 0.2 + 0.3)).toBe(true)
  expect(ends.includes(0.31, 0.6)).toBe(false)
  const whole = range(({ from, to }) => {
    from?.(1 as never)
    to?.(3 as never)
  })
  expect([whole.includes(1, 3), whole.includes(1, 4), whole.includes(2, 3)]).toEqual([
    true,
    false,
    false,
  ])
})

test.each([
  [0.1, 0.1 + 0.2, 0.2],
  [0, 1_234_567_890_123, 1_234_567_890_123],
  [1000.1, 1000.4, 0.3],
  [0.1 + 0.2, 0.3, 0],
  [4.5, 1.5, -3],
  [0.5, 1.75, 1.25],
  [0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  [1 - 16 * Number.EPSILON, 1, 0],
])('the difference of %d and %d is printed as %d', (before, after, step) => {
  expect(difference(before, after)).toBe(step)
})

type Narrow = Parameters<typeof range>[0]
const least: Narrow = ({ byAtLeast }) => byAtLeast?.(2 as never)
const most: Narrow = ({ byAtMost }) => byAtMost?.(2 as never)
const end: Narrow = ({ to }) => to?.(3 as never)

test.each<[string, Narrow[], number, boolean]>([
  ['nothing, hence one', [], 2, false],
  ['nothing, hence one', [], 3, true],
  ['a step', [({ by }) => by?.(2 as never)], 3, false],
  ['a step', [({ by }) => by?.(2 as never)], 4, true],
  ['a least step', [least], 9, false],
  ['at most a step', [most], 3, false],
  ['at most a step', [most], 4, true],
  ['an end', [end], 3, false],
  ['an end', [end], 4, true],
  ['at most a step, and an end', [most, end], 4, true],
  ['a least step, and an end', [least, end], 3, false],
  ['a least step, and an end', [least, end], 4, true],
])('where the chain says %s, %# goes beyond it or not', (_said, words, after, beyond) => {
  const narrowed = range((methods) => {
    for (const say of words) say(methods)
  })
  expect(narrowed.exceeds(1, after)).toBe(beyond)
})
