import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

test('what is sound works', () => {
  expect(() => trackInternalEvent('event_0', { user, project }))
    .toTriggerInternalEvents('event_0')
    .with({ user, project })
    .and.toIncrementUsageMetrics('counts.metric_0')
})

test.each([
  ['010', 8],
  ['1_000', 1000],
  ['0b11', 3],
  ['1:30', 5400],
  ['1e3', '1e3'],
  ['1.0', 1],
])('the filter value %s selects %j', (scalar, weight) => {
  const index = ['010', '1_000', '0b11', '1:30', '1e3', '1.0'].indexOf(scalar)
  expect(() =>
    trackInternalEvent('event_1', { user, project, additionalProperties: { weight } }),
  ).toIncrementUsageMetrics(`counts.scalar_${index}`)
})
