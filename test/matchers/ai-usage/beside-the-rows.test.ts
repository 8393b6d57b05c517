import { afterEach, beforeEach, expect, test } from 'vitest'
import { AiUsageEventRegistry } from '../../../src/entries/ai-usage-events.ts'
import { fakes, trackInternalEvent, useAiUsageEvents } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'

const registry = new AiUsageEventRegistry().registerFeature({
  name: 'packages',
  events: { summarize_package: 1, pull_package: 2 },
})
beforeEach(() => useAiUsageEvents(registry))
afterEach(() => useAiUsageEvents(undefined))

const user = { id: 1 }

/** Production code that never breaks for tracking. */
const wrongType = (name: string) => {
  try {
    trackInternalEvent(name, { user, additionalProperties: { label: 5 as never } })
  } catch {}
}
const REFUSED = `Refused:
  "pull_package": label should be a string, but is 5. Pass a string, or leave label out.`

test('a positive claim says why a call of its event was refused', async () => {
  const pull = () => wrongType('pull_package')
  expect(
    await messageOf(() => expect(pull).toRecordAiUsageEvents('pull_package')),
  ).toBe(`expect(block).toRecordAiUsageEvents("pull_package")

Expected "pull_package" to be recorded once, but the block tracked no AI usage events.

Tracking refused a call, and the code caught the error.
${REFUSED}

Expected: "pull_package" once
Recorded: nothing

Correct the call.`)
  expect(
    await messageOf(() => expect(pull).toRecordAiUsageEvents('summarize_package')),
  ).not.toContain('efused')
})

test('a positive claim on what was recorded too often does not tell of a refused call', async () => {
  const block = () => {
    wrongType('pull_package')
    fakes.aiUsageEvents.trackEvent('pull_package', { user })
    fakes.aiUsageEvents.trackEvent('pull_package', { user: { id: 2 } })
  }
  const claim = () => expect(block).toRecordAiUsageEvents('pull_package')
  expect(await messageOf(claim)).toMatch(
    /Find the code that tracks it more than once, or expect \.times\(2\)\.$/,
  )
  expect(await messageOf(() => claim().thrice())).toMatch(
    /Tracking refused a call.+Correct the call\.$/s,
  )
})

test('a negative claim fails for a refused call that it is about', async () => {
  const pull = () => wrongType('pull_package')
  const message = (call: string) => `expect(block).not.toRecordAiUsageEvents(${call})

Expected the block not to track this, but it tried to: tracking refused a call, and the code caught the error.

${REFUSED}

Correct the call, or remove it from the block.`
  expect(await messageOf(() => expect(pull).not.toRecordAiUsageEvents())).toBe(message(''))
  expect(await messageOf(() => expect(pull).not.toRecordAiUsageEvents('pull_package'))).toBe(
    message('"pull_package"'),
  )
  await expect(pull).not.toRecordAiUsageEvents('summarize_package')
  // No feature has registered it.
  await expect(() => wrongType('delete_package')).not.toRecordAiUsageEvents()
})

test('a row that may belong to several blocks is an error, for claims that are about it', async () => {
  const open = () => new Promise<void>((resolve) => setTimeout(resolve, 10))
  const message = (claim: string) =>
    `Failed to check expect(block).${claim}: code of this test that belongs to none of its blocks tracked "pull_package" while several of them were open, so nobody can tell whose event it is. Await one assertion before the next one starts, or start that code inside the block.`
  const claims = [
    expect(open).toRecordAiUsageEvents('pull_package').never(),
    expect(open).not.toRecordAiUsageEvents('pull_package'),
    expect(open).not.toRecordAiUsageEvents(),
    expect(open).toRecordAiUsageEvents('summarize_package').never(),
    expect(open).not.toRecordAiUsageEvents('summarize_package'),
  ] as const
  fakes.aiUsageEvents.trackEvent('pull_package', { user })
  expect(await messageOf(() => claims[0])).toBe(
    message('toRecordAiUsageEvents("pull_package").never()'),
  )
  expect(await messageOf(() => claims[1])).toBe(
    message('not.toRecordAiUsageEvents("pull_package")'),
  )
  expect(await messageOf(() => claims[2])).toBe(message('not.toRecordAiUsageEvents()'))
  await Promise.all([claims[3], claims[4]])
})

test('an internal event that may belong to several blocks is no row', async () => {
  useAiUsageEvents(new AiUsageEventRegistry())
  const open = () => new Promise<void>((resolve) => setTimeout(resolve, 10))
  const claims = [1, 2].map(() => expect(open).not.toRecordAiUsageEvents())
  trackInternalEvent('pull_package', { user })
  await Promise.all(claims)
})
