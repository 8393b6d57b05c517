import { expect, test } from 'vitest'
import { failure, withContracts } from './with-contracts.ts'

/** Sends an event with a tracker that knows no definitions. */
async function sendRaw(data: object, ...contexts: { schema: string; data: object }[]) {
  const { fakes } = await import('../../../src/entries/index.ts')
  const { buildStructEvent } = await import('@snowplow/node-tracker')
  fakes.tracker.track(buildStructEvent({ category: 'Packages', action: 'filter_package_list' }), [
    { schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-1', data },
    ...contexts,
  ] as never)
}

test('of two contexts of one name, any may be the one that is meant', async () => {
  const folder = withContracts({
    second: 'events:\n- contexts: { own: { a: 2 } }\n',
    third: 'events:\n- contexts: { own: { a: 3, b: 2 } }\n',
    none: 'events:\n- contexts: { own: }\n',
  })
  const schema = 'iglu:com.acme/own/jsonschema/1-0-0'
  const block = () =>
    sendRaw({}, { schema, data: { a: 1, b: 1 } }, { schema, data: { a: 2, b: 2 } })
  const claim = (name: string) => expect(block).toMatchTrackingJourney(name)
  await claim('second')
  expect(await failure(folder, () => claim('third'))).toContain(
    'differs at contexts.own.a\n      expected: 3\n      recorded: 2\n\n',
  )
  expect(await failure(folder, () => claim('none'))).toContain(
    'differs at contexts.own\n      expected: none\n      recorded: {"a": 1, "b": 1}',
  )
})
test('a name that an event has is not misspelt, whatever the definition declares', async () => {
  const block = () => sendRaw({ extra: { visibilty: 'public' } })
  const folder = withContracts({}, 'new')
  await expect(block).toMatchTrackingJourney('recorded')
  Object.assign(expect.getState().snapshotState, { _updateSnapshot: 'none' })
  await expect(block).toMatchTrackingJourney('recorded')
  const other = () => sendRaw({ extra: { visibilty: 'private' } })
  expect(await failure(folder, () => expect(other).toMatchTrackingJourney('recorded'))).toContain(
    'differs at properties.visibilty\n      expected: "public"\n      recorded: "private"',
  )
})
