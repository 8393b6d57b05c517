import { beforeEach, describe, expect, test } from 'vitest'
import type { AiUsageEventStore } from '../../src/entries/ai-usage-events.ts'
import { fakes, useAiUsageEventStore } from '../../src/entries/index.ts'
import { messageOf } from '../matchers/message-of.ts'

/** A row of the event `troubleshoot_job` that another process stores, at once or after some time. */
export interface StoredElsewhere {
  readonly userId: number
  /** The time to wait, in seconds. */
  readonly after?: number
}

const job = { id: 5, project: { id: 4 } }
let users = Date.now()

/** Tests of the matchers over a store that several processes write to. */
export function assertOnStore(
  name: string,
  store: () => AiUsageEventStore,
  storeElsewhere: (row: StoredElsewhere) => Promise<unknown>,
): void {
  describe(`matchers read ${name}`, () => {
    let user = { id: 0 }
    beforeEach(() => {
      user = { id: ++users }
      useAiUsageEventStore(store(), { where: { userId: user.id } })
    })

    test('what the test tracks', async () => {
      await expect(() => {
        fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user, job })
        fakes.aiUsageEvents.trackEvent('request_duo_chat_response', { user, namespace: { id: 28 } })
      })
        .toRecordAiUsageEvents('troubleshoot_job')
        .with({
          user,
          namespace: null,
          payload: expect.objectContaining({ job_id: 5, project_id: 4 }),
        })
        .and.toRecordAiUsageEvents('request_duo_chat_response')
        .with({ user, namespace: { id: 28 }, payload: {} })
        .and.toNotRecordAiUsageEvents('code_suggestion_shown_in_ide')
      expect(await store().count({ where: { userId: user.id } })).toBe(2)
    })

    test('what the test tracks with an id that is text, as the code gave it', async () => {
      const ada = { id: String(user.id) }
      await expect(() => fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: ada, job }))
        .toRecordAiUsageEvents('troubleshoot_job')
        .with({ user: ada })
    })

    test('what another process stores, at once or later', async () => {
      await expect(() => storeElsewhere({ userId: user.id }))
        .toRecordAiUsageEvents('troubleshoot_job')
        .with({ user, namespace: { id: 28 }, payload: { job_id: 6 } })
      let stored: Promise<unknown> = Promise.resolve()
      await expect(() => {
        stored = storeElsewhere({ userId: user.id, after: 0.1 })
      })
        .toRecordAiUsageEvents('troubleshoot_job')
        .within(20_000)
      await stored
    })

    test('what another process stores in the millisecond of a row that is there', async () => {
      const row = {
        event: 'troubleshoot_job',
        eventId: 7,
        userId: user.id,
        namespaceId: 28,
        timestamp: new Date(),
        payload: {},
      }
      await store().insert([{ ...row, microseconds: 1 }])
      await expect(async () => await store().insert([{ ...row, microseconds: 2 }]))
        .toRecordAiUsageEvents('troubleshoot_job')
        .with({ user, timestamp: row.timestamp })
    })

    test('what should not be there', async () => {
      expect(
        await messageOf(() =>
          expect(() => storeElsewhere({ userId: user.id })).not.toRecordAiUsageEvents(),
        ),
      ).toBe(`expect(block).not.toRecordAiUsageEvents()

Expected the block not to record AI usage events, but it recorded one row.

Expected: no AI usage events
Recorded:
  "troubleshoot_job" user ${user.id}, namespace 28, {"job_id": 6}, by another writer

Find the code in the block that tracks it, or expect it with toRecordAiUsageEvents.`)
    })

    test('nothing of other users', async () => {
      await expect(() => storeElsewhere({ userId: ++users })).not.toRecordAiUsageEvents()
    })
  })
}
