import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { InMemoryAiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'
import { useAiUsageEventStore } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { answersLater } from './answers-later.ts'

const store = new InMemoryAiUsageEventStore()
const divided = answersLater(store)
const whole = answersLater(store)
const troubleshootElsewhere = (userId: number) =>
  store.insert([
    {
      event: 'troubleshoot_job',
      eventId: 7,
      userId,
      namespaceId: undefined,
      timestamp: new Date(),
      payload: {},
    },
  ])

// As many as Vitest runs at the same time.
describe.concurrent('tests at the same time', () => {
  const started = new Set<number>()
  let asserted = false

  test.each([1, 2, 3])('have a user each: %i', async (id) => {
    useAiUsageEventStore(divided, { where: { userId: id } })
    started.add(id)
    await expect.poll(() => started.size).toBe(5)
    await expect(async () => {
      await delay(10)
      troubleshootElsewhere(id)
      await delay(10)
    })
      .toRecordAiUsageEvents('troubleshoot_job')
      .with({ user: { id } })
    await expect(() => delay(10)).not.toRecordAiUsageEvents()
  })

  test('do not know whose a row is in a store that they share as a whole', async () => {
    useAiUsageEventStore(whole)
    started.add(4)
    await expect.poll(() => started.size).toBe(5)
    expect(
      await messageOf(() =>
        expect(() => troubleshootElsewhere(4)).toRecordAiUsageEvents('troubleshoot_job'),
      ),
    ).toContain('nobody can tell whose row it is')
    asserted = true
  })

  test('may assert nothing, and cause rows all the same', async () => {
    useAiUsageEventStore(whole)
    started.add(5)
    await expect.poll(() => asserted).toBe(true)
  })
})
