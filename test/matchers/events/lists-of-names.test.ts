import { expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { pull } from './pull-package.ts'

const pulled: string[] = ['pull_package']
const others: string[] = ['push_package', 'delete_package']
const metrics: string[] = ['counts.package_pulls']

test('lists are flattened and spread, behind .and too', async () => {
  await expect(() => pull())
    .toTriggerInternalEvents(pulled)
    .and.toIncrementUsageMetrics(...metrics)
    .and.toIncrementUsageMetrics(metrics)
    .and.not.toTriggerInternalEvents(...others)
    .and.toNotTriggerInternalEvents(others)
  await expect(() => pull()).toIncrementUsageMetrics(...metrics)
  await expect(() => pull()).toTriggerInternalEvents(...pulled)
  await expect(() => pull()).not.toTriggerInternalEvents('click_copy_install_command', others)
  await expect(() => {}).toNotRecordAiUsageEvents(['troubleshoot_job'])
  await expect('<a data-event-tracking="pull_package"></a>').toTriggerInternalEvents(pulled)
})

test('each name of a list is judged', async () => {
  expect(
    await messageOf(() => expect(() => pull()).toTriggerInternalEvents([...pulled, ...others])),
  ).toBe(`expect(block).toTriggerInternalEvents(["pull_package","push_package","delete_package"])

Expected "push_package" to be triggered once, but the block triggered only other events.

Not as expected either: "delete_package".

Expected: "push_package" once
Recorded:
  "pull_package" user 1, project 2, namespace 3

Track "push_package" in the block, or expect the event that it tracks now.`)
  expect(
    await messageOf(() => expect(() => pull()).not.toTriggerInternalEvents(others, pulled)),
  ).toContain('but it triggered "pull_package" once.')
})

test('refuses empty lists, and what is no name in a list', () => {
  const block = () => {}
  expect(misuseOf(() => expect(block).toTriggerInternalEvents([]), 'INVALID_NAMES')).toBe(
    'Failed to check expect(block).toTriggerInternalEvents([]): no event is named. Name the events that you expect. Only the negated form may have no names.',
  )
  expect(
    misuseOf(() => expect(block).not.toTriggerInternalEvents('pull_package', []), 'INVALID_NAMES'),
  ).toContain('the list of names is empty.')
  expect(misuseOf(() => expect(block).not.toTriggerInternalEvents([]), 'INVALID_NAMES')).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents([]): the list of names is empty. Leave it out if you mean all of them, or name some.',
  )
  expect(
    misuseOf(() => expect(block).toIncrementUsageMetrics(metrics, [5 as never]), 'INVALID_NAMES'),
  ).toBe(
    'Failed to check expect(block).toIncrementUsageMetrics(["counts.package_pulls"], [5]): the name of a metric should be a string, but is of type number. Pass names as strings, one by one or in a list.',
  )
  expect(
    misuseOf(() => expect(block).toIncrementUsageMetrics(metrics, ...metrics), 'INVALID_NAMES'),
  ).toContain('"counts.package_pulls" is named twice.')
})
