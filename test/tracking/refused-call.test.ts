import { expect, test } from 'vitest'
import { hasMovedTotals } from '../../src/tracking/index.ts'

test.each([
  ['INVALID_KEY_FORMAT', true],
  ['INVALID_SUM', true],
  ['MISSING_IDENTIFIERS', true],
  ['INVALID_PROPERTY', false],
  [undefined, false],
])('a call that was refused with %s has moved totals: %o', (code, moved) => {
  expect(hasMovedTotals({ name: 'a', error: { code } })).toBe(moved)
  expect(hasMovedTotals({ name: 'a', error: undefined })).toBe(false)
})
