import {
  fakes,
  trackInternalEvent,
  usageMetrics,
  withBatchedRedisWrites,
} from 'internal-events-testing'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { PackageRegistry } from '../src/registry'

const user = { id: 1, name: 'Ada' }
const project = { id: 7, namespace: { id: 3 } }
const leftPad = { type: 'npm', name: 'left-pad', kilobytes: 4 } as const
const guava = { type: 'maven', name: 'guava', kilobytes: 2700 } as const

let registry: PackageRegistry
beforeEach(() => {
  registry = new PackageRegistry({ trackInternalEvent, withBatchedRedisWrites })
})

describe('pushing', () => {
  test('tracks the push and moves its metrics', () => {
    expect(() => registry.push(user, project, leftPad))
      .toTriggerInternalEvents('push_package')
      .with({
        user,
        project,
        category: 'PackageRegistry',
        additionalProperties: { label: 'npm', property: 'user', value: 4 },
      })
      .and.toIncrementUsageMetrics('counts.npm_package_pushes', 'counts.package_events')
      .and.not.toTriggerInternalEvents('pull_package')
  })

  test('sums what was pushed', async () => {
    await expect(() => registry.import(user, project, [leftPad, guava]))
      .toChange(() => registry.size)
      .by(2)
      .and.toTriggerInternalEvents('push_package')
      .twice()
      .and.toIncrementUsageMetrics('sums.pushed_kilobytes')
      .by(2704)
      .and.toIncrementUsageMetrics('counts.npm_package_pushes')
      .by(1)
  })

  test('counts each type of package once a week', () => {
    registry.import(user, project, [leftPad, guava, { ...leftPad, name: 'is-odd' }])
    const byLabel = usageMetrics.value('redis_hll_counters.packages.pushes_by_label_weekly')
    expect(byLabel).toEqual({ label: { npm: 2, maven: 1 } })
  })
})

describe('pulling', () => {
  beforeEach(() => registry.push(user, project, leftPad))

  test('tracks guests as guests', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    await expect(() => registry.pull(project, 'left-pad'))
      .toTriggerInternalEvents('pull_package')
      .with({
        project,
        additionalProperties: expect.objectContaining({ property: 'guest' }),
      })
      .and.toIncrementUsageMetrics('counts.package_pulls_by_guests')
      .and.toNotIncrementUsageMetrics('redis_hll_counters.packages.active_users_weekly')
  })

  test('counts a user once a week', async () => {
    const weekly = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_weekly'
    await expect(() => registry.pull(project, 'left-pad', user)).toIncrementUsageMetrics(weekly)
    await expect(() => registry.pull(project, 'left-pad', user)).not.toIncrementUsageMetrics(weekly)
  })

  test('tracks nothing when there is no such package', async () => {
    await expect(async () => {
      await expect(registry.pull(project, 'right-pad', user)).rejects.toThrow(
        'no package right-pad',
      )
    }).not.toTriggerInternalEvents()
  })
})

test('deleting tracks the package that is gone, once', () => {
  registry.push(user, project, guava)
  expect(() => registry.delete(user, project, 'guava')).toTriggerInternalEvents('delete_package')
  expect(() => registry.delete(user, project, 'guava')).not.toTriggerInternalEvents()
})

test('the payload is the one that production sends', () => {
  registry.push(user, project, leftPad)
  const [event] = fakes.journal.events
  expect(event?.payload).toMatchObject({ e: 'se', se_ac: 'push_package', se_la: 'npm', se_va: '4' })
})
