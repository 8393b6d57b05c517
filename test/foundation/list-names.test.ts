import { expect, test } from 'vitest'
import { listNames } from '../../src/foundation/index.ts'

test('names are quoted, and of many the first ten are listed', () => {
  expect(listNames(['a', 'b'])).toBe('"a", "b"')
  const names = Array.from({ length: 12 }, (_, index) => `n${index}`)
  expect(listNames(names)).toBe(
    '"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", and 2 more',
  )
})
