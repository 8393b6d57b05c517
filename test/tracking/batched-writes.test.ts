import { expect, test, vi } from 'vitest'
import {
  fakes,
  trackInternalEvent,
  usageMetrics,
  withBatchedRedisWrites,
} from '../../src/entries/index.ts'
import { fixTime } from './fix-time.ts'

const user = { id: 1 }
const SIX_WEEKS = 6 * 7 * 24 * 60 * 60

fixTime()

const counter = '{event_counters}_pull_package'

test('batched writes defer totals to the end of the block; everything else is immediate', () => {
  withBatchedRedisWrites(() => {
    trackInternalEvent('pull_package', { user })
    trackInternalEvent('pull_package', { user: { id: 2 } })
    expect(fakes.counters.read(counter)).toBe(0)
    expect(usageMetrics.value('redis_hll_counters.packages.active_users_weekly')).toBe(2)
    expect(fakes.journal.events).toHaveLength(2)
  })
  expect(fakes.counters.read(counter)).toBe(2)
  expect(fakes.counters.timeToLive(`${counter}-2026-07`)).toBe(SIX_WEEKS)
})

test('n unique and m total metrics take incr * n + m writes', () => {
  const increment = vi.spyOn(fakes.counters, 'increment')
  const addUnique = vi.spyOn(fakes.counters, 'addUnique')
  withBatchedRedisWrites(() => {
    for (let id = 0; id < 5; id++) trackInternalEvent('pull_package', { user: { id } })
  })
  expect(increment).toHaveBeenCalledTimes(2)
  expect(addUnique).toHaveBeenCalledTimes(5)
})

test('batched writes are made even if the block throws', async () => {
  const error = new Error('from the block')
  expect(() =>
    withBatchedRedisWrites(() => {
      trackInternalEvent('pull_package', { user })
      throw error
    }),
  ).toThrow(error)
  expect(fakes.counters.read(counter)).toBe(1)
  await expect(
    withBatchedRedisWrites(async () => {
      trackInternalEvent('pull_package', { user })
      await Promise.resolve()
      throw error
    }),
  ).rejects.toBe(error)
  expect(fakes.counters.read(counter)).toBe(2)
})

test('batched writes hold across await, and return what the block returns', async () => {
  const result = await withBatchedRedisWrites(async () => {
    trackInternalEvent('pull_package', { user })
    await Promise.resolve()
    trackInternalEvent('pull_package', { user })
    expect(fakes.counters.read(counter)).toBe(0)
    return 'done'
  })
  expect(result).toBe('done')
  expect(fakes.counters.read(counter)).toBe(2)
})

test('batched writes are not re-entrant: the end of an inner block ends batching', () => {
  withBatchedRedisWrites(() => {
    trackInternalEvent('pull_package', { user })
    withBatchedRedisWrites(() => trackInternalEvent('pull_package', { user }))
    expect(fakes.counters.read(counter)).toBe(2)
    trackInternalEvent('pull_package', { user })
    expect(fakes.counters.read(counter)).toBe(3)
  })
  expect(fakes.counters.read(counter)).toBe(3)
  const totals = fakes.counters.keys().filter((name) => !name.startsWith('{hll'))
  expect(totals).toEqual([counter, `${counter}-2026-07`])
})
