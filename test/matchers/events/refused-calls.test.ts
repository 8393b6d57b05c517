import { expect, test } from 'vitest'
import {
  fakes,
  InternalEvents,
  resetFakes,
  setPageContext,
  type TrackingError,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'

type Options = Parameters<typeof trackInternalEvent>[1]

/** Production code that never breaks for tracking. */
function guarded(name: string, options?: Options): void {
  try {
    trackInternalEvent(name, options)
  } catch {}
}

const wrongType = () => guarded('pull_package', { additionalProperties: { label: 5 as never } })
const misspelt = () => guarded('pull_packag')

test('a positive claim on the event says why its call was refused', async () => {
  expect(
    await messageOf(() => expect(wrongType).toTriggerInternalEvents('pull_package')),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package")

Expected "pull_package" to be triggered once, but the block triggered no internal events.

Tracking refused a call, and the code caught the error.
Refused:
  "pull_package": label should be a string, but is 5. Pass a string, or leave label out.

Expected: "pull_package" once
Recorded: nothing

Correct the call.`)
  expect(await messageOf(() => expect(misspelt).toTriggerInternalEvents('pull_package'))).toContain(
    'Refused:\n  "pull_packag": Unknown event: pull_packag. Did you mean "pull_package"?',
  )
})

test('a positive claim holds beside a refused call, and one on another event does not tell of it', async () => {
  await expect(() => {
    wrongType()
    trackInternalEvent('pull_package', { user: null })
  }).toTriggerInternalEvents('pull_package')
  expect(
    await messageOf(() => expect(wrongType).toTriggerInternalEvents('push_package')),
  ).not.toContain('efused')
})

test('a positive claim that found no event at all tells of a name that is like no other', async () => {
  const show = () => guarded('show_versions')
  expect(await messageOf(() => expect(show).toTriggerInternalEvents('pull_package'))).toContain(
    'Refused:\n  "show_versions": Unknown event: show_versions.',
  )
  await expect(show).toTriggerInternalEvents('pull_package').never()
  const both = () => {
    show()
    trackInternalEvent('push_package', { user: null })
  }
  expect(await messageOf(() => expect(both).toTriggerInternalEvents('pull_package'))).not.toContain(
    'efused',
  )
})

test('what has other causes does not tell of a refused call', async () => {
  const twice = () => {
    wrongType()
    trackInternalEvent('pull_package', { user: { id: 1 } })
    trackInternalEvent('pull_package', { user: { id: 2 } })
  }
  for (const assert of [
    () => expect(twice).toTriggerInternalEvents('pull_package'),
    () => expect(twice).toTriggerInternalEvents('pull_package').never(),
    () => expect(twice).not.toTriggerInternalEvents('pull_package'),
    () => expect(twice).toIncrementUsageMetrics('counts.package_pulls'),
    () => expect(twice).toIncrementUsageMetrics('counts.package_pulls').to(1),
    () => expect(twice).not.toIncrementUsageMetrics('counts.package_pulls'),
  ]) {
    resetFakes()
    expect(await messageOf(assert)).not.toMatch(/refused|Refused|Correct the call/)
  }
  for (const assert of [
    () => expect(twice).toTriggerInternalEvents('pull_package').thrice(),
    () => expect(twice).toIncrementUsageMetrics('counts.package_pulls').by(3),
    () => expect(twice).toIncrementUsageMetrics('counts.package_pulls').byAtLeast(3),
    () => expect(twice).toIncrementUsageMetrics('counts.package_pulls').to(3),
  ]) {
    resetFakes()
    expect(await messageOf(assert)).toMatch(/Tracking refused a call.+\n\nCorrect the call\.$/s)
  }
})

test('a negative claim fails for a call of its name, and for any without names', async () => {
  expect(
    await messageOf(() => expect(wrongType).not.toTriggerInternalEvents('pull_package')),
  ).toBe(`expect(block).not.toTriggerInternalEvents("pull_package")

Expected the block not to track this, but it tried to: tracking refused a call, and the code caught the error.

Refused:
  "pull_package": label should be a string, but is 5. Pass a string, or leave label out.

Correct the call, or remove it from the block.`)
  expect(
    await messageOf(() =>
      expect(() => {
        misspelt()
        guarded('import_package_from_ftp')
        guarded('a_name_that_is_like_no_other')
      }).toNotTriggerInternalEvents(),
    ),
  ).toMatch(
    /tracking refused 3 calls, and the code caught the errors.+pull_packag.+its definition [^ ]+ has status: removed.+a_name_that/s,
  )
  await expect(wrongType).not.toTriggerInternalEvents('push_package')
})

test.each([
  [
    'toTriggerInternalEvents(…).never()',
    () => expect(misspelt).toTriggerInternalEvents('pull_package').never(),
  ],
  ['.times(0)', () => expect(misspelt).toTriggerInternalEvents('pull_package').times(0)],
  [
    '.with(…).never()',
    () => expect(wrongType).toTriggerInternalEvents('pull_package').with({}).never(),
  ],
  [
    'behind .and',
    () =>
      expect(misspelt)
        .toTriggerInternalEvents('push_package')
        .never()
        .and.not.toTriggerInternalEvents('pull_package'),
  ],
  [
    'options that are null',
    () =>
      expect(() => guarded('pull_package', null as never)).not.toTriggerInternalEvents(
        'pull_package',
      ),
  ],
  [
    'a metric that counts it',
    () => expect(misspelt).not.toIncrementUsageMetrics('counts.package_pulls'),
  ],
])('%s fails for it', async (_name, assert) => {
  expect(await messageOf(assert)).toContain(
    'tracking refused a call, and the code caught the error.',
  )
})

test('a metric that did not move says why', async () => {
  expect(
    await messageOf(() => expect(wrongType).toIncrementUsageMetrics('counts.package_pulls')),
  ).toContain('Tracking refused a call, and the code caught the error.')
})

test('a call that was refused while it counted has moved totals, and metrics tell of it', async () => {
  const bare = () => guarded('pull_package')
  await expect(bare).toIncrementUsageMetrics('counts.package_pulls')
  expect(
    await messageOf(() => expect(bare).not.toIncrementUsageMetrics('counts.package_pulls')),
  ).toBe(`expect(block).not.toIncrementUsageMetrics("counts.package_pulls")

Expected "counts.package_pulls" not to move, but it increased by 1, from 1 to 2.

Expected: stay at 1
Recorded: increased by 1, from 1 to 2
It counts:
  pull_package
    once counted by a call that was refused after that

Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.`)
  const unique = 'redis_hll_counters.packages.active_users_weekly'
  expect(await messageOf(() => expect(bare).toIncrementUsageMetrics(unique))).toContain(
    '\n  pull_package, each user once\n    once refused while it was counted\n',
  )
  expect(
    await messageOf(() => expect(bare).toTriggerInternalEvents('pull_package').never()),
  ).toContain('tracking refused a call, and the code caught the error.')
})

test('an event that the page has posted before it was refused has counted, and metrics tell of it', async () => {
  const click = () => {
    try {
      InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' })
    } catch {}
  }
  const metric = 'counts.install_command_copies'
  setPageContext({ user: { id: 1 }, category: null })
  expect(
    await messageOf(() => expect(click).not.toIncrementUsageMetrics(metric)),
  ).toContain(`It counts:
  click_copy_install_command
    once counted by a call that was refused after that
`)
  setPageContext({ category: null })
  expect(await messageOf(() => expect(click).toIncrementUsageMetrics(metric))).toContain(`It counts:
  click_copy_install_command
    not triggered by the block
`)
})

test('calls of the front end, and late ones, are heard of', async () => {
  setPageContext({ user: { id: 1 } })
  const click = () => {
    try {
      InternalEvents.trackEvent('click_copy_install_command', { label: 5 as never })
    } catch {}
  }
  expect(await messageOf(() => expect(click).not.toTriggerInternalEvents())).toContain(
    '"click_copy_install_command": label should be of type: string. Provided type is: number.',
  )
})

test('an error that the block lets through is thrown as it is', async () => {
  const unknown = async () => trackInternalEvent('pull_packag')
  const error = await expect(unknown)
    .not.toTriggerInternalEvents()
    .then(undefined, (reason: TrackingError) => reason)
  expect(error).toMatchObject({ name: 'TrackingError', code: 'UNKNOWN_EVENT' })
})

test('a call that was refused before the block failed for something else is told', async () => {
  const block = () => {
    wrongType()
    throw new TypeError('of the block')
  }
  const assert = () => expect(block).toTriggerInternalEvents('pull_package').and.toThrow('block')
  expect(await messageOf(assert)).toContain(
    'Tracking refused a call, and the code caught the error.',
  )
})

test('of calls that failed in several ways, those like the first are told, with their remedy', async () => {
  const block = () => {
    wrongType()
    fakes.failTracking('pull_package')
    guarded('pull_package')
  }
  expect(
    await messageOf(() => expect(block).toTriggerInternalEvents('pull_package')),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package")

Expected "pull_package" to be triggered once, but the block triggered no internal events.

Tracking refused a call, and the code caught the error.
Refused:
  "pull_package": label should be a string, but is 5. Pass a string, or leave label out.

Expected: "pull_package" once
Recorded: nothing

Correct the call.`)
})
