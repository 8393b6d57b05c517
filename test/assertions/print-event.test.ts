import { expect, test } from 'vitest'
import { type MatcherUtils, printValue } from '../../src/assertions/index.ts'

test.each([
  [98, `"${'x'.repeat(98)}"`],
  [99, `"${'x'.repeat(98)}…`],
])('a value is printed up to 100 characters: a text of %i', (length, printed) => {
  const utils = { stringify: JSON.stringify } as unknown as MatcherUtils
  expect(printValue('x'.repeat(length), utils)).toBe(printed)
})
