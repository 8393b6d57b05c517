import { buildStructEvent } from '@snowplow/node-tracker'
import { describe, expect, test } from 'vitest'
import {
  fakes,
  setInstanceContext,
  setPageContext,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { hashedUserId } from '../../../src/snowplow/index.ts'
import { messageOf } from '../message-of.ts'
import { user } from './pull-package.ts'

/** The hash of user 1, salted with 'key'. */
const HASH = 'C7DDcrYaxGAA7bnqUPFQ+gweQuCooWUnqeDXVskL+j0='

/** Sends an event with these fields in its standard context. */
function send(fields: object): void {
  const standard = {
    schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
    data: { environment: 'production', ...fields },
  }
  fakes.tracker.track(buildStructEvent({ category: 'c', action: 'pull_package' }), [standard])
}

/** Claims that the event of a user came, where one comes with a hash alone. */
function hashedClaim(id: number | string | null) {
  return expect(() => send({ user_id: HASH }))
    .toTriggerInternalEvents('pull_package')
    .with({ user: id === null ? null : { id } })
}

test('events of trackers are found by their action, with the identifiers of their standard context', async () => {
  const { buildStructEvent } = await import('@snowplow/node-tracker')
  const { tracker } = fakes
  const standard = {
    schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
    data: { user_id: 1, project_id: '2', namespace_id: 3, extra: { client: 'cli' } },
  }
  await expect(() => {
    const event = buildStructEvent({
      category: 'Registry',
      action: 'pull_package',
      label: 'npm',
      value: 3,
    })
    tracker.track(event, [standard])
  })
    .toTriggerInternalEvents('pull_package')
    .with({
      user,
      project: { id: 2 },
      namespace: { id: '3' },
      category: 'Registry',
      additionalProperties: { label: 'npm', value: 3, client: 'cli' },
    })
})

test('a project of a tracker is compared by its id, its namespace by that of the event', async () => {
  await expect(() => send({ project_id: 2, namespace_id: 3 }))
    .toTriggerInternalEvents('pull_package')
    .with({ project: { id: 2, namespace: expect.anything() } })
})

test('events of trackers match users by the digest of their id', async () => {
  await expect(() => {
    trackInternalEvent('pull_package', { user })
  }).toTriggerInternalEvents('pull_package')
  const { buildStructEvent } = await import('@snowplow/node-tracker')
  const cx = fakes.journal.events[0]?.payload?.['cx'] as string
  const { data } = JSON.parse(Buffer.from(cx, 'base64url').toString())
  await expect(
    () =>
      void fakes.tracker.track(buildStructEvent({ category: '', action: 'pull_package' }), data),
  )
    .toTriggerInternalEvents('pull_package')
    .with({ user })
})

describe('events that carry the hash of a user alone, as GitLab sends it,', () => {
  test('match the user with the salt of the instance', async () => {
    setInstanceContext({ userIdSalt: 'key' })
    await hashedClaim(1)
    await hashedClaim('1')
    expect(await messageOf(() => hashedClaim(2))).toContain('differs at user')
  })

  test('match no project, and no hash is the id of a user elsewhere', async () => {
    setInstanceContext({ userIdSalt: 'key' })
    expect(
      await messageOf(() =>
        expect(() => send({ user_id: HASH, project_id: HASH }))
          .toTriggerInternalEvents('pull_package')
          .with({ user: { id: 1 }, project: { id: 1 } }),
      ),
    ).toContain('differs at project\n')
    expect(
      await messageOf(() =>
        expect(() => trackInternalEvent('pull_package', { user: { id: HASH } }))
          .toTriggerInternalEvents('pull_package')
          .with({ user: { id: 1 } }),
      ),
    ).toContain('differs at user\n')
  })

  test('match nobody with another salt or without one, and the message says so', async () => {
    setInstanceContext({ userIdSalt: 'another' })
    expect(await messageOf(() => hashedClaim(1))).toContain(
      '\n\nThe recorded id is a hash, and not that of this user under the key that setInstanceContext({ userIdSalt }) names. Correct the key, or the user.',
    )
    setInstanceContext({ userIdSalt: null })
    expect(
      await messageOf(() => hashedClaim(1)),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…)

Expected "pull_package" to be triggered once with these properties, but it was triggered once, never with them.

Expected: "pull_package" once
  user {"id": 1}
Recorded, the nearest first:
  "pull_package" user "${HASH}"
    differs at user
      expected: {"id": 1}
      recorded: {"id": "${HASH}"}

The recorded id is a hash, salted with the key of the instance that sent it. Name this key, setInstanceContext({ userIdSalt }), if it should be the hash of this user.`)
  })

  test('are not without a user', async () => {
    const message = await messageOf(() => hashedClaim(null))
    expect(message.split('\n\n').at(-1)).toBe(
      '.with() was given user: null, so the event must not have one. Leave user out where the event is tracked, or accept any with user: expect.anything().',
    )
  })
})

test('how often at most a user triggers an event cannot be told from a hash without its salt', async () => {
  const never = () => hashedClaim(1).never()
  expect(await messageOf(() => hashedClaim(1).atMost(2))).toContain('nobody can tell whose it is')
  expect(await messageOf(never)).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package").with(…).never(): an event carries a hash instead of the id of its user, and nobody can tell whose it is without the key that salts it. Name the key of the instance: setInstanceContext({ userIdSalt }).',
  )
  for (const userIdSalt of [null, '']) {
    setInstanceContext({ userIdSalt })
    expect(await messageOf(never)).toContain('nobody can tell whose it is')
  }
  const neverOf = (wanted: object | null, block: () => void) =>
    expect(block)
      .toTriggerInternalEvents('pull_package')
      .with({ user: wanted as { id: number } })
      .never()
  setInstanceContext({ userIdSalt: null })
  await neverOf(null, () => send({ user_id: HASH }))
  await neverOf(user, () => send({}))
  await neverOf(user, () => trackInternalEvent('pull_package', { user: { id: HASH } }))
  for (const [wanted, user_id] of [
    [expect.anything(), HASH],
    [user, hashedUserId(1)],
  ]) {
    const ofUser = () => neverOf(wanted, () => send({ user_id }))
    expect(await messageOf(ofUser)).toContain('it was triggered once')
  }
  setInstanceContext({ userIdSalt: 'key' })
  expect(await messageOf(never)).toContain('it was triggered once')
  await hashedClaim(2).never()
})

test('events of trackers that are not structured, or carry contexts that are not JSON, do no harm', async () => {
  const { buildPageView } = await import('@snowplow/node-tracker')
  fakes.tracker.track(buildPageView({ pageUrl: 'https://example.com' }))
  expect(fakes.journal.events).toEqual([])
  fakes.journal.recordPayload({ e: 'se', se_ac: 'pull_package', cx: '%%%' })
  fakes.journal.recordPayload({ e: 'se', se_ac: 'pull_package', co: '[1]' })
  fakes.journal.recordPayload({ e: 'se', se_ac: 'pull_package', co: '{"data":[null,3]}' })
  expect(fakes.journal.events.map((event) => event.user)).toEqual([undefined, undefined, undefined])
})

test('what the front end tracks is found with the identifiers of the page', async () => {
  setPageContext({ user })
  const { InternalEvents } = await import('../../../src/entries/index.ts')
  await expect(() => InternalEvents.trackEvent('click_copy_install_command', {}, 'packages:show'))
    .toTriggerInternalEvents('click_copy_install_command')
    .with({ user, category: 'packages:show', additionalProperties: {} })
})
