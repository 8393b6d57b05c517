import { expect, test, vi } from 'vitest'
import { trackInternalEvent, fakes, usageMetrics } from '../../src/index.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

test('passes', async () => {
  await expect(() => trackInternalEvent('pull_package', { user, project }))
    .toTriggerInternalEvents('pull_package').with({ user, project })
    .and.toIncrementUsageMetrics('counts.package_pulls')
    .and.not.toTriggerInternalEvents('push_package')
  expect(usageMetrics.value('counts.package_pulls')).toBe(1)
})
test('nothing', async () => {
  await expect(() => {}).toTriggerInternalEvents('pull_package').with({ user, project }).twice()
})
test('others', async () => {
  await expect(() => { trackInternalEvent('push_package', { user, project }) }).toTriggerInternalEvents('pull_package').with({ user, project }).twice()
})
test('other props', async () => {
  await expect(() => { trackInternalEvent('pull_package', { user, project, additionalProperties: {label: 'npm'} }) }).toTriggerInternalEvents('pull_package').with({ user, project, additionalProperties: {label: 'maven'}})
})
test('count', async () => {
  await expect(() => { trackInternalEvent('pull_package', { user, project, additionalProperties: {label: 'npm'} }) }).toTriggerInternalEvents('pull_package').with({ user, project}).atLeast(3)
})
test('negated', async () => {
  await expect(() => { trackInternalEvent('pull_package', { user, project, additionalProperties: {label: 'npm'} }) }).not.toTriggerInternalEvents()
})
test('metric', async () => {
  await expect(() => { trackInternalEvent('pull_package', { project, additionalProperties: {property: 'user'} }) }).toIncrementUsageMetrics('counts.package_pulls_by_guests', 'redis_hll_counters.packages.active_users_weekly')
})
test('unawaited', () => {
  expect(() => {}).toTriggerInternalEvents('pull_package')
})
test('unawaited async', () => {
  expect(async () => {}).toTriggerInternalEvents('pull_package')
})
test('soft', async () => {
  expect.soft(() => {}).toTriggerInternalEvents('pull_package').twice()
  await expect.soft(() => {}).toTriggerInternalEvents('push_package')
})
test('misuse', async () => {
  await expect(() => {}).toTriggerInternalEvents('pull_packages')
})
