import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import {
  type Difference,
  type Equal,
  fieldDifferences,
  isAsymmetric,
  nearestMiss,
  printOthers,
  refusesTypesOf,
} from '../../src/assertions/index.ts'

const equal: Equal = (recorded, expected) =>
  isAsymmetric(expected)
    ? expected.asymmetricMatch(recorded)
    : isDeepStrictEqual(recorded, expected)
const differences = (recorded: unknown, expected: unknown) => [
  ...fieldDifferences('field', recorded, expected, equal),
]

test.each<[string, unknown, unknown, Difference[]]>([
  [
    'four levels deep, with all below them',
    { a: { b: { c: { d: { e: 1 } } } } },
    { a: { b: { c: { d: { e: 2 } } } } },
    [{ field: 'field.a.b.c.d', recorded: { e: 1 }, expected: { e: 2 } }],
  ],
  [
    'that only one side has',
    { a: 1, toString: 'text' },
    { b: 2 },
    [
      { field: 'field.b', recorded: undefined, expected: 2 },
      { field: 'field.a', recorded: 1, expected: undefined },
      { field: 'field.toString', recorded: 'text', expected: undefined },
    ],
  ],
  [
    'that expect.objectContaining() names, where a value of null is absent',
    { a: 1, b: 2 },
    expect.objectContaining({ a: 3, c: null }),
    [{ field: 'field.a', recorded: 1, expected: 3 }],
  ],
])('the fields %s', (_name, recorded, expected, wanted) => {
  expect(differences(recorded, expected)).toEqual(wanted)
})

test.each<[string, unknown, unknown]>([
  ['no object', undefined, expect.objectContaining({ a: null })],
  ['an object, where a matcher names no fields', { a: 1 }, expect.not.objectContaining({ a: 1 })],
])('what is %s, differs as a whole', (_name, recorded, expected) => {
  expect(differences(recorded, expected)).toEqual([{ field: 'field', recorded, expected }])
})

test('nothing differs where null is expected to be absent, or not to be there', () => {
  expect(differences({ b: 1 }, expect.objectContaining({ a: null }))).toEqual([])
  expect(differences({ a: null }, expect.objectContaining({ a: null }))).toEqual([])
  expect(differences({}, expect.not.objectContaining({ a: null }))).toEqual([])
})

test('the nearest candidate is the first of those that differ in the fewest fields, but in one', () => {
  const difference = (field: string): Difference => ({ field, recorded: 1, expected: 2 })
  const candidates = { same: [], many: ['a', 'b', 'c'], first: ['a', 'b'], second: ['b', 'c'] }
  const differencesOf = (name: keyof typeof candidates) => candidates[name].map(difference)
  const names = ['same', 'many', 'first', 'second'] as const
  expect(nearestMiss(names, differencesOf)).toEqual({
    candidate: 'first',
    differences: ['a', 'b'].map(difference),
  })
  expect(nearestMiss(['many', 'same'], differencesOf)?.candidate).toBe('many')
  expect(nearestMiss(['same'], differencesOf)).toBeUndefined()
})

test('the names of other fields are one line, or none', () => {
  const others = ['a', 'b'].map((field) => ({ field, recorded: 1, expected: 2 }))
  expect(printOthers(others)).toEqual(['    and at a, b'])
  expect(printOthers([])).toEqual([])
})

test.each<[unknown, unknown[], unknown[]]>([
  [expect.any(Number), ['a', 1], ['a', true]],
  [expect.stringContaining('a'), [1, 'b'], [1, 2]],
  [expect.stringMatching(/a/), [1, 'b'], [1, 2]],
  [expect.closeTo(1), ['a', 9], ['a', 'b']],
  [expect.arrayContaining([1]), ['a', []], ['a', {}]],
  [expect.objectContaining({ a: 1 }), ['a', {}], ['a', 1]],
])('%s refuses no value of its type, and all of others', (matcher, some, none) => {
  expect(refusesTypesOf(matcher, some)).toBe(false)
  expect(refusesTypesOf(matcher, none)).toBe(true)
})

test.each([[expect.anything()], ['Any'], ['ObjectContaining']])(
  '%o refuses no type',
  (expected) => {
    expect(refusesTypesOf(expected, [1])).toBe(false)
  },
)
