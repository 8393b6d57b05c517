import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InMemoryAiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'
import {
  fakes,
  flushAiUsageEvents,
  outsideTests,
  useAiUsageEventStore,
} from '../../../src/entries/index.ts'
import { currentRun } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'

let [store, other] = [new InMemoryAiUsageEventStore(), new InMemoryAiUsageEventStore()]
beforeEach(() => {
  store = new InMemoryAiUsageEventStore()
  other = new InMemoryAiUsageEventStore()
  useAiUsageEventStore(store)
})
afterEach(() => useAiUsageEventStore(undefined))

const track = () => fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 1 } })
const RECORDED = `Expected the block not to record "troubleshoot_job", but it recorded one row.

Expected: no "troubleshoot_job"
Recorded:
  "troubleshoot_job" user 1, {"job_id": null, "merge_request_id": null, "pipeline_id": null, "project_id": null}

`
const FOUND = 'Find the code in the block that tracks it, or expect it with toRecordAiUsageEvents.'
const TITLE = 'expect(block).not.toRecordAiUsageEvents("troubleshoot_job")\n\n'
const failure = (block: () => unknown) =>
  messageOf(() => expect(block).not.toRecordAiUsageEvents('troubleshoot_job'))

test('what a block tracks is in the store of the block, whatever its test uses meanwhile', async () => {
  for (const next of [undefined, other]) {
    useAiUsageEventStore(store)
    const block = () => {
      useAiUsageEventStore(next)
      track()
    }
    expect(await failure(block)).toBe(TITLE + RECORDED + FOUND)
  }
  expect([store.count(), other.count()]).toEqual([2, 0])
  useAiUsageEventStore(undefined)
  expect(fakes.aiUsageEvents.events).toEqual([])
})

test('a block in memory stays in memory', async () => {
  useAiUsageEventStore(undefined)
  const block = () => {
    useAiUsageEventStore(store)
    track()
    expect(fakes.aiUsageEvents.events).toHaveLength(1)
  }
  expect(await failure(block)).toBe(TITLE + RECORDED + FOUND)
  await flushAiUsageEvents()
  expect(store.count()).toBe(0)
})

test('what a block tracks late is late, whatever its test uses by now', async () => {
  await expect(() => {
    setTimeout(track, 20)
  }).not.toRecordAiUsageEvents('troubleshoot_job')
  const [open] = currentRun().openAssertions
  currentRun().openAssertions.clear()
  useAiUsageEventStore(undefined)
  await delay(40)
  const message = await messageOf(async () => await open?.settle(false))
  expect(message.replaceAll(/\d+ ms/g, 'n ms')).toBe(
    `${TITLE}Late: "troubleshoot_job" was triggered n ms after the block ended.\n\n${RECORDED}Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).`,
  )
  expect([store.count(), fakes.aiUsageEvents.events]).toEqual([1, []])
})

test('a block within, with another store, tracks for both', async () => {
  const block = async () => {
    useAiUsageEventStore(other)
    await expect(track).toRecordAiUsageEvents('troubleshoot_job')
  }
  expect(await failure(block)).toBe(TITLE + RECORDED + FOUND)
  expect([store.count(), other.count()]).toEqual([0, 1])
})

test('code of no test tracks for the store of the block that is open', async () => {
  const block = () => {
    useAiUsageEventStore(other)
    outsideTests(track)
  }
  expect(await failure(block)).toBe(TITLE + RECORDED + FOUND)
  expect([store.count(), other.count()]).toEqual([1, 0])
})

test('flushAiUsageEvents stores what was tracked for each store of the test', async () => {
  track()
  useAiUsageEventStore(other)
  track()
  useAiUsageEventStore(undefined)
  track()
  await flushAiUsageEvents()
  expect([store.count(), other.count()]).toEqual([1, 1])
})
