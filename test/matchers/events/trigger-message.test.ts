import { buildStructEvent } from '@snowplow/node-tracker'
import { expect, onTestFinished, test } from 'vitest'
import { fakes, loadCatalog, trackInternalEvent } from '../../../src/entries/index.ts'
import { setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { messageOf } from '../message-of.ts'
import { project, pull, pullTwice, user } from './pull-package.ts'

const CHECK =
  'Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.'

/** Makes the test use the definitions of these files alone. */
function useProject(files: Readonly<Record<string, string>>): void {
  const { root, remove } = temporaryProject(files)
  onTestFinished(() => {
    setCatalog(undefined)
    remove()
  })
  setCatalog(loadCatalog({ root }))
}

test('fails when nothing was recorded', async () => {
  expect(
    await messageOf(() =>
      expect(() => {})
        .toTriggerInternalEvents('pull_package')
        .with({ user, project })
        .times(2),
    ),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…).times(2)

Expected "pull_package" to be triggered twice, but the block triggered no internal events.

Expected: "pull_package" twice
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
Recorded: nothing

${CHECK}`)
})

test('fails when only other events were recorded, which are listed and capped', async () => {
  const block = () => {
    for (let id = 0; id < 14; id++) trackInternalEvent('delete_package', { user: { id } })
    trackInternalEvent('delete_package', { user: { id: 0 } })
  }
  expect(
    await messageOf(() => expect(block).toTriggerInternalEvents('pull_package')),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package")

Expected "pull_package" to be triggered once, but the block triggered only other events.

Expected: "pull_package" once
Recorded:
  "delete_package" user 0 (2 times)
  "delete_package" user 1
  "delete_package" user 2
  "delete_package" user 3
  "delete_package" user 4
  "delete_package" user 5
  "delete_package" user 6
  "delete_package" user 7
  "delete_package" user 8
  "delete_package" user 9
  … and 4 more

Track "pull_package" in the block, or expect the event that it tracks now.`)
})

test('fails when the event has other properties, the nearest first', async () => {
  const block = () => {
    pull({ user: { id: 7 }, additionalProperties: { label: 'maven' } })
    pull({ user, project, additionalProperties: { label: 'npm', client: 'web' } })
    trackInternalEvent('delete_package')
  }
  expect(
    await messageOf(() =>
      expect(block)
        .toTriggerInternalEvents('pull_package')
        .with({ user, project, additionalProperties: { label: 'npm', client: 'cli' } }),
    ),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…)

Expected "pull_package" to be triggered once with these properties, but it was triggered twice, never with them.

Expected: "pull_package" once
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
  additionalProperties {"client": "cli", "label": "npm"}
Recorded, the nearest first:
  "pull_package" user 1, project 2, namespace 3, {"client": "web", "label": "npm"}
    differs at additionalProperties.client
      expected: "cli"
      recorded: "web"
  "pull_package" user 7, {"label": "maven"}
  "delete_package"

Correct additionalProperties.client where the event is tracked, or in .with().`)
})

test('fails when some of the events have other properties, and shows none of another name as near', async () => {
  const block = () => {
    trackInternalEvent('delete_package', { user: { id: 7 }, project })
    pull({ user: { id: 7 }, project: { id: 9 } })
    pull()
  }
  expect(
    await messageOf(() =>
      expect(block).toTriggerInternalEvents('pull_package').with({ user, project }).times(2),
    ),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…).times(2)

Expected "pull_package" to be triggered twice with these properties, but it was triggered twice, only once with them.

Expected: "pull_package" twice
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
Recorded, the nearest first:
  "pull_package" user 7, project 9
    differs at user
      expected: {"id": 1}
      recorded: {"id": 7}
    and at project, namespace
  "delete_package" user 7, project 2, namespace 3
  "pull_package" user 1, project 2, namespace 3

Correct user where the event is tracked, or in .with().`)
})

test('shows the namespace that is expected: of the project, or another, or none', async () => {
  const sectionOf = async (expected: object) => {
    const message = await messageOf(() =>
      expect(() => {})
        .toTriggerInternalEvents('pull_package')
        .with(expected),
    )
    return message.split('\n\n')[2]
  }
  const section = `Expected: "pull_package" once
  project {"id": 2}
  namespace {"id": 9}
Recorded: nothing`
  expect(await sectionOf({ project: { id: 2, namespace: { id: 9 } } })).toBe(section)
  expect(await sectionOf({ project, namespace: { id: 9 } })).toBe(section)
  expect(
    await messageOf(() =>
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .with({ project })
        .never(),
    ),
  ).toContain('\nExpected: "pull_package" never\n  project {"id": 2}\nRecorded: once\n')
})

test('a property that is called as a context is none', async () => {
  useProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nadditional_properties:\n  contexts:\n    description: d\n',
  })
  const message = await messageOf(() =>
    expect(() => trackInternalEvent('a', { additionalProperties: { contexts: 'none' } }))
      .toTriggerInternalEvents('a')
      .with({ additionalProperties: { contexts: 'two' } }),
  )
  expect(message.split('\n\n').at(-1)).toBe(
    'Correct additionalProperties.contexts where the event is tracked, or in .with().',
  )
})

test('an event whose definition is broken is not called undefined', async () => {
  useProject({
    'config/events/pull.yml': 'internal_events: true\naction: pull_package\n',
    'config/events/pul.yml':
      'internal_events: true\naction: pul_package\nadditional_properties: [\n',
  })
  const track = () => {
    fakes.tracker.track(buildStructEvent({ category: 'CLI', action: 'pul_package' }))
  }
  const message = await messageOf(() => expect(track).toTriggerInternalEvents('pull_package'))
  expect(message.split('\n\n').at(-1)).toBe(
    'Track "pull_package" in the block, or expect the event that it tracks now.',
  )
})

test('fails when the right event came the wrong number of times', async () => {
  expect(
    await messageOf(() => expect(pullTwice).toTriggerInternalEvents('pull_package')),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package")

Expected "pull_package" to be triggered once, but it was triggered twice.

Expected: "pull_package" once
Recorded: twice
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find the code that tracks it more than once, or expect .times(2).`)
  expect(
    await messageOf(() =>
      expect(pullTwice)
        .toTriggerInternalEvents('pull_package')
        .with({ user, project })
        .atLeast(3)
        .atMost(5),
    ),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…).atLeast(3).atMost(5)

Expected "pull_package" to be triggered 3 to 5 times with these properties, but it was triggered twice.

Expected: "pull_package" 3 to 5 times
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
Recorded: twice
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find out why it is not tracked 3 to 5 times, or expect .times(2).`)
})

test('fails when one of several names was not triggered', async () => {
  const message = await messageOf(() =>
    expect(() => pull()).toTriggerInternalEvents('pull_package', 'delete_package', 'push_package'),
  )
  expect(
    message,
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package", "delete_package", "push_package")

Expected "delete_package" to be triggered once, but the block triggered only other events.

Not as expected either: "push_package".

Expected: "delete_package" once
Recorded:
  "pull_package" user 1, project 2, namespace 3

Track "delete_package" in the block, or expect the event that it tracks now.`)
})
