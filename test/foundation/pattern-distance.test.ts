import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { expect, test } from 'vitest'
import { patternDistance } from '../../src/foundation/index.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', '_'), maxLength: 8 })

test('without a star, it is the distance of two names', () => {
  fc.assert(
    fc.property(word, word, (name, other) => {
      expect(patternDistance(name, other)).toBe(distance(name, other))
    }),
  )
})

test('a star fits any letters, and what is around it is compared', () => {
  fc.assert(
    fc.property(word, word, word, (start, middle, end) => {
      expect(patternDistance(start + middle + end, `${start}*${end}`)).toBe(0)
    }),
  )
  expect(patternDistance('token_usge_llm', 'token_usage_*')).toBe(1)
  expect(patternDistance('tokn_usage_lm', 'token_*_llm')).toBe(2)
  expect(patternDistance('', '*')).toBe(0)
})
