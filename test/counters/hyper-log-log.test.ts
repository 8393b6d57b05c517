import { expect, test } from 'vitest'
import { InMemoryCounterStore } from '../../src/entries/index.ts'

// The numbers of this file were read off a Redis 7.0 server that was given the same members.

const members = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `member-${from + index}`)

function storeWith(key: string, added: readonly string[], store = new InMemoryCounterStore()) {
  for (const member of added) store.addUnique(key, member)
  return store
}

test.each([
  [0, 0],
  [1, 1],
  [10, 10],
  [100, 100],
  [1000, 1000],
  [10_000, 10_025],
  [100_000, 99_959],
])('%i members are estimated as Redis estimates them', (count, estimate) => {
  expect(storeWith('key', members(0, count)).countUnique(['key'])).toBe(estimate)
})

test('the union of keys is estimated as Redis estimates it', () => {
  const store = storeWith('one', members(0, 10_000))
  storeWith('other', members(5000, 15_000), store)
  expect(store.countUnique(['other'])).toBe(9974)
  expect(store.countUnique(['one', 'other'])).toBe(15_020)
  expect(store.countUnique(['one', 'none'])).toBe(10_025)
})

test('adding tells, as Redis does, whether the estimate may have changed', () => {
  const store = new InMemoryCounterStore()
  const unchanged = members(0, 2000).flatMap((member, index) =>
    store.addUnique('key', member) ? [] : [index],
  )
  expect(unchanged).toHaveLength(80)
  expect(unchanged.slice(0, 12)).toEqual([
    143, 322, 393, 466, 543, 560, 621, 635, 664, 692, 698, 737,
  ])
  expect(store.addUnique('key', 'member-0')).toBe(false)
})

test('members of every length and script count', () => {
  const store = storeWith('key', ['', 'a', '1234567', '12345678', '123456789', 'é', '😀'])
  expect(store.countUnique(['key'])).toBe(7)
  expect(store.addUnique('key', '😀')).toBe(false)
  expect(store.addUnique('key', 'x'.repeat(1_000_000))).toBe(true)
})
