import { buildStructEvent } from '@snowplow/node-tracker'
import { describe, expect, test, vi } from 'vitest'
import { createInternalEvents, fakes, trackInternalEvent } from '../../src/entries/index.ts'
import { messageOf } from '../matchers/message-of.ts'

const user = { id: 1 }
const standard = {
  schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8',
  data: { environment: 'test', user_id: 7 },
}

describe('a recorded event carries its contexts', () => {
  test('those that it was sent with', () => {
    trackInternalEvent('pull_package', { user })
    const [event] = fakes.journal.events
    expect(event?.contexts.map(({ schema }) => schema)).toEqual([
      'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
    ])
    expect(event?.contexts[1]?.data).toEqual({
      data_source: 'redis_hll',
      event_name: 'pull_package',
    })
  })

  test('those that a tracker was given', () => {
    fakes.tracker.track(buildStructEvent({ category: 'c', action: 'pull_package' }), [standard])
    expect(fakes.journal.events[0]?.contexts).toEqual([standard])
  })

  test('none where it was not sent', () => {
    trackInternalEvent('pull_package', { user, sendSnowplowEvent: false })
    expect(fakes.journal.events[0]?.contexts).toEqual([])
  })

  test('decoded once, when they are first read', () => {
    trackInternalEvent('pull_package', { user })
    const parse = vi.spyOn(JSON, 'parse')
    const [event] = fakes.journal.events
    expect(parse).not.toHaveBeenCalled()
    expect(event?.contexts).toBe(event?.contexts)
    expect(parse).toHaveBeenCalledTimes(1)
    parse.mockRestore()
  })

  test('once for all events of an assertion that fails on them', async () => {
    const parse = vi.spyOn(JSON, 'parse')
    const message = await messageOf(() =>
      expect(() => {
        for (let id = 0; id < 100; id++) trackInternalEvent('pull_package', { user: { id } })
      })
        .toTriggerInternalEvents('pull_package')
        .with({ user: expect.anything(), standardContext: { plan: 'gold' } }),
    )
    expect(message).toContain('differs at standardContext.plan')
    // The runner parses source maps, too.
    const contexts = parse.mock.calls.filter(([text]) => text.startsWith('{"schema"'))
    expect(contexts).toHaveLength(100)
    parse.mockRestore()
  })
})

test('a copy of an event has its contexts when it is recorded', () => {
  trackInternalEvent('pull_package', { user })
  const [event] = fakes.journal.events
  if (!event) throw new Error('nothing was recorded')
  fakes.journal.record({ ...event })
  expect(fakes.journal.events[1]?.contexts).toEqual(event.contexts)
})

test('an event that has its contexts is recorded as it is', () => {
  trackInternalEvent('pull_package', { user })
  const [event] = fakes.journal.events
  if (!event) throw new Error('nothing was recorded')
  fakes.journal.record(event)
  expect(fakes.journal.events[1]).toBe(event)
})

describe('the tracker of the test', () => {
  test('sends what is tracked, as spies see, and records it once', () => {
    const track = vi.spyOn(fakes.tracker, 'track')
    trackInternalEvent('pull_package', { user })
    expect(track).toHaveBeenCalledTimes(1)
    expect(fakes.journal.events.map(({ source }) => source)).toEqual(['backend'])
  })

  test('is set up for all that the test sends', () => {
    fakes.tracker.setAppId('own')
    trackInternalEvent('pull_package', { user })
    expect(fakes.journal.events[0]?.payload).toMatchObject({ aid: 'own' })
  })
})

test('an event that a set tracks over the tracker of the test is in both journals once', () => {
  const set = createInternalEvents({ tracker: fakes.tracker })
  set.trackInternalEvent('pull_package', { user })
  expect(set.journal.events.map(({ source }) => source)).toEqual(['backend'])
  expect(fakes.journal.events.map(({ source }) => source)).toEqual(['tracker'])
})
