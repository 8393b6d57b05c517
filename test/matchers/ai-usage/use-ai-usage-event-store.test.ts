import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AiUsageEvent,
  AiUsageEventError,
  AiUsageEventRegistry,
  AiUsageEventWriter,
  InMemoryAiUsageEventStore,
} from '../../../src/entries/ai-usage-events.ts'
import {
  fakes,
  flushAiUsageEvents,
  trackInternalEvent,
  useAiUsageEventStore,
  useAiUsageEvents,
} from '../../../src/entries/index.ts'
import { beginFile, currentRun, outsideRun, runForTest, runner } from '../../../src/fakes/index.ts'
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
  // Its events have other names: the tests' own registry counts.
  memory = new InMemoryAiUsageEventStore()
  useAiUsageEvents(registry)
  useAiUsageEventStore(answersLater(memory))
})
afterEach(() => useAiUsageEvents(undefined))

const user = { id: 1 }
const pull = (id = 1) =>
  trackInternalEvent('pull_package', { user: { id }, additionalProperties: { label: 'npm' } })
/** What another process does: it stores a row, and this one tracks nothing. */
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
Of other writers, only rows with userId 1 and namespaceId 3 were read.

Track "pull_package" in the block, or store its row there.`)
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

`)
    } finally {
      vi.useRealTimers()
    }
  })

  test('of a row that is gone from the store', async () => {
    vi.useFakeTimers({ now: new Date('2026-02-01'), toFake: ['Date'] })
    try {
      const block = () => {
        pull()
        vi.setSystemTime('2026-06-01')
      }
      expect(await messageOf(() => expect(block).toRecordAiUsageEvents('pull_package'))).toContain(
        '  "pull_package" refused: it was flushed, but is not in the store\n',
      )
    } finally {
      vi.useRealTimers()
    }
  })
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

  test('a part without an id, or of another field', () => {
    const use = (where: object) => () => useAiUsageEventStore(memory, { where })
    const refused = (message: string) =>
      expect.objectContaining({ code: 'INVALID_USAGE_STORE', message })
    expect(use({ userId: undefined })).toThrow(
      refused(
        'Failed to use the store: where.userId is "undefined", which is not an id. Give it the id that the test has for itself, or leave it out.',
      ),
    )
    expect(use({ user: { id: 1 } })).toThrow(
      refused(
        'Failed to use the store: where has no user. Give it a userId, a namespaceId, or both.',
      ),
    )
  })
})
