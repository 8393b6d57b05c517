import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { pull, pullTwice } from './pull-package.ts'

test('negated, it passes when none of the names was triggered, and without names when nothing was', async () => {
  await expect(() => pull()).not.toTriggerInternalEvents('delete_package', 'push_package')
  await expect(() => {}).not.toTriggerInternalEvents()
  await expect(() => pull()).toNotTriggerInternalEvents('delete_package')
  await expect(() => {}).toNotTriggerInternalEvents()
})

test('negated, it fails when one of them was, also more than once', async () => {
  const block = () => {
    pullTwice()
    trackInternalEvent('delete_package')
  }
  expect(
    await messageOf(() =>
      expect(block).not.toTriggerInternalEvents('push_package', 'pull_package'),
    ),
  ).toBe(`expect(block).not.toTriggerInternalEvents("push_package", "pull_package")

Expected the block not to trigger any of "push_package", "pull_package", but it triggered "pull_package" twice.

Expected: no "push_package", "pull_package"
Recorded:
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find the code in the block that tracks it, or expect it with toTriggerInternalEvents.`)
  expect(
    await messageOf(() => expect(block).not.toTriggerInternalEvents()),
  ).toBe(`expect(block).not.toTriggerInternalEvents()

Expected the block not to trigger any internal event, but it triggered "pull_package" twice, "delete_package" once.

Expected: no internal events
Recorded:
  "pull_package" user 1, project 2, namespace 3 (2 times)
  "delete_package"

Find the code in the block that tracks it, or expect it with toTriggerInternalEvents.`)
  expect(
    await messageOf(() => expect(block).toNotTriggerInternalEvents('delete_package')),
  ).toBe(`expect(block).toNotTriggerInternalEvents("delete_package")

Expected the block not to trigger "delete_package", but it triggered "delete_package" once.

Expected: no "delete_package"
Recorded:
  "delete_package"

Find the code in the block that tracks it, or expect it with toTriggerInternalEvents.`)
})
