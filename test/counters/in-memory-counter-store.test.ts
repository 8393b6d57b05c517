import { describe, expect, test } from 'vitest'
import { InMemoryCounterStore } from '../../src/entries/index.ts'

const WEEK = 7 * 24 * 60 * 60
const always = { seconds: WEEK, set: 'always' } as const
const whenNone = { seconds: WEEK, set: 'when-none' } as const

function storeAt(start: number) {
  const clock = { now: start }
  return { clock, store: new InMemoryCounterStore({ now: () => clock.now }) }
}

describe('counting', () => {
  test('totals and sums', () => {
    const store = new InMemoryCounterStore()
    store.increment('total', 1)
    store.increment('total', 2)
    store.incrementFloat('sum', 0.1)
    store.incrementFloat('sum', 0.2)
    expect(store.read('total')).toBe(3)
    expect(store.read('sum')).toBe(0.3)
    expect(store.read('none')).toBe(0)
  })

  test('sums keep the digits that Redis keeps', () => {
    const store = new InMemoryCounterStore()
    for (const value of [0.1, 0.2, 1e-7, 12_345_678.9]) store.incrementFloat('sum', value)
    expect(store.read('sum')).toBe(Number('12345679.20000009999967006'))
  })

  test('fields of hashes', () => {
    const store = new InMemoryCounterStore()
    store.incrementField('hash', 'npm', 1)
    store.incrementField('hash', 'npm', 1)
    store.incrementField('hash', '__proto__', 1)
    expect(store.readFields('hash')).toEqual(
      new Map([
        ['npm', 2],
        ['__proto__', 1],
      ]),
    )
    expect(store.readFields('none')).toEqual(new Map())
  })

  test('one key is for one kind of count', () => {
    const store = new InMemoryCounterStore()
    store.increment('key', 1)
    const message =
      'Failed to count key: the key holds another type of value. Use one key for one kind of count.'
    expect(() => store.addUnique('key', 'x')).toThrow(message)
    expect(() => store.incrementField('key', 'x', 1)).toThrow(message)
    store.addUnique('unique', 'x')
    expect(() => store.increment('unique', 1)).toThrow(message.replace('key:', 'unique:'))
    expect(store.readFields('key')).toEqual(new Map())
    expect(store.countUnique(['key'])).toBe(0)
    expect(store.read('unique')).toBe(0)
  })

  test('reading hands out copies', () => {
    const store = new InMemoryCounterStore()
    store.incrementField('hash', 'npm', 1)
    ;(store.readFields('hash') as Map<string, number>).set('npm', 9)
    expect(store.readFields('hash').get('npm')).toBe(1)
  })
})

describe('expiry', () => {
  test('a key lives to the end of its time', () => {
    const { clock, store } = storeAt(0)
    store.increment('key', 1, whenNone)
    clock.now = WEEK * 1000 - 1
    expect(store.read('key')).toBe(1)
    expect(store.timeToLive('key')).toBe(1)
    clock.now += 1
    expect(store.read('key')).toBe(0)
    expect(store.keys()).toEqual([])
    expect(store.timeToLive('key')).toBeUndefined()
  })

  test('an expired key starts anew', () => {
    const { clock, store } = storeAt(0)
    store.increment('key', 5, whenNone)
    clock.now = WEEK * 1000
    store.increment('key', 1, whenNone)
    expect(store.read('key')).toBe(1)
    expect(store.timeToLive('key')).toBe(WEEK)
  })

  test('"when-none" lets a running time run, "always" restarts it', () => {
    const { clock, store } = storeAt(0)
    store.increment('total', 1, whenNone)
    store.addUnique('unique', 'a', always)
    clock.now = 1000
    store.increment('total', 1, whenNone)
    store.addUnique('unique', 'a', always)
    expect(store.timeToLive('total')).toBe(WEEK - 1)
    expect(store.timeToLive('unique')).toBe(WEEK)
  })

  test('keys without expiry stay', () => {
    const { clock, store } = storeAt(0)
    store.increment('key', 1)
    clock.now = Number.MAX_SAFE_INTEGER
    expect(store.read('key')).toBe(1)
    expect(store.timeToLive('key')).toBeUndefined()
  })
})

describe('snapshots', () => {
  test('see what was, whatever is written later', () => {
    const store = new InMemoryCounterStore()
    store.increment('total', 1)
    store.addUnique('unique', 'a')
    store.incrementField('hash', 'x', 1)
    const before = store.snapshot()
    store.increment('total', 1)
    store.addUnique('unique', 'b')
    store.incrementField('hash', 'x', 1)
    store.increment('new', 1)
    expect([before.read('total'), before.countUnique(['unique']), before.read('new')]).toEqual([
      1, 1, 0,
    ])
    expect(before.readFields('hash').get('x')).toBe(1)
    expect(store.read('total')).toBe(2)
    store.reset()
    expect(before.read('total')).toBe(1)
    expect(store.keys()).toEqual([])
  })

  test('survive a reset, also of keys that nobody wrote to since', () => {
    const store = new InMemoryCounterStore()
    store.increment('total', 1)
    const before = store.snapshot()
    store.reset()
    store.increment('total', 5)
    expect(before.read('total')).toBe(1)
  })

  test('keep to their own time', () => {
    const { clock, store } = storeAt(0)
    store.increment('key', 1, whenNone)
    const before = store.snapshot()
    clock.now = WEEK * 1000
    expect(before.time).toBe(0)
    expect(before.read('key')).toBe(1)
    expect(store.snapshot().read('key')).toBe(0)
  })
})
