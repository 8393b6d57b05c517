import { expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { project, pull, user } from './pull-package.ts'

/** `.never()` means "nothing like this": what `.with()` leaves out is not compared. */
const track = () => pull({ user, project, additionalProperties: { label: 'npm', client: 'cli' } })
const never = (expected: object, block = track) =>
  expect(() => block())
    .toTriggerInternalEvents('pull_package')
    .with(expected)
    .never()

test('fails for an event that has what is named, whatever else it has', async () => {
  expect(await messageOf(() => never({ additionalProperties: { label: 'npm' } }))).toBe(`\
expect(block).toTriggerInternalEvents("pull_package").with(…).never()

Expected "pull_package" never to be triggered with these properties, but it was triggered once.

Expected: "pull_package" never
  additionalProperties {"label": "npm"}
Recorded: once
  "pull_package" user 1, project 2, namespace 3, {"client": "cli", "label": "npm"}

Find the code that tracks it, or expect .times(1).`)
  for (const expected of [
    {},
    { user },
    { project },
    { namespace: { id: 3 } },
    { additionalProperties: {} },
    { user, additionalProperties: { client: 'cli' } },
    { additionalProperties: { property: null } },
    { additionalProperties: expect.objectContaining({ label: 'npm' }) },
    // A field that is undefined is left out, wherever it stands.
    { user: undefined, project: undefined, namespace: undefined },
    { additionalProperties: { label: undefined } },
    { additionalProperties: { label: undefined, client: 'cli' } },
    { standardContext: { plan: undefined } },
    {
      contexts: [{ schema: expect.stringContaining('gitlab_standard'), data: { plan: undefined } }],
    },
  ]) {
    expect(await messageOf(() => never(expected))).toContain('but it was triggered once.')
  }
})

test.each([
  { user: { id: 9 } },
  { project: null },
  { project: { id: 2 }, namespace: { id: 9 } },
  { additionalProperties: { label: 'gem' } },
  { additionalProperties: { label: 'npm', client: 'web' } },
  { additionalProperties: { label: null } },
  { additionalProperties: { label: undefined, client: 'web' } },
  { standardContext: { plan: null } },
  { user: { id: 9 }, additionalProperties: { label: 'npm' } },
])('passes where something that is named differs: %o', async (expected) => {
  await never(expected)
  for (const count of ['times', 'exactly', 'atMost'] as const) {
    await expect(track).toTriggerInternalEvents('pull_package').with(expected)[count](0)
  }
})

test('other counts of 0 mean the same', async () => {
  for (const count of ['times', 'exactly', 'atMost'] as const) {
    const assertion = () =>
      expect(track)
        .toTriggerInternalEvents('pull_package')
        .with({ additionalProperties: { label: 'npm' } })
        [count](0)
    expect(await messageOf(assertion)).toContain('but it was triggered once.')
  }
})
