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
    .and.toNotIncrementUsageMetrics('counts.npm', 'counts.sum')
  expect(
    await messageOf(() => expect(track).toIncrementUsageMetrics('counts.npm')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("counts.npm")

    Expected "counts.npm" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts:
      a where label is "npm"
        once not counted: the front end sent label, which the back end drops, since the definition does not declare it

    Declare label under additional_properties in config/events/a.yml:2."
  `)
  expect(
    await messageOf(() => expect(track).toIncrementUsageMetrics('counts.sum').by(5)),
  ).toContain('the front end sent value, which the back end drops')
})

test('nor does it see one that comes late', async () => {
  const failure = await runToEnd(beginTest('late'), async () => {
    setPageContext({ user: { id: 1 } })
    await expect(() => void setTimeout(track)).toNotIncrementUsageMetrics('counts.npm')
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  expect(failure).toBeUndefined()
})
