import { describe, expect, test } from 'vitest'
import { InMemoryAiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'
import { fakes, useAiUsageEventStore } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { answersLater } from './answers-later.ts'

const NAME = 'request_duo_chat_response'
type Id = number | string
/** Two rows in one millisecond would be one. */
let now = Date.now()
const memory = new InMemoryAiUsageEventStore()
const track = (userId: Id, namespaceId: Id) =>
  fakes.aiUsageEvents.trackEvent(NAME, {
    user: { id: userId },
    namespace: { id: namespaceId },
    timestamp: ++now,
  })
const storeElsewhere = (userId: Id, namespaceId: Id) =>
  memory.insert([
    {
      event: NAME,
      eventId: 6,
      userId,
      namespaceId,
      timestamp: new Date(++now),
      payload: {},
    },
  ])
const use = () => useAiUsageEventStore(answersLater(memory))

describe.each<[string, () => void, typeof track]>([
  ['in memory', () => {}, track],
  ['that a test tracks for a store', use, track],
  ['that another writer stores', use, storeElsewhere],
])('ids of rows %s', (_, prepare, record) => {
  test.each<[Id, Id]>([
    [15, '15'],
    ['15', 15],
    ['9223372036854775807', '9223372036854775807'],
  ])('are compared by their digits: %j and %j', async (own, expected) => {
    prepare()
    const claim = () => expect(() => record(own, own)).toRecordAiUsageEvents(NAME)
    const both = { user: { id: expected }, namespace: { id: expected } }
    await claim().with(both)
    expect(
      await messageOf(() =>
        claim()
          .with({ user: { id: expected } })
          .never(),
      ),
    ).toContain('never to be recorded with these fields, but it was recorded once with them.')
    expect(await messageOf(() => claim().with({ namespace: both.namespace }).never())).toContain(
      'never to be recorded with these fields, but it was recorded once with them.',
    )
  })

  test('are shown as the row has them where others are expected', async () => {
    prepare()
    const message = await messageOf(() =>
      expect(() => record(15, 3))
        .toRecordAiUsageEvents(NAME)
        .with({ user: { id: '15' }, namespace: { id: '4' } }),
    )
    const writer = record === storeElsewhere ? ', by another writer' : ''
    const store = prepare === use ? '\nStore: one of your own' : ''
    expect(message).toBe(`expect(block).toRecordAiUsageEvents("${NAME}").with(…)

Expected "${NAME}" to be recorded once with these fields, but it was never recorded with them.

Expected: "${NAME}" once
  user {"id": "15"}
  namespace {"id": "4"}
Recorded:
  "${NAME}" user 15, namespace 3, {}${writer}
    differs at namespace
      expected: {"id": "4"}
      recorded: {"id": 3}${store}

Correct namespace where the event is tracked, or in .with().`)
  })

  test('are seen by asymmetric matchers as the row has them', async () => {
    prepare()
    const claim = () => expect(() => record(15, 3)).toRecordAiUsageEvents(NAME)
    await claim().with({ user: { id: expect.any(Number) } })
    await claim()
      .with({ user: expect.objectContaining({ id: '15' }) })
      .never()
  })
})

describe('of a store whose rows are read in part', () => {
  const PART = 'the part of the store that is read, so no row of another writer could fail it.'
  const claim = (where: object, block: () => unknown = () => storeElsewhere(7777, 6)) => {
    useAiUsageEventStore(memory, { where })
    return expect(block).toRecordAiUsageEvents(NAME)
  }
  const refused = (chain: string, cause: string, field: string) =>
    `Failed to check expect(block).toRecordAiUsageEvents("${NAME}")${chain}: it is about another ${cause}, ${PART} Give useAiUsageEventStore a where with the expected ${field}, or none.`

  test.each([
    [{ user: { id: 7777 } }],
    [{ user: { id: '7777' } }],
    [{ user: expect.objectContaining({ id: 7777 }) }],
    [{ user: { id: expect.any(String) } }],
    [{ user: { id: 7777 }, namespace: { id: 6 } }],
  ])('a claim that nothing is there for another user is an error: %j', async (expected) => {
    expect(await messageOf(() => claim({ userId: '101' }).with(expected).never())).toBe(
      refused('.with(…).never()', 'user than userId 101', 'user'),
    )
    expect(await messageOf(() => claim({ userId: 101 }).with(expected).atMost(1))).toBe(
      refused('.with(…).atMost(1)', 'user than userId 101', 'user'),
    )
  })

  test('or for another namespace, or none', async () => {
    for (const namespace of [{ id: 6 }, null]) {
      expect(await messageOf(() => claim({ namespaceId: 5 }).with({ namespace }).never())).toBe(
        refused('.with(…).never()', 'namespace than namespaceId 5', 'namespace'),
      )
    }
  })

  test('a claim about the part holds', async () => {
    await claim({ userId: 101 })
      .with({ user: { id: '101' } })
      .never()
    await claim({ userId: 101 })
      .with({ user: { id: expect.any(Number) } })
      .never()
    await claim({ userId: 101, namespaceId: 5 })
      .with({ namespace: { id: 5 } })
      .never()
    await claim({ userId: 101 })
      .with({ namespace: { id: 6 } })
      .never()
  })

  test('a claim that something is there for another user is about what the test tracks', async () => {
    await claim({ userId: 101 }, () => track(7777, 6)).with({ user: { id: 7777 } })
    expect(
      await messageOf(() => claim({ userId: 101 }).with({ user: { id: 7777 } })),
    ).toBe(`expect(block).toRecordAiUsageEvents("${NAME}").with(…)

Expected "${NAME}" to be recorded once with these fields, but the store got no AI usage events.

Expected: "${NAME}" once
  user {"id": 7777}
Recorded: nothing
Store: InMemoryAiUsageEventStore
Of other writers, only rows with userId 101 were read.

Track "${NAME}" in the block, or give useAiUsageEventStore a where with the expected user.`)
  })
})

test.each<[Id, string]>([
  ['gid://gitlab/User/15', '"gid://gitlab/User/15"'],
  ['015', '"015"'],
  [1.5, '1.5'],
  [-1, '-1'],
])('an id that no row of a store has is an error: %j', async (id, shown) => {
  use()
  for (const field of ['user', 'namespace'] as const) {
    expect(
      await messageOf(() =>
        expect(() => {})
          .toRecordAiUsageEvents(NAME)
          .with({ [field]: { id } })
          .never(),
      ),
    ).toBe(
      `Failed to check expect(block).toRecordAiUsageEvents("${NAME}").with(…).never(): ${field}.id is ${shown}, which no row has. Pass the ${field} that is tracked: its id is a whole number, or the digits of one as text.`,
    )
  }
})
