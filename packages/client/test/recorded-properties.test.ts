import { afterAll, describe, expect, test, vi } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import { fakes } from '../../../src/entries/index.ts'
import { newTracker } from '../../../src/entries/node-tracker.ts'
import {
  type ClientSettings,
  InternalEventAdditionalProperties,
  InternalEventsClient,
  type TrackEventOptions,
  withInternalEventContext,
} from '../src/entries/index.ts'

const collector = await startCollector()
afterAll(() => collector.close())

const logger = { debug: vi.fn(), warn: vi.fn() }
const clientOf = (settings: ClientSettings) =>
  new InternalEventsClient({ enabled: true, logger, ...settings })

const request = {
  merge_request_url: 'https://gitlab.com/a',
  extra: { distribution: 'glab', own: 0 },
}
const id = '5f3b9c1e-7f0a-4d0e-9f55-0a3d7f1f9c11'

describe.each([
  ['the tracker of a test', () => fakes.tracker],
  [
    'a tracker of the module fake',
    () => newTracker({ namespace: 'gl', appId: 'own' }, {} as never),
  ],
])('%s records', (_name, tracker) => {
  const track = (additionalProperties: TrackEventOptions['additionalProperties']) => () =>
    withInternalEventContext(request, () =>
      clientOf({ tracker: tracker() }).trackEvent('pull_package', { additionalProperties }),
    )

  test.each([
    [{}],
    [{ label: 'npm', property: 'full', value: 7 }],
    [{ value: id }],
    [{ value: '1234567' }],
    [{ label: '', property: `${'a'.repeat(2000)}🦊` }],
    [{ own: 1, yes: true, list: ['a', 1], object: { deep: { none: null } }, text: '1' }],
    [{ merge_request_url: 'mine', workflow_id: 7 }],
  ])('what was passed: %#', async (additionalProperties) => {
    await expect(track(additionalProperties))
      .toTriggerInternalEvents('pull_package')
      .with({ additionalProperties })
    await expect(track(new InternalEventAdditionalProperties(additionalProperties)))
      .toTriggerInternalEvents('pull_package')
      .with({ additionalProperties })
    expect(fakes.journal.events.map((event) => event.additionalProperties)).toEqual([
      additionalProperties,
      additionalProperties,
    ])
  })

  test('what was not passed as absent', async () => {
    await expect(track({ label: null, property: undefined, value: Number.NaN, own: null }))
      .toTriggerInternalEvents('pull_package')
      .with({ additionalProperties: {} })
  })

  test('what was passed, whatever becomes of it later', () => {
    const given = { own: { list: [1] } }
    track(given)()
    given.own.list.push(2)
    expect(fakes.journal.events[0]?.additionalProperties).toEqual({ own: { list: [1] } })
  })

  test('the contexts as they are sent', async () => {
    await expect(track({ own: 1, workflow_id: 'w', value: id }))
      .toTriggerInternalEvents('pull_package')
      .with({
        standardContext: {
          extra: {
            distribution: 'glab',
            own: 1,
            workflow_id: 'w',
            merge_request_url: 'https://gitlab.com/a',
          },
        },
        aiContext: { session_id: id, workflow_id: 'w' },
      })
  })
})

describe('a collector records', () => {
  const send = (additionalProperties: TrackEventOptions['additionalProperties']) => async () => {
    const client = clientOf({ endpoint: collector.url })
    withInternalEventContext(request, () =>
      client.trackEvent('pull_package', { additionalProperties }),
    )
    await client.shutdown()
  }

  test('what was sent: with the properties of the request, the property cut, numbers as numbers', async () => {
    await expect(send({ label: 'npm', property: 'a'.repeat(1001), value: '1234567', own: true }))
      .toTriggerInternalEvents('pull_package')
      .with({
        additionalProperties: {
          label: 'npm',
          property: `${'a'.repeat(997)}...`,
          value: 1234567,
          own: true,
          distribution: 'glab',
          merge_request_url: 'https://gitlab.com/a',
        },
      })
  })

  test('an id that is not a number as the session alone', async () => {
    await expect(send({ value: id }))
      .toTriggerInternalEvents('pull_package')
      .with({
        additionalProperties: {
          distribution: 'glab',
          own: 0,
          merge_request_url: 'https://gitlab.com/a',
        },
        aiContext: { session_id: id },
      })
  })
})
