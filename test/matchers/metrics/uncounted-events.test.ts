import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import {
  fakes,
  InternalEvents,
  loadCatalog,
  setPageContext,
  usageMetrics,
} from '../../../src/entries/index.ts'
import { beginTest, runToEnd, setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { warnings } from '../../tracking/warnings.ts'
import { messageOf } from '../message-of.ts'

const user = { id: 1 }
const push = () => InternalEvents.trackEvent('push', { label: 'npm', value: null })
let warn: ReturnType<typeof warnings>

const metric = (keyPath: string, rule: string) =>
  `key_path: ${keyPath}\ntime_frame: ${rule.includes('unique') ? '7d' : 'all'}\ndata_source: internal_events\nevents:\n- name: push\n${rule}`

beforeEach(() => {
  const { root, remove } = temporaryProject({
    'config/events/push.yml':
      'internal_events: true\naction: push\nadditional_properties:\n  label:\n    description: d\n  value:\n    description: d\n',
    'config/metrics/all.yml': metric('counts.pushes', ''),
    'config/metrics/sum.yml': metric('sums.pushed', '  operator: sum(value)\n'),
    'config/metrics/users.yml': metric(
      'counts.users_weekly',
      '  unique: user.id\n  filter:\n    label: two words\n',
    ),
  })
  onTestFinished(remove)
  setCatalog(loadCatalog({ root }))
  warn = warnings()
  setPageContext({ user })
})

afterEach(() => setCatalog(undefined))

test('an event of the front end is sent whose counting fails, and a warning says why', async () => {
  await expect(push)
    .toTriggerInternalEvents('push')
    .with({ user, additionalProperties: { label: 'npm', value: 0 } })
    .and.toIncrementUsageMetrics('counts.pushes')
  expect(fakes.journal.events[0]?.payload).toMatchObject({ se_va: '0' })
  expect(usageMetrics.value('sums.pushed')).toBe(0)
  InternalEvents.trackEvent('push', { label: 'two words' })
  expect(warn.mock.calls).toEqual([
    [
      'Tracking event: push, sent, but not counted: a metric adds up value, but it is null, for which Redis answers "value is not a valid float". Pass a number, or leave value out.',
    ],
    [
      expect.stringContaining(
        'Tracking event: push, sent, but not counted: Invalid key format. {hll_counters}_push-filter:[label:two words]-user-',
      ),
    ],
  ])
})

test('without a user nothing is counted, so nothing fails', () => {
  setPageContext({})
  push()
  expect(fakes.journal.events).toHaveLength(1)
  expect(warn).not.toHaveBeenCalled()
})

test('claims on the event alone do not hear of it', async () => {
  await expect(push)
    .toTriggerInternalEvents('push')
    .with({ additionalProperties: { label: 'gem' } })
    .never()
})

test('claims on a metric say that the end point refused the call', async () => {
  expect(
    await messageOf(() => expect(push).toIncrementUsageMetrics('sums.pushed')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("sums.pushed")

    Expected "sums.pushed" to increase by 1, but it stayed at 0.

    The end point that counts refused a call, of which a page does not hear.
    Refused:
      "push": a metric adds up value, but it is null, for which Redis answers "value is not a valid float". Pass a number, or leave value out.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts:
      push, the sum of value
        once refused while it was counted

    Correct the call."
  `)
  expect(
    await messageOf(() => expect(push).not.toIncrementUsageMetrics('sums.pushed')),
  ).toMatchInlineSnapshot(`
    "expect(block).not.toIncrementUsageMetrics("sums.pushed")

    Expected the block not to track this, but it tried to: the end point that counts refused a call, of which a page does not hear.

    Refused:
      "push": a metric adds up value, but it is null, for which Redis answers "value is not a valid float". Pass a number, or leave value out.

    Correct the call, or remove it from the block."
  `)
  expect(
    await messageOf(() => expect(push).not.toIncrementUsageMetrics('counts.pushes')),
  ).toContain('It counts:\n  push\n    once counted\nEvents')
})

test('a late one counts as far as it has counted', async () => {
  const late = runToEnd(beginTest('late'), async () => {
    setPageContext({ user })
    const track = () => InternalEvents.trackEvent('push', { label: 'two words' })
    await expect(() => void setTimeout(track)).not.toIncrementUsageMetrics('counts.pushes')
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  await expect(late).rejects.toThrow('it increased by 1, from 0 to 1')
})
