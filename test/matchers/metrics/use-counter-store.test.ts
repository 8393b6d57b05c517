import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type CounterStore,
  createInternalEvents,
  fakes,
  InMemoryCounterStore,
  trackInternalEvent,
  usageMetrics,
  useCounterStore,
} from '../../../src/entries/index.ts'
import { beginFile, currentRun, outsideRun, runForTest, runner } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { unchecked } from '../unchecked.ts'

/** Matchers over a store that answers later, as one over a network does. */
const memory = new InMemoryCounterStore()
const later = new Proxy(memory, {
  get(target, name) {
    const method = Reflect.get(target, name) as (...args: unknown[]) => unknown
    return async (...args: unknown[]) => {
      await delay(2)
      return method.apply(target, args)
    }
  },
}) as unknown as CounterStore

const pulls = 'counts.package_pulls'
const weekly = 'redis_hll_counters.packages.active_users_weekly'
const pull = (id = 1) => trackInternalEvent('pull_package', { user: { id } })
/** The tracking of another process: it counts, and this one records nothing. */
const elsewhere = createInternalEvents({ counters: memory })

beforeEach(() => {
  memory.reset()
  useCounterStore(later)
})
afterEach(() => useCounterStore(undefined))

/** Tracks, and ends when it is counted. */
async function pullAndWait(id = 1): Promise<void> {
  pull(id)
  await delay(10)
}

describe('a metric', () => {
  test('is read before the block and after it', async () => {
    await pullAndWait(7)
    await expect(() => pullAndWait())
      .toIncrementUsageMetrics(pulls)
      .from(1)
      .to(2)
    await expect(() => pullAndWait(7)).not.toIncrementUsageMetrics(weekly)
    await expect(() => {}).not.toIncrementUsageMetrics(pulls, weekly)
  })

  test('that counts by value is read by usageMetrics', async () => {
    elsewhere.trackInternalEvent('push_package', {
      user: { id: 1 },
      additionalProperties: { label: 'npm' },
    })
    const byLabel = 'redis_hll_counters.packages.pushes_by_label_weekly'
    expect(await usageMetrics.valueIn(later, byLabel)).toEqual({ label: { npm: 1 } })
  })

  test('that moved by what another process counts', async () => {
    await expect(() => elsewhere.trackInternalEvent('pull_package', { user: { id: 1 } }))
      .toIncrementUsageMetrics(pulls, weekly)
      .by(1)
  })

  test('all that a chain names, where the first is one', async () => {
    await expect(() => pullAndWait())
      .toIncrementUsageMetrics(pulls)
      .and.toIncrementUsageMetrics(weekly)
      .and.toNotIncrementUsageMetrics('counts.npm_package_pushes')
      .and.toTriggerInternalEvents('pull_package')
  })

  test('does not count in memory', async () => {
    await expect(() => pullAndWait()).toIncrementUsageMetrics(pulls)
    useCounterStore(undefined)
    expect(fakes.counters.keys()).toEqual([])
    expect(usageMetrics.value(pulls)).toBe(0)
    expect(() => pull()).toIncrementUsageMetrics(pulls)
  })

  test('waits with events for what comes later', async () => {
    await expect(() => {
      setTimeout(() => {
        pull()
        setTimeout(() => elsewhere.trackInternalEvent('pull_package', { user: { id: 2 } }), 60)
      }, 20)
    })
      .toIncrementUsageMetrics(pulls)
      .by(2)
      .and.toTriggerInternalEvents('pull_package')
      .within(5000)
  })

  test('waits no longer than it was told', async () => {
    const message = await messageOf(() =>
      expect(() => pull())
        .toIncrementUsageMetrics(pulls)
        .by(2)
        .and.toTriggerInternalEvents('pull_package')
        .within(60),
    )
    expect(message).toContain('but it increased by 1, from 0 to 1')
  })

  test('in the week that the clock shows after the block', async () => {
    vi.useFakeTimers({ now: new Date('2026-02-13'), toFake: ['Date'] })
    try {
      await pullAndWait()
      vi.setSystemTime('2026-02-27')
      await expect(() => pullAndWait())
        .toIncrementUsageMetrics(weekly)
        .from(0)
        .to(1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('has not moved where each side has counted the same in its own weeks', async () => {
    vi.useFakeTimers({ now: new Date('2026-02-27'), toFake: ['Date'] })
    try {
      await pullAndWait()
      vi.setSystemTime('2026-02-13')
      await pullAndWait()
      await expect(() => void vi.setSystemTime('2026-02-27')).not.toIncrementUsageMetrics(weekly)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the block', () => {
  test('runs once, after the chain', async () => {
    const order: string[] = []
    const assertion = expect(() => {
      order.push('block')
      return pullAndWait()
    }).toIncrementUsageMetrics(pulls)
    order.push('chain')
    await assertion.and.toTriggerInternalEvents('pull_package')
    expect(order).toEqual(['chain', 'block'])
  })

  test('is not given what was tracked before it began', async () => {
    const assertion = expect(() => pullAndWait())
      .toNotIncrementUsageMetrics('counts.npm_package_pushes')
      .and.toTriggerInternalEvents('pull_package')
      .and.toNotTriggerInternalEvents('delete_package')
    trackInternalEvent('delete_package', { user: { id: 1 } })
    pull()
    await assertion
  })

  test.each([pulls, weekly])(
    'is an error where %s moved while it waited for the store',
    async (keyPath) => {
      const assertion = expect(() => {}).toIncrementUsageMetrics(keyPath)
      pull()
      await expect(Promise.resolve(assertion)).rejects.toMatchObject({ code: 'OVERLAPPING_BLOCKS' })
    },
  )

  test('is not given what comes while the store is asked for the end', async () => {
    const assertion = expect(() => {
      setTimeout(() => trackInternalEvent('delete_package', { user: { id: 1 } }), 5)
    })
      .toNotIncrementUsageMetrics(pulls)
      .and.toTriggerInternalEvents('delete_package')
    await expect(Promise.resolve(assertion)).rejects.toThrow('triggered no internal events')
  })

  test('runs at once where no metric is asked for', async () => {
    let runs = 0
    const assertion = expect(() => {
      runs += 1
    }).not.toTriggerInternalEvents()
    expect(runs).toBe(1)
    await assertion
  })

  test('takes events behind .and when it has begun, since they need no store', async () => {
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .and.toNotTriggerInternalEvents('push_package')
  })

  test('that throws fails the assertion with what it threw', async () => {
    const error = new Error('thrown by the block')
    await expect(
      expect(() => {
        throw error
      }).toIncrementUsageMetrics(pulls),
    ).rejects.toBe(error)
  })
})

describe('messages', () => {
  test('of a metric that did not move', async () => {
    expect(await messageOf(() => expect(() => {}).toIncrementUsageMetrics(pulls))).toBe(`\
expect(block).toIncrementUsageMetrics("counts.package_pulls")

Expected "counts.package_pulls" to increase by 1, but it stayed at 0.

Expected: increase by 1
Recorded: stayed at 0
It counts:
  pull_package
    not triggered by the block, as far as this process knows

Track "pull_package" in the block.`)
  })

  test('of one that another process moved', async () => {
    const block = () => elsewhere.trackInternalEvent('pull_package', { user: { id: 1 } })
    expect(await messageOf(() => expect(block).not.toIncrementUsageMetrics(pulls))).toBe(`\
expect(block).not.toIncrementUsageMetrics("counts.package_pulls")

Expected "counts.package_pulls" not to move, but it increased by 1, from 0 to 1.

Expected: stay at 0
Recorded: increased by 1, from 0 to 1
It counts:
  pull_package
    not triggered by the block, as far as this process knows

Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.`)
  })
})

test('the end of the file is the end of the store, and what it tracked is not in the next', async () => {
  const before = { ...runner() }
  runForTest(outsideRun(), () => useCounterStore(later))
  runForTest(outsideRun(), pull)
  expect(outsideRun().journal.events).toHaveLength(1)
  const end = beginFile({ derivedPromises: 1 })
  expect(outsideRun().store).toBe(later)
  expect(outsideRun().journal.events).toEqual([])
  await end()
  expect(outsideRun().store).toBeUndefined()
  Object.assign(runner(), before)
})

describe('misuse', () => {
  test('a metric that is named after the block has run', async () => {
    expect(
      misuseOf(() =>
        expect(() => pull())
          .toTriggerInternalEvents('pull_package')
          .and.toIncrementUsageMetrics(pulls),
      ),
    ).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package").and.toIncrementUsageMetrics("counts.package_pulls"): the counters are in a store that answers later (useCounterStore), and the block has begun, so nobody can read the values before it any more. Make toIncrementUsageMetrics the first of the chain: expect(block).toIncrementUsageMetrics("counts.package_pulls").and.….',
    )
    expect(
      misuseOf(() =>
        unchecked(expect(() => {}).not.toTriggerInternalEvents()).and.toIncrementUsageMetrics(
          pulls,
        ),
      ),
    ).toContain('after .not, .and does not say which claims are negated')
    expect(
      misuseOf(() =>
        expect(() => {})
          .toNotTriggerInternalEvents('pull_package')
          .and.not.toIncrementUsageMetrics(pulls),
      ),
    ).toContain('Make toNotIncrementUsageMetrics the first of the chain')
  })

  test('a metric that is named when the block runs already', async () => {
    const assertion = expect(() => delay(50)).toNotIncrementUsageMetrics(pulls)
    await delay(20)
    expect(misuseOf(() => assertion.and.toIncrementUsageMetrics(weekly))).toContain(
      'the block has begun',
    )
    await assertion
  })

  test('an assertion that nobody awaits', async () => {
    expect(runner().settles).toBe(true)
    const [open] = await openAfter(() => {
      void expect(() => pull()).toIncrementUsageMetrics(pulls)
    })
    await expect(open?.settle(false)).rejects.toThrow(
      'Failed to check expect(block).toIncrementUsageMetrics("counts.package_pulls"): it is asynchronous and nobody awaited it',
    )
    await delay(20)
  })

  test('blocks at the same time', async () => {
    const [one, other] = [1, 2].map((id) =>
      messageOf(() => expect(() => pullAndWait(id)).toIncrementUsageMetrics(pulls)),
    )
    const overlapping =
      'Failed to check expect(block).toIncrementUsageMetrics("counts.package_pulls"): something else counted in the same store at the same time, so nobody can tell the increments apart. Await one assertion before the next one starts, and run tests that count there one after another.'
    expect(await one).toBe(overlapping)
    expect(await other).toBe(overlapping)
  })

  test('reading what is not counted in memory', () => {
    const message =
      'Failed to read the counters in memory: useCounterStore makes the tests count in another store. Read that store, or a metric in it with usageMetrics.valueIn(store, keyPath).'
    const error = expect.objectContaining({ code: 'COUNTED_ELSEWHERE', message })
    expect(() => fakes.counters).toThrow(error)
    expect(() => usageMetrics.value(pulls)).toThrow(error)
  })
})

/** The assertions that code leaves open, taken out of the test's own. */
async function openAfter(run: () => void) {
  const { openAssertions } = currentRun()
  run()
  const open = [...openAssertions]
  openAssertions.clear()
  return open
}

describe('a block keeps the store that it began with', () => {
  const MOVED = `expect(block).not.toIncrementUsageMetrics("counts.package_pulls")

Expected "counts.package_pulls" not to move, but it increased by 1, from 0 to 1.

Expected: stay at 0
Recorded: increased by 1, from 0 to 1
It counts:
  pull_package
    once counted
Events that it counts:
  "pull_package" user 1

Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.`
  const failure = (block: () => unknown) =>
    messageOf(() => expect(block).not.toIncrementUsageMetrics(pulls))

  test('whatever its test uses meanwhile', async () => {
    const other = new InMemoryCounterStore()
    for (const next of [undefined, other]) {
      memory.reset()
      useCounterStore(later)
      const block = async () => {
        useCounterStore(next)
        await pullAndWait()
      }
      expect(await failure(block)).toBe(MOVED)
    }
  })

  test('memory, too', async () => {
    useCounterStore(undefined)
    const block = () => {
      useCounterStore(later)
      pull()
    }
    expect(await failure(block)).toBe(MOVED)
    expect(await usageMetrics.valueIn(later, pulls)).toBe(0)
  })
})
