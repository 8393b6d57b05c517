import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { InternalEvents, loadCatalog, setPageContext } from '../../../src/entries/index.ts'
import { beginTest, runToEnd, setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { warnings } from '../../tracking/warnings.ts'
import { messageOf } from '../message-of.ts'

const metric = (keyPath: string, rule: string) =>
  `key_path: ${keyPath}\ntime_frame: all\ndata_source: internal_events\nevents:\n- name: a\n${rule}`

beforeEach(() => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\n',
    'config/metrics/npm.yml': metric('counts.npm', '  filter:\n    label: npm\n'),
    'config/events/b.yml': 'internal_events: true\naction: b\n',
    'config/metrics/some.yml': metric('counts.some', '  filter:\n    label: npm\n- name: b\n'),
    'config/metrics/sum.yml': metric('counts.sum', '  operator: sum(value)\n'),
  })
  onTestFinished(remove)
  setCatalog(loadCatalog({ root }))
  setPageContext({ user: { id: 1 } })
  warnings()
})

afterEach(() => setCatalog(undefined))

const track = () => InternalEvents.trackEvent('a', { label: 'npm', value: 5 })

test('a metric does not see a property that the front end sends, and no definition declares', async () => {
  await expect(track)
    .toTriggerInternalEvents('a')
    .with({ user: { id: 1 }, additionalProperties: { label: 'npm', value: 5 } })
    .and.toNotIncrementUsageMetrics('counts.some')
  expect(
    await messageOf(() => expect(track).toIncrementUsageMetrics('counts.some')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("counts.some")

    Expected "counts.some" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts, by 2 rules:
      a where label is "npm"
        once not counted: "a" does not declare label, by which the metric filters (config/events/a.yml:2)
      b
        not triggered by the block

    Declare label under additional_properties there, or correct the metric."
  `)
})

test.each([
  ['counts.npm', 'label, by which the metric filters', 'label'],
  ['counts.sum', 'value, which the metric adds up', 'value'],
])('nothing can be said of %s, which sees nothing else', (keyPath, need, key) => {
  for (const matcher of ['toIncrementUsageMetrics', 'toNotIncrementUsageMetrics'] as const) {
    expect(() => expect(track)[matcher](keyPath)).toThrow(
      `Failed to use usage metric "${keyPath}": config/metrics/${keyPath.slice(7)}.yml:1: no event can move it: "a" does not declare ${need} (config/events/a.yml:2). Declare ${key} under additional_properties there, or correct the metric.`,
    )
  }
})

test('nor does it see one that comes late', async () => {
  const failure = await runToEnd(beginTest('late'), async () => {
    setPageContext({ user: { id: 1 } })
    await expect(() => void setTimeout(track)).toNotIncrementUsageMetrics('counts.some')
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  expect(failure).toBeUndefined()
})
