import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isDeeperThan,
  parseJson,
  stringifyJson,
  withoutBigInts,
} from '../../src/foundation/index.ts'

test('integers keep their digits, and all else is as in JSON', () => {
  const text =
    '{"a":9007199254740993,"b":[-12345678901234567890,9007199254740991,1.2345678901234567890],"c":"\\"9007199254740993\\"","9007199254740993":"x"}'
  const value = parseJson(text)
  expect(value).toEqual({
    a: 9007199254740993n,
    b: [-12345678901234567890n, 9007199254740991, 1.2345678901234567],
    c: '"9007199254740993"',
    '9007199254740993': 'x',
  })
  expect(parseJson(stringifyJson(value))).toEqual(value)
  expect(stringifyJson(value)).toContain('"a":9007199254740993,"b":[-12345678901234567890,')
  expect(withoutBigInts(value)).toEqual(JSON.parse(text))
})

test('integers of more digits than can be kept in time are as in JSON', () => {
  const start = performance.now()
  expect(parseJson(`[${'1'.repeat(1000)},${'1'.repeat(2_000_000)}]`)).toEqual([
    BigInt('1'.repeat(1000)),
    Number.POSITIVE_INFINITY,
  ])
  expect(performance.now() - start).toBeLessThan(1000)
})

test('text that is not JSON is an error', () => {
  expect(() => parseJson('{9007199254740993}')).toThrow(SyntaxError)
  const circle: unknown[] = []
  circle.push(circle)
  expect(() => stringifyJson(circle)).toThrow('circular')
})

test('JSON of any kind is read and written as by the runtime', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text)
      expect(withoutBigInts(parseJson(text))).toEqual(value)
      expect(stringifyJson(value)).toBe(JSON.stringify(value))
    }),
  )
})

test.each([
  [1, 1, false],
  [0, 1, true],
  [1, [], false],
  [1, [1], true],
  [2, [{ a: null }], true],
  [3, [{ a: null }], false],
])('more than %i levels has %j: %s', (levels, value, deeper) => {
  expect(isDeeperThan(levels, value)).toBe(deeper)
})
