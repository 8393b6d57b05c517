import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import {
  InternalEvents,
  loadCatalog,
  setPageContext,
  type TrackOptions,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { messageOf } from '../message-of.ts'

const user = { id: 1 }
const event = (name: string) => ({
  [`config/events/${name}.yml`]: `internal_events: true\naction: ${name}\nadditional_properties:\n  label:\n    description: d\n  value:\n    description: d\n`,
})
const metric = (keyPath: string, timeFrame: string, ...rules: string[]) => ({
  [`config/metrics/${keyPath}.yml`]: `key_path: ${keyPath}\ntime_frame: ${timeFrame}\ndata_source: internal_events\nevents:\n${rules.map((rule) => `- name: ${rule}\n`).join('')}`,
})
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

beforeEach(() => {
  const { root, remove } = temporaryProject({
    ...Object.assign({}, ...NAMES.map(event)),
    'config/events/old.yml': 'action: old\n',
    ...metric('seven', 'all', ...NAMES),
    ...metric('five', 'all', ...NAMES.slice(0, 5)),
    ...metric('a', 'all', 'a'),
    ...metric('b', 'all', 'b'),
    ...metric('a_or_b', 'all', 'a', 'b'),
    ...metric('npm', 'all', 'a\n  filter:\n    label: npm'),
    ...metric('sum', 'all', 'a\n  operator: sum(value)'),
    ...metric('users', 'all', 'b\n  unique: user.id'),
    ...metric('mixed', 'all', 'b', 'a\n  filter:\n    size: 1', 'old'),
    // GitLab refuses a filter value with a space once it counts by it.
    ...metric('refused', '7d', 'a\n  unique: user.id\n  filter:\n    label: two words'),
  })
  onTestFinished(remove)
  setCatalog(loadCatalog({ root }))
})
afterEach(() => {
  setCatalog(undefined)
  vi.unstubAllGlobals()
})

const track = (name: string, properties: TrackOptions['additionalProperties'] = {}) =>
  trackInternalEvent(name, { user, additionalProperties: properties })
const refuse = () => track('a', { label: 'two words' })
const refuseAndCatch = () => {
  try {
    refuse()
  } catch {}
}
const lastOf = (message: string) => message.split('\n\n').at(-1)

test('no more than five rules of a metric', async () => {
  const messageFor = (keyPath: string) =>
    messageOf(() => expect(() => {}).toIncrementUsageMetrics(keyPath))
  expect(await messageFor('seven')).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("seven")

    Expected "seven" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts, by 7 rules:
      a
        not triggered by the block
      b
        not triggered by the block
      c
        not triggered by the block
      d
        not triggered by the block
      e
        not triggered by the block
      … and 2 more

    Track one of these events in the block."
  `)
  expect(await messageFor('five')).toMatch(
    /\n {2}e\n {4}not triggered by the block\n\nTrack one of these events in the block\.$/,
  )
})

test('rules that nothing in the block can count stay in their place', async () => {
  expect(
    await messageOf(() => expect(() => {}).toIncrementUsageMetrics('mixed')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("mixed")

    Expected "mixed" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts, by 3 rules:
      b
        not triggered by the block
      a where size is 1
        can never count: "a" does not declare size, by which the metric filters (config/events/a.yml:2)
      old
        not counted by the block: without internal_events: true, only the end points increment_counter and increment_unique_users count it

    Track "b" in the block."
  `)
})

test('the event of a call that tracks nothing by design comes first, with its remedy', async () => {
  vi.stubGlobal('gl', { onlySendDuoEvents: true })
  setPageContext({ user })
  const block = () => InternalEvents.trackEvent('b')
  expect(
    await messageOf(() => expect(block).toIncrementUsageMetrics('a_or_b')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("a_or_b")

    Expected "a_or_b" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts, by 2 rules:
      b
        not sent: the page has gl.onlySendDuoEvents, and the event is not in gl.duoEvents
      a
        not triggered by the block

    Add the event to gl.duoEvents, or leave gl.onlySendDuoEvents out."
  `)
  expect(await messageOf(() => expect(block).toIncrementUsageMetrics('a'))).toContain(
    '\n  a\n    not triggered by the block\n\nTrack "a" in the block.',
  )
})

test('a sum that a value of zero leaves where it is', async () => {
  expect(
    await messageOf(() => expect(() => track('a', { value: 0 })).toIncrementUsageMetrics('sum')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("sum")

    Expected "sum" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts:
      a, the sum of value
        counted: 0

    Correct the events that the block tracks, or the expected step."
  `)
})

test('a sum of more events than its step counts nobody once', async () => {
  const block = () => [track('a', { value: 0.25 }), track('a', { value: 0.25 })]
  const message = await messageOf(() => expect(block).toIncrementUsageMetrics('sum'))
  expect(lastOf(message)).toBe('Correct the events that the block tracks, or the expected step.')
})

test('a value that a metric of all time has counted', async () => {
  track('b')
  expect(
    await messageOf(() => expect(() => track('b')).toIncrementUsageMetrics('users')),
  ).toContain('\n    once not counted: user 1 was already counted earlier\n')
})

test('the start is right, and the end is not', async () => {
  const message = await messageOf(() =>
    expect(() => track('a'))
      .toIncrementUsageMetrics('a')
      .from(0)
      .by(2),
  )
  expect(lastOf(message)).toBe('Correct the events that the block tracks, or the expected step.')
})

test('of a metric that moved, no event that it does not count', async () => {
  const block = () => [track('a'), track('b')]
  expect(await messageOf(() => expect(block).not.toIncrementUsageMetrics('a'))).toContain(
    '\nEvents that it counts:\n  "a" user 1\n\n',
  )
})

test('a call that was refused is told of where a metric has its event', async () => {
  const told = 'Tracking refused a call, and the code caught the error.\nRefused:\n  "a": '
  const claim = (...keyPaths: [string, ...string[]]) =>
    expect(refuseAndCatch).toIncrementUsageMetrics(...keyPaths)
  expect(await messageOf(() => claim('npm', 'b'))).toContain(told)
  expect(await messageOf(() => claim('a_or_b').by(2))).toContain(told)
  expect(await messageOf(() => claim('b'))).toBe(
    `expect(block).toIncrementUsageMetrics("b")

Expected "b" to increase by 1, but it stayed at 0.

Expected: increase by 1
Recorded: stayed at 0
It counts:
  b
    not triggered by the block

Track "b" in the block.`,
  )
})

test('a call that was refused is not the cause where a metric moved by more', async () => {
  const block = () => [refuseAndCatch(), track('b'), track('b')]
  const message = await messageOf(() => expect(block).toIncrementUsageMetrics('b', 'npm'))
  expect(message).not.toContain('Refused:')
  expect(lastOf(message)).toMatch(/^Find the code in the block that moves it by more/)
})

test('a call that was refused while it counted has not counted by a filter', async () => {
  expect(await messageOf(() => expect(refuseAndCatch).toIncrementUsageMetrics('npm'))).toContain(
    '\nIt counts:\n  a where label is "npm"\n    once refused while it was counted\n\nCorrect the call.',
  )
})

test('a call that the block lets through is told of by its rule alone', async () => {
  expect(
    await messageOf(() => expect(refuse).toIncrementUsageMetrics('refused').and.toThrow()),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("refused")

    Expected "refused" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts:
      a where label is "two words", each user once
        once refused while it was counted

    Correct the events that the block tracks, or the expected step."
  `)
})
