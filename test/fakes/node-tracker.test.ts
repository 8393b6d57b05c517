import * as real from '@snowplow/node-tracker'
import { describe, expect, test } from 'vitest'
import { fakes } from '../../src/entries/index.ts'
import * as fake from '../../src/entries/node-tracker.ts'

describe('the module fake of @snowplow/node-tracker', () => {
  test('has all exports of the real one', () => {
    expect(Object.keys(fake).sort()).toEqual(Object.keys(real).sort())
  })

  test('its trackers send nothing but record what they would send', async () => {
    const config = { namespace: 'own', appId: 'mine', encodeBase64: false }
    const tracker = fake.newTracker(config, { endpoint: 'collector.example.com' })
    tracker.setUserId('u-1')
    const payload = tracker.track(
      fake.buildStructEvent({ category: 'Registry', action: 'pull_package', value: 0 }),
    )
    expect(fakes.journal.events).toMatchObject([
      {
        name: 'pull_package',
        additionalProperties: { value: 0 },
        source: 'tracker',
        payload: { tna: 'own', aid: 'mine', uid: 'u-1' },
      },
    ])
    expect(fakes.journal.events[0]?.payload).toEqual(payload)
    await expect(tracker.flush()).resolves.toBeUndefined()
  })

  test('what is set on the tracker of a test does not leak into the next', () => {
    fakes.tracker.setAppId('leaked')
    const { tracker } = fakes
    fakes.journal.reset()
    expect(fakes.tracker).toBe(tracker)
  })

  test('the next test has a tracker of its own', () => {
    const payload = fakes.tracker.track(fake.buildStructEvent({ category: '', action: 'x' }))
    expect(payload).toMatchObject({ aid: 'gitlab_sm' })
  })
})
