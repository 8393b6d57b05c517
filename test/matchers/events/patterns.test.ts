import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { pull, pullTwice } from './pull-package.ts'

test('a negation takes patterns, beside names and in lists', async () => {
  await expect(() => pull()).not.toTriggerInternalEvents(/^push_.*/)
  await expect(() => pull()).toNotTriggerInternalEvents(
    [/^push_/g, /^delete_/y],
    'click_copy_install_command',
  )
  await expect(() => pull())
    .toTriggerInternalEvents('pull_package')
    .and.not.toTriggerInternalEvents(/^push_/)
    .and.toNotTriggerInternalEvents(/^delete_/)
})

test('it fails for an event that a pattern matches', async () => {
  expect(
    await messageOf(() =>
      expect(pullTwice).not.toTriggerInternalEvents('push_package', /^PULL_/gi, /^delete_/),
    ),
  ).toBe(`expect(block).not.toTriggerInternalEvents("push_package", /^PULL_/gi, /^delete_/)

Expected the block not to trigger any of "push_package", /^PULL_/gi, /^delete_/, but it triggered "pull_package" twice.

Expected: no "push_package", /^PULL_/gi, /^delete_/
Recorded:
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find the code in the block that tracks it, or expect it with toTriggerInternalEvents.`)
})

test('a refused call that it matches matters to it', async () => {
  const misspelt = () => {
    try {
      trackInternalEvent('pull_packag')
    } catch {}
  }
  expect(
    await messageOf(() => expect(misspelt).not.toTriggerInternalEvents(/_package$/)),
  ).toContain('tracking refused a call')
  await expect(misspelt).not.toTriggerInternalEvents(/^push_/)
})

test.each([/^use_.*_keyword$/, /^import_package_from_ftp$/, /^visit_package_list$/])(
  'refuses %s, which matches no event that can be tracked',
  (pattern) => {
    expect(
      misuseOf(() => expect(() => {}).not.toTriggerInternalEvents(pattern), 'INVALID_NAMES'),
    ).toBe(
      `Failed to check expect(block).not.toTriggerInternalEvents(${pattern}): the pattern ${pattern} matches no defined event. Correct it, so that it can find something.`,
    )
  },
)

test('refuses a pattern that says what is expected', () => {
  expect(
    misuseOf(() => expect(() => {}).toTriggerInternalEvents(/^pull_/ as never), 'INVALID_NAMES'),
  ).toBe(
    'Failed to check expect(block).toTriggerInternalEvents(/^pull_/): a pattern does not say what is expected. Write out the names. Patterns are for negations of events: .not.toTriggerInternalEvents(/^use_/).',
  )
  expect(
    misuseOf(
      () => expect(() => {}).not.toIncrementUsageMetrics(/^counts/ as never),
      'INVALID_NAMES',
    ),
  ).toContain('a pattern does not say what is expected.')
})
