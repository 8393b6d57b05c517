import { expect, test } from 'vitest'
import { fakes, trackInternalEvent, usageMetrics } from '../../src/entries/index.ts'
import { fixTime } from './fix-time.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

fixTime()

test('records an event with all that was given', () => {
  trackInternalEvent('push_package', {
    user,
    project,
    category: 'Registry',
    featureEnabledByNamespaceIds: [3, 4],
    additionalProperties: { label: 'npm', property: 'user', value: 20, client: 'cli' },
  })
  expect(fakes.journal.events).toEqual([
    {
      name: 'push_package',
      category: 'Registry',
      user,
      project,
      namespace: { id: 3 },
      featureEnabledByNamespaceIds: [3, 4],
      additionalProperties: { label: 'npm', property: 'user', value: 20, client: 'cli' },
      source: 'backend',
      payload: expect.objectContaining({
        e: 'se',
        se_ca: 'Registry',
        se_ac: 'push_package',
        se_la: 'npm',
        se_pr: 'user',
        se_va: '20',
        tna: 'gl',
        aid: 'gitlab_sm',
        dtm: String(Date.now()),
      }),
    },
  ])
})

test('the category is InternalEventTracking by default', () => {
  trackInternalEvent('pull_package', { user, category: undefined })
  expect(fakes.journal.events[0]?.category).toBe('InternalEventTracking')
})

test("a namespace that is given beats the project's", () => {
  trackInternalEvent('pull_package', { user, project, namespace: { id: 9 } })
  expect(fakes.journal.events[0]?.namespace).toEqual({ id: 9 })
})

test('declared properties may stand beside the identifiers', () => {
  trackInternalEvent('pull_package', { user, label: 'npm', other: 1 } as object)
  expect(fakes.journal.events[0]?.additionalProperties).toEqual({ label: 'npm' })
})

test('an event that is not sent to Snowplow is recorded and counted without a payload', () => {
  trackInternalEvent('pull_package', { user, sendSnowplowEvent: false })
  expect(fakes.journal.events[0]?.payload).toBeUndefined()
  expect(usageMetrics.value('counts.package_pulls')).toBe(1)
})

test('the journal hands out copies', () => {
  trackInternalEvent('pull_package', { user })
  fakes.journal.events.pop()
  expect(fakes.journal.events).toHaveLength(1)
})
