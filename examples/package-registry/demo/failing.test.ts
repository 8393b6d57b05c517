import { trackInternalEvent, withBatchedRedisWrites } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { PackageRegistry } from '../src/registry'

const user = { id: 1, name: 'Ada' }
const project = { id: 7, namespace: { id: 3 } }

test('pushing a package (this test fails on purpose)', async () => {
  const registry = new PackageRegistry({ trackInternalEvent, withBatchedRedisWrites })
  await expect(() =>
    registry.push(user, project, { type: 'maven', name: 'guava', kilobytes: 2700 }),
  )
    .toTriggerInternalEvents('push_package')
    .with({
      user,
      project,
      additionalProperties: { label: 'npm', property: 'user', value: 2700 },
    })
    .and.toIncrementUsageMetrics('counts.npm_package_pushes')
})
