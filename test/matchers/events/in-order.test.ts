import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

const track = (...names: string[]) => {
  for (const name of names) trackInternalEvent(name, { user: { id: 1 } })
}
const both = (block: () => unknown) =>
  expect(block).toTriggerInternalEvents('pull_package', 'delete_package')

test('each comes after the one before it, whatever comes in between', async () => {
  await both(() => track('pull_package', 'delete_package')).inOrder()
  await both(() => track('pull_package', 'push_package', 'delete_package'))
    .inOrder()
    .and.not.toTriggerInternalEvents('click_copy_install_command')
  await both(() => track('pull_package', 'pull_package', 'delete_package', 'delete_package'))
    .twice()
    .inOrder()
  await both(() => track('pull_package', 'delete_package', 'delete_package'))
    .atLeast(1)
    .inOrder()
  await both(() => track('pull_package', 'delete_package'))
    .inOrder()
    .atLeast(1)
    .atMost(2)
  await both(() => {
    trackInternalEvent('delete_package')
    track('pull_package', 'delete_package')
  })
    .with({ user: { id: 1 } })
    .inOrder()
  await both(async () => {
    await Promise.resolve()
    track('pull_package', 'delete_package')
  })
    .inOrder()
    .within(50)
})

test('it fails for another order, and shows the one that was', async () => {
  expect(
    await messageOf(() =>
      both(() => track('delete_package', 'push_package', 'pull_package')).inOrder(),
    ),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package", "delete_package").inOrder()

Expected "delete_package" to be triggered after "pull_package", but it was triggered before it.

Expected: "pull_package", then "delete_package"
Recorded, in this order:
  "delete_package" user 1
  "pull_package" user 1

Correct the order in which the block tracks them, or that of the names.`)
})

test('it fails when they alternate, and when the count is wrong', async () => {
  const alternating = () =>
    track('pull_package', 'delete_package', 'pull_package', 'delete_package')
  expect(await messageOf(() => both(alternating).twice().inOrder())).toContain(
    'Expected "delete_package" to be triggered after "pull_package", but',
  )
  expect(await messageOf(() => both(() => track('pull_package')).inOrder())).toContain(
    'Expected "delete_package" to be triggered once, but the block triggered only other events.',
  )
  await both(alternating).twice()
})

test('with .atLeast(n), all of one come before the first of the next, and each comes', async () => {
  const words = (block: () => unknown) => both(block).atLeast(1).inOrder()
  expect(
    await messageOf(() => words(() => track('pull_package', 'delete_package', 'pull_package'))),
  ).toContain('Expected "delete_package" to be triggered after "pull_package", but')
  expect(await messageOf(() => words(() => track('delete_package')))).toContain(
    'Expected "pull_package" to be triggered at least once, but the block triggered only other events.',
  )
})

test('refuses an order of events that may be missing', async () => {
  const refusal = (chain: string) =>
    `Failed to check expect(block).toTriggerInternalEvents("pull_package", "delete_package")${chain}: events that may be missing have no order. Add .atLeast(1).`
  for (const block of [
    () => track('delete_package'),
    () => track('pull_package', 'delete_package'),
  ]) {
    expect(await messageOf(() => both(block).atMost(1).inOrder())).toBe(
      refusal('.atMost(1).inOrder()'),
    )
    expect(await messageOf(() => both(block).inOrder().atMost(2))).toBe(
      refusal('.inOrder().atMost(2)'),
    )
  }
})

test('refuses an order of one event, of a name twice, said twice, and of events that never happen', async () => {
  const block = () => {}
  expect(misuseOf(() => expect(block).toTriggerInternalEvents('pull_package').inOrder())).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): one event has no order. Name the events in their order.',
  )
  expect(
    misuseOf(
      () =>
        expect(block)
          .toTriggerInternalEvents('pull_package', 'delete_package', 'pull_package')
          .inOrder(),
      'INVALID_NAMES',
    ),
  ).toContain('"pull_package" is named twice.')
  expect(misuseOf(() => (both(block).inOrder() as ReturnType<typeof both>).inOrder())).toContain(
    '.inOrder() was given twice. Say it once.',
  )
  for (const never of [
    () => both(block).never().inOrder(),
    () => both(block).inOrder().times(0),
    () => both(block).atMost(0).inOrder(),
  ]) {
    expect(await messageOf(never)).toContain(
      'events that never happen have no order. Leave out .inOrder().',
    )
  }
  expect(
    misuseOf(() =>
      (
        expect(block).toRecordAiUsageEvents('troubleshoot_job') as unknown as ReturnType<
          typeof both
        >
      ).inOrder(),
    ),
  ).toContain('toRecordAiUsageEvents does not take .inOrder().')
})
