import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AiUsageEvent,
  AiUsageEventError,
  AiUsageEventRegistry,
  type AiUsageEventStore,
  AiUsageEventWriter,
  type AiUsageSelection,
  InMemoryAiUsageEventStore,
} from '../../../src/entries/ai-usage-events.ts'
import {
  fakes,
  flushAiUsageEvents,
  InMemoryCounterStore,
  trackInternalEvent,
  useAiUsageEventStore,
  useAiUsageEvents,
  useCounterStore,
} from '../../../src/entries/index.ts'
import {
  beginFile,
  beginTest,
  currentRun,
  outsideRun,
  runForTest,
  runner,
  runToEnd,
} from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { answersLater } from './answers-later.ts'

const registry = new AiUsageEventRegistry().registerFeature({
  name: 'packages',
  events: { summarize_package: 1, pull_package: 2 },
  transform: ({ label }) => ({ label }),
})
let memory = new InMemoryAiUsageEventStore()
beforeEach(() => {
  // It has no registry, and so that of the tests.
  memory = new InMemoryAiUsageEventStore()
  // For the file, since tests are begun in its tests.
  runForTest(outsideRun(), () => useAiUsageEvents(registry))
  useAiUsageEventStore(answersLater(memory))
})
afterEach(() => vi.restoreAllMocks())

const user = { id: 1 }
const pull = (id = 1) =>
  trackInternalEvent('pull_package', { user: { id }, additionalProperties: { label: 'npm' } })
/** A store that is an object of functions. */
const storeOf = (store: AiUsageEventStore): AiUsageEventStore => ({
  insert: (given) => store.insert(given),
  select: ((query: AiUsageSelection) => store.select(query)) as AiUsageEventStore['select'],
  count: (query) => store.count(query),
  countByDay: (query) => store.countByDay(query),
  reset: () => store.reset(),
})
/** Does what another process does: it stores a row, and this one tracks nothing. */
const pullElsewhere = (row: Partial<AiUsageEvent> = {}) =>
  memory.insert([
    {
      event: 'pull_package',
      eventId: 2,
      userId: 1,
      namespaceId: undefined,
      timestamp: new Date(),
      payload: { label: 'gem' },
      ...row,
    },
  ])

describe('rows', () => {
  test('of what the test tracks go into the store', async () => {
    await expect(() => pull())
      .toRecordAiUsageEvents('pull_package')
      .with({ user, namespace: null, timestamp: expect.any(Date), payload: { label: 'npm' } })
      .and.toTriggerInternalEvents('pull_package')
      .and.toNotRecordAiUsageEvents('summarize_package')
    expect(memory.count({ where: { userId: 1, 'payload.label': 'npm' } })).toBe(1)
  })

  test('that another process stored belong to the block', async () => {
    await expect(() => pullElsewhere())
      .toRecordAiUsageEvents('pull_package')
      .with({ user, payload: { label: 'gem' } })
      .and.toNotTriggerInternalEvents()
    await expect(() => {
      pull(2)
      pullElsewhere()
    })
      .toRecordAiUsageEvents('pull_package')
      .twice()
  })

  test('that were there before the block do not, stored again or not', async () => {
    const row = { timestamp: new Date() }
    pullElsewhere(row)
    pull(5)
    await expect(() => pullElsewhere(row)).not.toRecordAiUsageEvents()
    expect(memory.count()).toBe(2)
  })

  test('are read before the block behind what else is read before it', async () => {
    let pulls = 0
    const block = () => {
      pulls++
      pullElsewhere()
    }
    await expect(block)
      .toChange(() => pulls)
      .by(1)
      .and.toRecordAiUsageEvents('pull_package')
    useCounterStore(new InMemoryCounterStore())
    await expect(block)
      .toNotIncrementUsageMetrics('counts.package_pulls')
      .and.toRecordAiUsageEvents('pull_package')
  })

  test('of a writer in this process are those of another one', async () => {
    const writer = new AiUsageEventWriter({ store: memory, registry })
    await expect(async () => {
      writer.trackEvent('pull_package', { user, label: 'npm' })
      await writer.flush()
    })
      .toRecordAiUsageEvents('pull_package')
      .with({ user, payload: { label: 'npm' } })
  })

  test('have the ids that the code gave', async () => {
    await expect(() => trackInternalEvent('pull_package', { user: { id: '7' } }))
      .toRecordAiUsageEvents('pull_package')
      .with({ user: { id: '7' } })
  })

  test('that were tracked outside of blocks come with a flush', async () => {
    pull()
    fakes.aiUsageEvents.trackEvent('summarize_package', { user })
    expect(memory.count()).toBe(0)
    await flushAiUsageEvents()
    expect(memory.count()).toBe(2)
    expect(fakes.aiUsageEvents.records).toHaveLength(2)
    useAiUsageEventStore(undefined)
    await flushAiUsageEvents()
    await expect(() => pull()).toRecordAiUsageEvents('pull_package')
    expect(memory.count()).toBe(2)
  })

  test('of a block whose clock jumps are found', async () => {
    vi.useFakeTimers({ now: new Date('2026-05-31T23:59:59.999Z'), toFake: ['Date'] })
    try {
      await expect(() => {
        pull(1)
        vi.setSystemTime('2026-06-01T00:00:00Z')
        pull(2)
        vi.setSystemTime('2026-05-01')
        pullElsewhere({ userId: 3 })
      })
        .toRecordAiUsageEvents('pull_package')
        .thrice()
    } finally {
      vi.useRealTimers()
    }
  })

  test('that are too old for the clock before the block or after it are known all the same', async () => {
    vi.useFakeTimers({ now: new Date('2026-02-01'), toFake: ['Date'] })
    try {
      pullElsewhere()
      vi.setSystemTime('2026-06-01')
      await expect(() => vi.setSystemTime('2026-02-01')).not.toRecordAiUsageEvents()
      const block = () => {
        pull(2)
        pullElsewhere({ userId: 3 })
        vi.setSystemTime('2026-06-01')
      }
      await expect(block).toRecordAiUsageEvents('pull_package').twice()
      expect(memory.count()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('.within()', () => {
  test('waits for what another process stores later', async () => {
    await expect(() => {
      setTimeout(pullElsewhere, 60)
    })
      .toRecordAiUsageEvents('pull_package')
      .within(5000)
  })

  test('waits for what the test tracks later', async () => {
    await expect(() => {
      setTimeout(pull, 30)
    })
      .toRecordAiUsageEvents('pull_package')
      .within(5000)
    expect(memory.count()).toBe(1)
  })

  test('watches absence to the end', async () => {
    const message = await messageOf(() =>
      expect(() => {
        setTimeout(pullElsewhere, 20)
      })
        .toRecordAiUsageEvents('pull_package')
        .never()
        .within(100),
    )
    expect(message).toContain('never to be recorded, but it was recorded once.')
  })
})

describe('messages', () => {
  test('of a store that got nothing', async () => {
    expect(
      await messageOf(() => expect(() => {}).toRecordAiUsageEvents('pull_package')),
    ).toBe(`expect(block).toRecordAiUsageEvents("pull_package")

Expected "pull_package" to be recorded once, but the store got no AI usage events.

Expected: "pull_package" once
Recorded: nothing
Store: one of your own

Track "pull_package" in the block, or wait with .within(ms) until another process has stored it.`)
  })

  test('of one that got others, in the part that is read', async () => {
    useAiUsageEventStore(memory, { where: { userId: 1, namespaceId: 3 } })
    const block = () => {
      trackInternalEvent('summarize_package', { user: { id: 2 } })
      pullElsewhere({ namespaceId: 4 })
      pullElsewhere({ userId: 2, namespaceId: 3 })
    }
    expect(
      await messageOf(() => expect(block).toRecordAiUsageEvents('pull_package').within(30)),
    ).toBe(`expect(block).toRecordAiUsageEvents("pull_package").within(30)

Expected "pull_package" to be recorded once, but the store got only other AI usage events.

Expected: "pull_package" once
Recorded:
  "summarize_package" user 2, {"label": null}
Store: InMemoryAiUsageEventStore
Of other writers, only rows with userId 1 and namespaceId 3 were read.

Track "pull_package" in the block, or store its row there.`)
  })

  test.each([
    [
      'PostgresOfMine, localhost:5432, table usage',
      new (class PostgresOfMine extends InMemoryAiUsageEventStore {
        override toString() {
          return 'localhost:5432, table usage'
        }
      })(),
    ],
    ['PostgresOfMine', new (class PostgresOfMine extends InMemoryAiUsageEventStore {})()],
    ['one of your own', storeOf(memory)],
  ])('name the store: %s', async (name, store) => {
    useAiUsageEventStore(store)
    const message = await messageOf(() => expect(() => {}).toRecordAiUsageEvents('pull_package'))
    expect(message).toContain(`Recorded: nothing\nStore: ${name}\n\n`)
  })

  test('show the nearest row first', async () => {
    const block = () => {
      pull(2)
      pullElsewhere({ userId: 3, namespaceId: 5 })
      pullElsewhere()
      pullElsewhere({ event: 'summarize_package', eventId: 1 })
    }
    expect(
      await messageOf(() =>
        expect(block)
          .toRecordAiUsageEvents('pull_package')
          .with({ user, payload: { label: 'npm2' } }),
      ),
    ).toBe(`expect(block).toRecordAiUsageEvents("pull_package").with(…)

Expected "pull_package" to be recorded once with these fields, but it was never recorded with them.

Expected: "pull_package" once
  user {"id": 1}
  payload {"label": "npm2"}
Recorded, the nearest first:
  "pull_package" user 1, {"label": "gem"}, by another writer
    differs at payload.label
      expected: "npm2"
      recorded: "gem"
  "pull_package" user 2, {"label": "npm"}
  "pull_package" user 3, namespace 5, {"label": "gem"}, by another writer
  "summarize_package" user 1, {"label": "gem"}, by another writer
Store: one of your own

Correct payload.label where the event is tracked, or in .with().`)
  })

  test('of a row that should not be there', async () => {
    expect(
      await messageOf(() => expect(() => pullElsewhere()).not.toRecordAiUsageEvents()),
    ).toBe(`expect(block).not.toRecordAiUsageEvents()

Expected the block not to record AI usage events, but it recorded one row.

Expected: no AI usage events
Recorded:
  "pull_package" user 1, {"label": "gem"}, by another writer

Find the code in the block that tracks it, or expect it with toRecordAiUsageEvents.`)
  })

  test('of a row that the store has already, or that it cannot keep', async () => {
    vi.useFakeTimers({ now: new Date(), toFake: ['Date'] })
    try {
      pullElsewhere({ userId: 9 })
      const block = () => {
        pull(9)
        pull(8)
        pull(8)
        trackInternalEvent('pull_package', { user: { id: 'ada' } })
      }
      const message = await messageOf(() =>
        expect(block).toRecordAiUsageEvents('pull_package').twice(),
      )
      expect(message).toContain(`but it was recorded once.

Expected: "pull_package" twice
Recorded:
  "pull_package" refused: a row with the same user, namespace, event and millisecond is already stored
  "pull_package" user 8, {"label": "npm"}
  "pull_package" refused: a row with the same user, namespace, event and millisecond is already stored
  "pull_package" refused: the user id "ada" is not a whole number of 64 bits
Store: one of your own

`)
    } finally {
      vi.useRealTimers()
    }
  })

  test('of a row that is gone from the store', async () => {
    vi.spyOn(memory, 'insert').mockImplementation(() => {})
    expect(
      await messageOf(() => expect(() => pull()).toRecordAiUsageEvents('pull_package')),
    ).toContain('  "pull_package" refused: it was flushed, but is not in the store\n')
  })
})

test('a row of another program whose payload is no object is shown as it is', async () => {
  const read = memory.select.bind(memory)
  const foreign = (query: AiUsageSelection) => read(query).map((row) => ({ ...row, payload: null }))
  vi.spyOn(memory, 'select').mockImplementation(foreign as never)
  const claim = () =>
    expect(() => pullElsewhere())
      .toRecordAiUsageEvents('pull_package')
      .with({ user, payload: { label: 'gem' } })
  expect(await messageOf(claim)).toBe(`expect(block).toRecordAiUsageEvents("pull_package").with(…)

Expected "pull_package" to be recorded once with these fields, but it was never recorded with them.

Expected: "pull_package" once
  user {"id": 1}
  payload {"label": "gem"}
Recorded:
  "pull_package" user 1, null, by another writer
    differs at payload
      expected: {"label": "gem"}
      recorded: none
Store: one of your own

Correct payload where the event is tracked, or in .with().`)
  await expect(() => pullElsewhere())
    .toRecordAiUsageEvents('pull_package')
    .never()
    .with({ payload: { label: 'gem' } })
})

describe('a part of the store', () => {
  test('is all that is read of other writers', async () => {
    useAiUsageEventStore(answersLater(memory), { where: { userId: 1 } })
    await expect(() => pullElsewhere({ userId: 2 })).not.toRecordAiUsageEvents()
    await expect(() => pullElsewhere()).toRecordAiUsageEvents('pull_package')
  })

  test('does not hide what the test tracks for others', async () => {
    useAiUsageEventStore(answersLater(memory), { where: { userId: 1 } })
    const message = await messageOf(() => expect(() => pull(2)).not.toRecordAiUsageEvents())
    expect(message).toContain('but it recorded one row.')
  })
})

describe('what comes after the block', () => {
  /** Awaits an assertion that holds, and returns it as the end of the test would settle it. */
  async function held(assertion: PromiseLike<unknown>) {
    await assertion
    const [open] = currentRun().openAssertions
    currentRun().openAssertions.clear()
    return open
  }

  test('is late where its code tracked it', async () => {
    const open = await held(
      expect(() => {
        setTimeout(() => fakes.aiUsageEvents.trackEvent('pull_package', { user }), 40)
      }).not.toRecordAiUsageEvents(),
    )
    await delay(60)
    const message = await messageOf(async () => await open?.settle(false))
    expect(message.replaceAll(/\d+ ms/g, 'n ms')).toBe(`expect(block).not.toRecordAiUsageEvents()

Late: "pull_package" was triggered n ms after the block ended.

Expected the block not to record AI usage events, but it recorded one row.

Expected: no AI usage events
Recorded:
  "pull_package" user 1, {"label": null}

Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).`)
  })

  test('is late where it happened in the block and another process stored it afterwards', async () => {
    let timestamp = new Date()
    const open = await held(
      expect(() => {
        timestamp = new Date()
      })
        .toRecordAiUsageEvents('pull_package')
        .never(),
    )
    pullElsewhere({ timestamp })
    expect(await messageOf(async () => await open?.settle(false))).toContain(
      'Late: "pull_package" happened while the block ran, and came into the store after it had ended.\n\nExpected "pull_package" never to be recorded, but it was recorded once.',
    )
  })

  test('is not late where it happened after the block', async () => {
    const open = await held(expect(() => {}).not.toRecordAiUsageEvents())
    await delay(5)
    pullElsewhere()
    pull(3)
    await open?.settle(false)
  })

  test('is late although the store was closed meanwhile', async () => {
    const open = await held(
      expect(() => {
        setTimeout(pull, 40)
      }).not.toRecordAiUsageEvents(),
    )
    await delay(60)
    memory.select = () => {
      throw new AiUsageEventError('STORE_FAILED', 'Failed to run SELECT: it is closed.')
    }
    expect(await messageOf(async () => await open?.settle(false))).toContain(
      'but it recorded one row.',
    )
  })

  test('is nothing in a store that was closed, which is no failure', async () => {
    const open = await held(expect(() => pull()).toRecordAiUsageEvents('pull_package'))
    memory.select = () => {
      throw new AiUsageEventError('STORE_FAILED', 'Failed to run SELECT: it is closed.')
    }
    await open?.settle(false)
  })

  test('is a failure where the store fails in another way', async () => {
    const open = await held(expect(() => {}).not.toRecordAiUsageEvents())
    memory.select = () => {
      throw new AiUsageEventError('WRONG_TABLE', 'Failed to run SELECT: no table.')
    }
    await expect(open?.settle(false)).rejects.toThrow('Failed to run SELECT: no table.')
  })
})

describe('blocks at the same time', () => {
  const overlapping = (claim: string) =>
    `Failed to check expect(block).${claim}: another process stored "pull_package" while another block or test used the same store, so nobody can tell whose row it is. Await one assertion before the next one starts, or give each test a user of its own: useAiUsageEventStore(store, { where: { userId } }).`

  test('tell apart what the test tracks', async () => {
    await Promise.all(
      [1, 2].map((id) =>
        expect(async () => {
          await delay(5)
          pull(id)
          await delay(5)
        })
          .toRecordAiUsageEvents('pull_package')
          .with({ user: { id }, payload: { label: 'npm' } }),
      ),
    )
  })

  test('are an error for a row of another writer that matters', async () => {
    const open = () => delay(20)
    const claims = [
      messageOf(() => expect(open).toRecordAiUsageEvents('pull_package')),
      messageOf(() => expect(open).not.toRecordAiUsageEvents()),
      expect(open).not.toRecordAiUsageEvents('summarize_package'),
      expect(open)
        .toRecordAiUsageEvents('pull_package')
        .with({ user: { id: 9 } })
        .never(),
    ] as const
    await delay(10)
    pullElsewhere()
    expect(await claims[0]).toBe(overlapping('toRecordAiUsageEvents("pull_package")'))
    expect(await claims[1]).toBe(overlapping('not.toRecordAiUsageEvents()'))
    await Promise.all([claims[2], claims[3]])
  })
})

describe('tests at the same time, each with a part of the store', () => {
  /** Runs tests that each record the row of another writer, and returns the messages of their failures. */
  const failuresOf = (...parts: readonly [where: object, row: Partial<AiUsageEvent>][]) => {
    const store = answersLater(memory)
    return Promise.all(
      parts.map(([where, row]) =>
        runToEnd(beginTest('the inner test'), async () => {
          useAiUsageEventStore(store, { where })
          await expect(async () => {
            await delay(10)
            pullElsewhere(row)
            await delay(10)
          }).toRecordAiUsageEvents('pull_package')
        }).then(
          () => undefined,
          ({ message }) => message,
        ),
      ),
    )
  }
  const SHARED =
    'Failed to check expect(block).toRecordAiUsageEvents("pull_package"): another process stored "pull_package" while another block or test used the same store, so nobody can tell whose row it is. Await one assertion before the next one starts, or give each test a user of its own: useAiUsageEventStore(store, { where: { userId } }).'

  test('know whose a row is that only one of the parts has', async () => {
    expect(
      await failuresOf(
        [{ userId: 1 }, { userId: 1, namespaceId: 5 }],
        [{ namespaceId: 3 }, { userId: 2, namespaceId: 3 }],
        [
          { userId: '4', namespaceId: 6 },
          { userId: 4, namespaceId: 6 },
        ],
      ),
    ).toEqual([undefined, undefined, undefined])
  })

  test('do not know whose a row is that two parts have', async () => {
    expect(
      await failuresOf(
        [{ userId: 1 }, { userId: 1, namespaceId: 3 }],
        [{ namespaceId: 3 }, { userId: 2, namespaceId: 3 }],
        [{ userId: 4 }, { userId: 4, namespaceId: 6 }],
      ),
    ).toEqual([SHARED, SHARED, undefined])
  })

  test('do not know it where one reads the whole store', async () => {
    expect(await failuresOf([{}, { userId: 3 }], [{ userId: 1 }, { userId: 1 }])).toEqual([
      SHARED,
      SHARED,
    ])
  })
})

describe('rows that no claim has flushed', () => {
  /** Runs a test of its own that uses the store, and returns the message that it fails with. */
  const failureIn = (store: AiUsageEventStore, body: () => unknown) =>
    runToEnd(beginTest('the inner test'), () => {
      useAiUsageEventStore(store)
      return body()
    }).then(
      () => undefined,
      ({ message, code, cause }) => ({ message, code, cause }),
    )
  const OFF = new AiUsageEventError('STORE_FAILED', 'Failed to run INSERT: it is off. Turn it on.')
  const insertOff = () =>
    vi.spyOn(memory, 'insert').mockImplementation(() => {
      throw OFF
    })
  const lost = (rows: string) => ({
    code: 'ROWS_NOT_STORED',
    message: `Failed to store ${rows}: the store threw "Failed to run INSERT: it is off. Turn it on.". Mend the store, or await flushAiUsageEvents() before it is closed.`,
    cause: OFF,
  })

  test('are stored when the test ends', async () => {
    expect(
      await failureIn(answersLater(memory), () => {
        pull()
        expect(memory.count()).toBe(0)
      }),
    ).toBeUndefined()
    expect(memory.count()).toBe(1)
  })

  test('fail their test where the store fails, and no other', async () => {
    const insert = insertOff()
    const store = answersLater(memory)
    expect(
      await failureIn(store, () => {
        pull()
        fakes.aiUsageEvents.trackEvent('summarize_package', { user })
      }),
    ).toEqual(lost('2 tracked AI usage events, "pull_package", "summarize_package"'))
    expect(await failureIn(store, () => {})).toBeUndefined()
    insert.mockRestore()
    expect(
      await failureIn(store, async () => {
        await expect(() => pull(2)).toRecordAiUsageEvents('pull_package')
      }),
    ).toBeUndefined()
    expect(memory.select({ select: ['userId'] })).toEqual([{ userId: 2 }])
  })

  test('are told once: of those whose failure the test has heard, it does not hear again', async () => {
    const insert = insertOff()
    const store = answersLater(memory)
    expect(
      await failureIn(store, async () => {
        pull()
        await expect(flushAiUsageEvents()).rejects.toBe(OFF)
      }),
    ).toBeUndefined()
    expect(insert).toHaveBeenCalledTimes(1)
    expect(
      await failureIn(store, () => expect(() => pull()).toRecordAiUsageEvents('pull_package')),
    ).toEqual({ code: 'STORE_FAILED', message: OFF.message, cause: undefined })
    expect(
      await failureIn(store, async () => {
        pull()
        await expect(flushAiUsageEvents()).rejects.toBe(OFF)
        fakes.aiUsageEvents.trackEvent('summarize_package', { user })
      }),
    ).toEqual(lost('1 tracked AI usage event, "summarize_package"'))
  })

  test('are told where a claim that held could not flush them any more', async () => {
    expect(
      await failureIn(answersLater(memory), async () => {
        await expect(() => {}).not.toRecordAiUsageEvents()
        pull()
        insertOff()
      }),
    ).toEqual(lost('1 tracked AI usage event, "pull_package"'))
  })

  test('are told, whatever the store throws', async () => {
    vi.spyOn(memory, 'insert').mockImplementation(() => {
      throw null
    })
    expect(await failureIn(memory, () => pull())).toEqual({
      code: 'ROWS_NOT_STORED',
      message:
        'Failed to store 1 tracked AI usage event, "pull_package": the store threw "null". Mend the store, or await flushAiUsageEvents() before it is closed.',
      cause: null,
    })
  })

  test('of every store that the test used are stored, and told', async () => {
    const other = new InMemoryAiUsageEventStore()
    insertOff()
    expect(
      await failureIn(memory, () => {
        pull()
        useAiUsageEventStore(other)
        pull(2)
        useAiUsageEventStore(undefined)
        pull(3)
      }),
    ).toEqual(lost('1 tracked AI usage event, "pull_package"'))
    expect(other.select({ select: ['userId'] })).toEqual([{ userId: 2 }])
  })

  test('outside tests are stored by the next flush of a test, or told when the file ends', async () => {
    const before = { ...runner() }
    runForTest(outsideRun(), () => useAiUsageEventStore(memory))
    const end = beginFile({ derivedPromises: 1 })
    runForTest(outsideRun(), () => pull(5))
    await runToEnd(beginTest('the inner test'), () => flushAiUsageEvents())
    expect(memory.count()).toBe(1)
    runForTest(outsideRun(), () => pull(6))
    insertOff()
    await expect(end()).rejects.toMatchObject(lost('1 tracked AI usage event, "pull_package"'))
    // The next file of the worker does not hear of it.
    await beginFile({ derivedPromises: 1 })()
    Object.assign(runner(), before)
  })
})

test('the end of the file is the end of its store', async () => {
  const before = { ...runner() }
  const used = () => outsideRun().usedStore?.store
  runForTest(outsideRun(), () => useAiUsageEventStore(memory))
  const end = beginFile({ derivedPromises: 1 })
  expect(used()).toBe(memory)
  await end()
  expect(used()).toBeUndefined()
  Object.assign(runner(), before)
})

describe('misuse', () => {
  test('a claim that is named after the block has run', () => {
    expect(
      misuseOf(() =>
        expect(() => pull())
          .toTriggerInternalEvents('pull_package')
          .and.toRecordAiUsageEvents('pull_package'),
      ),
    ).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package").and.toRecordAiUsageEvents("pull_package"): the AI usage events are in a store that answers later (useAiUsageEventStore), and the block has begun, so nobody can read the rows before it any more. Make toRecordAiUsageEvents the first of the chain: expect(block).toRecordAiUsageEvents("pull_package").and.….',
    )
  })

  test('an assertion that nobody awaits', async () => {
    void expect(() => pull()).toRecordAiUsageEvents('pull_package')
    const [open] = currentRun().openAssertions
    currentRun().openAssertions.clear()
    // The verdict has fallen, and nobody has heard of it.
    await expect.poll(() => memory.count()).toBe(1)
    await delay(20)
    await expect(open?.settle(false)).rejects.toThrow(
      'Failed to check expect(block).toRecordAiUsageEvents("pull_package"): it is asynchronous and nobody awaited it',
    )
  })

  test('reading rows that are not in memory', () => {
    const elsewhere = (verb: string) =>
      expect.objectContaining({
        code: 'STORED_ELSEWHERE',
        message: `Failed to ${verb} AI usage events in memory: useAiUsageEventStore makes the tests keep them in another store. Use that store, after flushAiUsageEvents().`,
      })
    expect(() => fakes.aiUsageEvents.events).toThrow(elsewhere('read'))
    expect(() => fakes.aiUsageEvents.where({})).toThrow(elsewhere('read'))
    expect(() => fakes.aiUsageEvents.count()).toThrow(elsewhere('read'))
    expect(() => fakes.aiUsageEvents.insert([])).toThrow(elsewhere('insert'))
  })

  const INVALID = (message: string) =>
    expect.objectContaining({ code: 'INVALID_USAGE_STORE', message })
  const USER =
    "Give it the id of the test's own user, a whole number or its digits as text, or leave it out."
  const NAMESPACE =
    "Give it the id of the test's own namespace, a whole number from 1 on or its digits as text, or leave it out."

  test.each<[string, unknown]>([
    ['"gid://gitlab/User/1"', 'gid://gitlab/User/1'],
    ['"alice"', 'alice'],
    ['"007"', '007'],
    ['" 5"', ' 5'],
    ['"5 "', '5 '],
    ['""', ''],
    ['"1e3"', '1e3'],
    ['"9223372036854775808"', '9223372036854775808'],
    ['-1', -1],
    ['1.5', 1.5],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['9007199254740992', 2 ** 53],
    ['5n', 5n],
    ['null', null],
    ['undefined', undefined],
    ['true', true],
    ['an object', { id: 1 }],
    ['a list', [1]],
  ])('a part with the id %s, which no row has', (shown, id) => {
    const use = (where: object) => () => useAiUsageEventStore(memory, { where })
    expect(use({ userId: id })).toThrow(
      INVALID(`Failed to use the store: where.userId is ${shown}, which no row has. ${USER}`),
    )
    expect(use({ userId: 1, namespaceId: id })).toThrow(
      INVALID(
        `Failed to use the store: where.namespaceId is ${shown}, which no row has. ${NAMESPACE}`,
      ),
    )
    // The store of before stays.
    expect(currentRun().usedStore?.store).not.toBe(memory)
  })

  test('a part of a namespace 0, which no store takes, while a user may be 0', async () => {
    expect(() => useAiUsageEventStore(memory, { where: { namespaceId: 0 } })).toThrow(
      INVALID(`Failed to use the store: where.namespaceId is 0, which no row has. ${NAMESPACE}`),
    )
    useAiUsageEventStore(memory, { where: { userId: 0 } })
    await expect(() => pullElsewhere({ userId: 0 })).toRecordAiUsageEvents('pull_package')
  })

  test('a part with the digits of an id is that part', async () => {
    useAiUsageEventStore(answersLater(memory), {
      where: { userId: '9223372036854775807', namespaceId: '3' },
    })
    await expect(() =>
      pullElsewhere({ userId: '9223372036854775807', namespaceId: 3 }),
    ).toRecordAiUsageEvents('pull_package')
  })

  const FIELDS = 'Give it a userId, a namespaceId, or both.'

  test.each<[object | null | string, string]>([
    [{ where: { user: { id: 1 } } }, `where has no user. ${FIELDS}`],
    [{ where: { userid: 1 } }, `where has no userid. ${FIELDS}`],
    [{ where: null }, `where is null. ${FIELDS}`],
    [{ where: 'alice' }, `where is "alice". ${FIELDS}`],
    [{ where: [1] }, `where is a list. ${FIELDS}`],
    [{ wher: { userId: 1 } }, 'unknown option "wher". Did you mean "where"?'],
    [{ userId: 1 }, 'unknown option "userId". Options are where.'],
    [null, 'its options are not an object. Options are where.'],
    ['alice', 'its options are not an object. Options are where.'],
  ])('the options %o', (options, message) => {
    expect(() => useAiUsageEventStore(memory, options as never)).toThrow(
      INVALID(`Failed to use the store: ${message}`),
    )
  })

  const METHODS =
    'A store of AI usage events has the methods insert, select, count, countByDay, reset; InMemoryAiUsageEventStore is one.'

  test.each<[string, unknown, string]>([
    ['null', null, `null is not a store. ${METHODS}`],
    ['an object', {}, `an object is not a store. ${METHODS}`],
    ['a text', 'memory', `"memory" is not a store. ${METHODS}`],
    ['a class', InMemoryAiUsageEventStore, `a function is not a store. ${METHODS}`],
    ['a promise', Promise.resolve(memory), 'it is a promise. Await the store before it is used.'],
    [
      'a part of a store',
      { insert() {}, select() {}, count: 1, reset() {} },
      `it has no count, no countByDay. ${METHODS}`,
    ],
  ])('%s as a store', (_, given, message) => {
    expect(() => useAiUsageEventStore(given as never)).toThrow(
      INVALID(`Failed to use the store: ${message}`),
    )
  })
})

test('a store that selects no list fails the assertion with its name', async () => {
  class OwnStore extends InMemoryAiUsageEventStore {
    override select(): never {
      return undefined as never
    }
  }
  useAiUsageEventStore(new OwnStore())
  expect(await messageOf(() => expect(() => {}).not.toRecordAiUsageEvents('pull_package'))).toBe(
    'Failed to select AI usage events: select of OwnStore returned undefined. Have it return a list of rows, or a promise of one.',
  )
})
