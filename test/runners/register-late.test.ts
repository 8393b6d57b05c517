import { expect, test } from 'vitest'
import { FakesError } from '../../src/fakes/index.ts'
import { MATCHER_NAMES, matchers } from '../../src/matchers/index.ts'
import { registerLate } from '../../src/runners/index.ts'

type Late = Record<string, (...args: unknown[]) => void>

test('the names of matchers are those of all matchers', () => {
  expect([...MATCHER_NAMES].sort()).toEqual(Object.keys(matchers).sort())
})

test('matchers are loaded when the first of them is called, and called by the runner from then on', () => {
  const seen: unknown[] = []
  let loaded = 0
  const late = (name: string) =>
    function (this: { isNot: boolean }, ...args: unknown[]) {
      seen.push([
        name,
        Boolean(this.isNot),
        ...args,
        new Error().stack?.includes('register-late.ts'),
      ])
      return { pass: !this.isNot, message: () => name }
    }
  registerLate(expect, ['toBeLate', 'toComeLater'], () => {
    loaded++
    return { toBeLate: late('toBeLate'), toComeLater: late('toComeLater') }
  })
  expect(loaded).toBe(0)
  ;(expect('a') as unknown as Late)['toBeLate']?.(1, 2)
  ;(expect('b').not as unknown as Late)['toBeLate']?.()
  ;(expect('c') as unknown as Late)['toComeLater']?.()
  expect(loaded).toBe(1)
  expect(seen).toEqual([
    ['toBeLate', false, 'a', 1, 2, true],
    ['toBeLate', true, 'b', false],
    ['toComeLater', false, 'c', false],
  ])
})

test('an error of the first call points at its line', () => {
  registerLate(expect, ['toFailLate'], () => ({
    toFailLate() {
      throw new FakesError('NO_MOCKING', 'Failed to be in time.')
    },
  }))
  let error: unknown
  try {
    ;(expect(1) as unknown as Late)['toFailLate']?.()
  } catch (thrown) {
    error = thrown
  }
  expect((error as Error).message).toBe('Failed to be in time.')
  const { stack = '' } = error as Error
  expect(stack).toContain('register-late.test.ts')
  expect(stack).not.toContain('register-late.ts')
})
