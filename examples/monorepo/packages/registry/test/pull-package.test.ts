import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { pullPackage } from '../src/pull-package'

const project = { id: 7, namespace: { id: 3 } }

test('a pull is tracked with the type of the package', async () => {
  await expect(() => pullPackage({ trackInternalEvent }, project, 'npm'))
    .toTriggerInternalEvents('pull_package')
    .with({ project, additionalProperties: { label: 'npm' } })
    .and.toIncrementUsageMetrics('counts.package_pulls')
})
