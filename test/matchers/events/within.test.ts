import { expect, test, vi } from 'vitest'
import { messageOf } from '../message-of.ts'
import { pull, pullTwice } from './pull-package.ts'

test('passes for what comes later, within its time', async () => {
  await expect(() => void setTimeout(pullTwice, 20))
    .toTriggerInternalEvents('pull_package')
    .twice()
    .within(2000)
  await expect(async () => void setTimeout(pull, 20))
    .toTriggerInternalEvents('pull_package')
    // Longer than the test may take: the verdict falls as soon as all claims hold.
    .within(60_000)
    .and.toIncrementUsageMetrics('counts.package_pulls')
})

test('waits for what comes later also where timers are faked', async () => {
  vi.useFakeTimers()
  try {
    const message = await messageOf(() =>
      expect(() => {})
        .toTriggerInternalEvents('pull_package')
        .within(10),
    )
    expect(message).toContain('the block triggered no internal events')
  } finally {
    vi.useRealTimers()
  }
})

test('fails when nothing came within its time, and at its end where more would break the claim', async () => {
  const message = await messageOf(() =>
    expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .within(20),
  )
  expect(message).toContain('.within(20)')
  const late = await messageOf(() =>
    expect(() => void setTimeout(pull, 10))
      .toTriggerInternalEvents('pull_package')
      .never()
      .within(50),
  )
  expect(late).toContain(
    'Expected "pull_package" to be triggered never, but it was triggered once.',
  )
})
