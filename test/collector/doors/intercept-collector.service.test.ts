import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSelfDescribingEvent, buildStructEvent, newTracker } from '@snowplow/node-tracker'
import {
  gotEmitter,
  HttpMethod,
  HttpProtocol,
  tracker as trackerOf3,
} from 'snowplow-node-tracker-3'
import { afterAll, describe, expect, test } from 'vitest'
import { fakes, resetFakes } from '../../../src/entries/index.ts'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'
import { currentRun } from '../../../src/fakes/index.ts'

// Made before: it keeps the fetch that there is by now.
const earlier = newTracker(
  { namespace: 'gl', appId: 'cli' },
  { endpoint: 'https://collector.test', bufferSize: 1, connectionTimeout: 50 },
)
const earlierByGet = newTracker(
  { namespace: 'gl', appId: 'cli' },
  { endpoint: 'https://collector.test', bufferSize: 1, eventMethod: 'get' },
)
const realFetch = globalThis.fetch
const intercepted = interceptCollector()
afterAll(() => intercepted.close())

const ENDPOINT = 'https://collector.test'
const TP2 = `${ENDPOINT}/com.snowplowanalytics.snowplow/tp2`
// A builder gains what it is tracked with.
const pull = () => buildStructEvent({ category: 'CLI', action: 'pull_package', label: 'npm' })
const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'
const item = { e: 'se', p: 'srv', tv: 'x', se_ca: 'CLI', se_ac: 'pull_package' }

const tracker4 = (options = {}) =>
  newTracker({ namespace: 'gl', appId: 'cli' }, { endpoint: ENDPOINT, bufferSize: 1, ...options })
const post = (...data: unknown[]) =>
  fetch(TP2, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema: SCHEMA, data }),
  })

describe('a tracker of version 4', () => {
  test.each(['post', 'get'] as const)('by %s', async (eventMethod) => {
    const tracker = tracker4({ eventMethod })
    const standard = {
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      data: { environment: 'test', user_id: 1, project_id: 2, extra: { client: 'cli' } },
    }
    const ping = {
      schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
      data: { data_source: 'redis_hll', event_name: 'pull_package' },
    }
    const ai = { schema: 'iglu:com.gitlab/ai_context/jsonschema/1-0-2', data: { input_tokens: 3 } }
    await expect(() => {
      tracker.track(pull(), [standard, ping, ai])
    })
      .toTriggerInternalEvents('pull_package')
      .with({
        user: { id: 1 },
        project: { id: 2 },
        category: 'CLI',
        additionalProperties: { label: 'npm', client: 'cli' },
      })
      .within(1000)
    expect(collector.requests).toMatchObject([{ method: eventMethod.toUpperCase(), status: 200 }])
    expect(collector.events).toMatchObject([
      { standardContext: standard.data, servicePingContext: ping.data, aiContext: ai.data },
    ])
  })

  test('other kinds of event are collected, but are no internal events', async () => {
    const tracker = tracker4()
    const event = { schema: 'iglu:com.example/x/jsonschema/1-0-0', data: {} }
    await expect(async () => {
      tracker.track(buildSelfDescribingEvent({ event }))
      await collector.settled()
    }).not.toTriggerInternalEvents()
    expect(collector.events).toMatchObject([{ type: 'unstruct', selfDescribing: event }])
  })

  test('events survive a collector that fails', async () => {
    collector.respondWith(503, { times: 1 })
    collector.respondWith('network-error', { times: 1 })
    const tracker = tracker4()
    tracker.track(pull())
    await collector.settled()
    expect(collector.events).toEqual([])
    expect(fakes.journal.events).toEqual([])
    await tracker.flush()
    await collector.settled()
    await tracker.flush()
    await collector.settled()
    expect(collector.requests.map(({ status }) => status)).toEqual([503, undefined, 200])
    expect(collector.deliveries).toMatchObject([{ name: 'pull_package', attempts: 3, accepted: 1 }])
    expect(collector).toHaveDeliveredEachEventOnce()
    expect(collector.events).toHaveLength(1)
    expect(fakes.journal.events).toHaveLength(1)
  })

  test('a time-out is waited for', async () => {
    collector.respondWith('timeout', { times: 1 })
    const tracker = tracker4({ connectionTimeout: 50 })
    tracker.track(pull())
    await collector.settled()
    await tracker.flush()
    expect(collector.requests.map(({ status }) => status)).toEqual([undefined, 200])
  })
})

describe('a tracker that was made before', () => {
  test.each([
    ['post', earlier],
    ['get', earlierByGet],
  ])('by %s', async (_name, tracker) => {
    await expect(() => {
      tracker.track(pull())
    })
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'CLI', additionalProperties: { label: 'npm' } })
      .within(1000)
    expect(collector.requests).toMatchObject([{ status: 200 }])
  })

  test('meets a collector that fails, does not answer, or is out of reach', async () => {
    collector.respondWith(503, { times: 1 })
    collector.respondWith('timeout', { times: 1 })
    collector.respondWith('network-error', { times: 1 })
    earlier.track(pull())
    await collector.settled()
    for (let count = 0; count < 3; count++) {
      await earlier.flush()
      await collector.settled()
    }
    expect(collector.requests.map(({ status }) => status)).toEqual([503, undefined, undefined, 200])
    expect(collector.events).toHaveLength(1)
  })

  test('what it does not send to the collector goes its own way', async () => {
    const server = createServer((request, response) => response.end(request.url)).listen(0)
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const response = await realFetch(`http://127.0.0.1:${port}/users`)
    expect(await response.text()).toBe('/users')
    server.close()
  })
})

describe('a tracker of version 3', () => {
  test.each([
    ['POST', HttpMethod.POST],
    ['GET', HttpMethod.GET],
    ['GET on the path of POST', undefined],
  ])('by %s, whose flush tells nothing', async (_name, method) => {
    const emitter = gotEmitter('collector.test', HttpProtocol.HTTPS, undefined, method, 1)
    const tracker = trackerOf3(emitter, 'gl', 'cli', true)
    await expect(async () => {
      tracker.track(pull())
      emitter.flush()
      await collector.settled()
    })
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'CLI', additionalProperties: { label: 'npm' } })
  })
})

describe('answers', () => {
  test('as the real collector gives them', async () => {
    const posted = await fetch(TP2, {
      method: 'POST',
      headers: { origin: 'https://app.test', 'content-type': 'application/json' },
      body: JSON.stringify({ schema: SCHEMA, data: [item] }),
    })
    expect([posted.status, await posted.text()]).toEqual([200, 'ok'])
    expect(posted.headers.get('access-control-allow-origin')).toBe('https://app.test')
    expect(posted.headers.get('access-control-allow-credentials')).toBe('true')

    const pixel = await fetch(`${ENDPOINT}/i?${new URLSearchParams(item)}`)
    expect(pixel.headers.get('content-type')).toBe('image/gif')
    expect((await pixel.bytes()).slice(0, 3)).toEqual(new TextEncoder().encode('GIF'))

    const preflight = await fetch(TP2, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.test' },
    })
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'Content-Type, SP-Anonymous, Collector-Namespace',
    )
    expect(collector.requests).toHaveLength(2)
    // Nobody across an origin asks, and each header costs time.
    expect((await post(item)).headers.has('access-control-allow-origin')).toBe(false)
  })

  test('to events without an id are deliveries of their own', async () => {
    await post(item, item)
    await post(item)
    expect(collector.deliveries.map(({ attempts }) => attempts)).toEqual([1, 1, 1])
  })

  test('last as long as they were given for', async () => {
    collector.respondWith(500, { times: 2 })
    collector.respondWith(503)
    const statuses: number[] = []
    for (let count = 0; count < 4; count++) statuses.push((await post(item)).status)
    expect(statuses).toEqual([500, 500, 503, 503])
  })

  test('that were given without an end give way to the next', async () => {
    collector.respondWith(503)
    expect((await post(item)).status).toBe(503)
    collector.respondWith(201)
    expect((await post(item)).status).toBe(201)
  })

  test('are what a function makes of the request', async () => {
    const asked: number[] = []
    collector.respondWith(({ events, method }) => {
      asked.push(events.length)
      return method === 'POST' && events.length > 1 ? 413 : 202
    })
    expect((await post(item)).status).toBe(202)
    expect((await post(item, item)).status).toBe(413)
    expect(asked).toEqual([1, 2])
    expect(collector.events).toHaveLength(1)
  })

  test('may take their time', async () => {
    collector.respondWith(async () => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      return 200
    })
    const sent = post(item)
    await collector.settled()
    expect(collector.requests).toMatchObject([{ status: 200 }])
    await sent
  })

  test('fail the test when they cannot be made', async () => {
    collector.respondWith(() => {
      throw new Error('No answer for this one')
    })
    await expect(post(item)).rejects.toThrow()
    const [open] = currentRun().openAssertions
    await expect(open?.settle(false)).rejects.toThrow('No answer for this one')
    resetFakes()
    expect(currentRun().openAssertions.size).toBe(0)
    await post({ ...item, vid: 3 })
    await expect(open?.settle(false)).rejects.toThrow('Failed to collect all events: 1 bad row.')
    collector.expectBadRows()
  })

  test('of an instance that forwards events have no body', async () => {
    collector.expectBadRows()
    const send = (label: string) =>
      fetch('https://gitlab.example.com/-/collect_events', {
        method: 'POST',
        body: JSON.stringify({ schema: SCHEMA, data: [{ ...item, se_la: label }] }),
      })
    const response = await send('npm')
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect((await send('x'.repeat(10_000_001))).status).toBe(400)
    expect(collector.events).toHaveLength(1)
  })

  test('are those of the test before no more', async () => {
    expect((await post(item)).status).toBe(200)
    expect(collector.requests).toHaveLength(1)
  })
})

describe('bad rows', () => {
  test('are kept with their reasons, and what is good beside them counts', async () => {
    collector.expectBadRows()
    await post(item, { ...item, vid: 3 })
    expect(collector.badRows).toEqual([
      {
        reasons: [{ field: 'vid', message: 'vid should be a string, but is a number' }],
        payload: { ...item, vid: 3 },
      },
    ])
    expect(collector.requests).toMatchObject([{ refused: true }])
    expect(fakes.journal.events).toMatchObject([{ name: 'pull_package' }])
  })

  test('a body that is too large is refused', async () => {
    collector.expectBadRows()
    const response = await post({ ...item, se_la: 'x'.repeat(10_000_001) })
    expect(response.status).toBe(413)
    expect(collector.requests).toMatchObject([
      {
        status: 413,
        badRows: [{ reasons: [{ message: 'the body is larger than 10000000 bytes' }] }],
      },
    ])
  })

  test.fails('fail the test that does not expect them', async () => {
    await post({ ...item, vid: 3 })
  })
})

test('what else is requested goes its own way', async () => {
  const server = createServer((request, response) => response.end(request.url)).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const paths = ['/', '/i', '/i?page=2', '/api/i?e=se', '/users']
  for (const path of paths) {
    const response = await fetch(`${base}${path}`)
    expect(await response.text()).toBe(path)
  }
  const posted = await fetch(`${base}/track`, { method: 'POST', body: '{}' })
  expect(await posted.text()).toBe('/track')
  expect(collector.requests).toEqual([])
  server.close()
})

test('settled waits on after what has just arrived', async () => {
  const start = performance.now()
  const settled = collector.settled()
  await post(item)
  await settled
  // Twice the time in which nothing may be sent.
  expect(performance.now() - start).toBeGreaterThan(35)
})

test('what is never answered is told when it is waited for', async () => {
  collector.respondWith('timeout', { times: 1 })
  void post(item).catch(() => {})
  await expect(collector.settled({ timeout: 60 })).rejects.toThrow(
    'Failed to wait for the collector: after 60 ms, code still sends requests or some are unanswered. Give a longer timeout, or find the code that keeps sending.',
  )
})
