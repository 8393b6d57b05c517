import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { failure, withContracts } from './with-contracts.ts'

const user = { id: 1 }
const track = (name: string, label?: string, property?: string) =>
  trackInternalEvent(name, {
    user,
    category: 'Packages',
    additionalProperties: { ...(label && { label }), ...(property && { property }) },
  })
const install = () => {
  track('click_copy_install_command', 'npm')
  track('pull_package', 'npm')
}

test('a journey holds where each event of its contract happened, whatever else did', async () => {
  withContracts({
    install: `---
description: |
  A package is installed.
events:
  - category: Packages
    action: pull_package
    label: npm
`,
  })
  expect(install).toMatchTrackingJourney('install')
  await expect(async () => install()).toMatchTrackingJourney('install')
})

test('an event that is missing is told with its line, and with what was recorded', async () => {
  const folder = withContracts({
    install: 'events:\n- action: push_package\n- action: pull_package\n',
  })
  expect(await failure(folder, () => expect(install).toMatchTrackingJourney('install'))).toBe(
    `expect(block).toMatchTrackingJourney("install")

Expected the block to follow the journey "install", but 1 event is missing.

Missing: "push_package" (<contracts>/install.yml:2)

Recorded, in this order:
  "click_copy_install_command" user 1, {"label": "npm"}
  "pull_package" user 1, {"label": "npm"}

Track the event as the contract says. Or record the contract anew: run the test with --update.`,
  )
})
