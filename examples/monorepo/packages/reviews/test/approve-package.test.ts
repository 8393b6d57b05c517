import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { approvePackage } from '../src/approve-package'

const project = { id: 7, namespace: { id: 3 } }

test('an approval is tracked with the number of reviewers', async () => {
  await expect(() => approvePackage({ trackInternalEvent }, project, ['Ada', 'Grace']))
    .toTriggerInternalEvents('approve_package')
    .with({ project, additionalProperties: { value: 2 } })
    .and.toIncrementUsageMetrics('counts.package_approvals')
})
