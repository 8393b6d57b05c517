import { expect, onTestFinished, test, vi } from 'vitest'
import {
  InMemoryCounterStore,
  trackInternalEvent,
  useCounterStore,
} from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { pull, pullTwice } from './pull-package.ts'

test('passes for what comes later, within its time', async () => {
  await expect(() => void setTimeout(pullTwice, 20))
    .toTriggerInternalEvents('pull_package')
    .twice()
    .within(200)
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
    'Expected "pull_package" never to be triggered, but it was triggered once.',
  )
})

const later = (...times: number[]) => {
  for (const time of times) setTimeout(pull, time)
}

test('alone, it ends as soon as the event is there', async () => {
  const begun = performance.now()
  await expect(() => later(10))
    .toTriggerInternalEvents('pull_package')
    .within(60_000)
  await expect(() => later(10))
    .toTriggerInternalEvents('pull_package')
    .atLeast(1)
    .within(60_000)
  await expect(pull)
    .toTriggerInternalEvents('pull_package')
    .within(2 ** 31 - 1)
  expect(performance.now() - begun).toBeLessThan(5000)
})

test('leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  useCounterStore(new InMemoryCounterStore())
  onTestFinished(() => useCounterStore(undefined))
  const before = timers()
  await expect(() => later(5))
    .toTriggerInternalEvents('pull_package')
    .within(60_000)
  expect(timers()).toBe(before)
})

test.each(['times', 'exactly', 'atMost'] as const)(
  'watches to the end of the time for an explicit upper bound: %s',
  async (count) => {
    const message = await messageOf(() =>
      expect(() => later(10, 60))
        .toTriggerInternalEvents('pull_package')
        [count](1)
        .within(120),
    )
    expect(message).toContain('but it was triggered twice.')
  },
)

test('watches to the end for what the chain denies behind .and', async () => {
  const both = () => {
    pull()
    later(40)
  }
  const deleted = () => {
    pull()
    setTimeout(() => trackInternalEvent('delete_package'), 40)
  }
  expect(
    await messageOf(() =>
      expect(deleted)
        .toTriggerInternalEvents('pull_package')
        .within(100)
        .and.not.toTriggerInternalEvents('delete_package'),
    ),
  ).toContain('Expected the block not to trigger "delete_package", but it triggered')
  expect(
    await messageOf(() =>
      expect(deleted)
        .toTriggerInternalEvents('pull_package')
        .within(100)
        .and.toTriggerInternalEvents('delete_package')
        .times(0),
    ),
  ).toContain('Expected "delete_package" never to be triggered, but it was triggered once.')
  expect(
    await messageOf(() =>
      expect(both)
        .toTriggerInternalEvents('pull_package')
        .atLeast(1)
        .within(100)
        .and.toNotIncrementUsageMetrics('counts.package_pulls'),
    ),
  ).toContain('increased by 2')
})

test('refuses a time that no timer can wait', () => {
  expect(
    misuseOf(() =>
      expect(pull)
        .toTriggerInternalEvents('pull_package')
        .within(2 ** 31),
    ),
  ).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): .within(2147483648) is not a valid time. Give at most 2147483647 milliseconds, since timers cannot wait longer.',
  )
})
