import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import { fakes } from '../../../src/entries/index.ts'
import {
  ClientError,
  type ClientSettings,
  InternalEventAdditionalProperties,
  InternalEventsClient,
  trackedInternalEvents,
  withInternalEventContext,
} from '../src/entries/index.ts'
import { STANDARD_NULLS } from './standard-context-nulls.ts'

const collector = await startCollector()
afterAll(() => collector.close())

const clients: InternalEventsClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.shutdown().catch(() => {})
})
const quiet = { debug: vi.fn(), warn: vi.fn() }
afterEach(() => {
  quiet.debug.mockReset()
  quiet.warn.mockReset()
})

function clientOf(settings: ClientSettings = {}): InternalEventsClient {
  const client = new InternalEventsClient({
    enabled: true,
    endpoint: collector.url,
    logger: quiet,
    ...settings,
  })
  clients.push(client)
  return client
}

/** The data of the two contexts of the event that the collector received last. */
function lastContexts() {
  const [standard, ai] = collector.events.at(-1)?.contexts ?? []
  expect(standard?.schema).toBe('iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8')
  expect(ai?.schema).toBe('iglu:com.gitlab/ai_context/jsonschema/1-0-2')
  return { standard: standard?.data, ai: ai?.data } as Record<
    'standard' | 'ai',
    Record<string, unknown>
  >
}

describe('an event', () => {
  test('arrives as the AI gateway sends it', async () => {
    const client = clientOf()
    await expect(async () => {
      client.trackEvent('pull_package', {
        category: 'ProxyHandler',
        additionalProperties: new InternalEventAdditionalProperties({
          label: 'npm',
          property: 'full',
          value: 7,
          workflow_type: 'chat',
          workflow_id: 'w-1',
          cache_read: 2,
          key: 'value',
        }),
        project_id: 2,
        input_tokens: 10,
        output_tokens: 5,
        total_tokens: 15,
      })
      await client.flush()
    })
      .toTriggerInternalEvents('pull_package')
      .with({
        category: 'ProxyHandler',
        project: { id: 2 },
        standardContext: {
          environment: 'development',
          source: 'ai-gateway-python',
          input_tokens: 10,
        },
        aiContext: {
          session_id: '7',
          workflow_id: 'w-1',
          flow_type: 'chat',
          input_tokens: 10,
          output_tokens: 5,
          total_tokens: 15,
          cache_read: 2,
          cache_creation: null,
        },
      })
    const [event] = collector.events
    expect(event?.payload).toMatchObject({
      e: 'se',
      aid: 'gitlab_ai_gateway',
      tna: 'gl',
      se_la: 'npm',
      se_pr: 'full',
      se_va: '7',
    })
    expect(lastContexts().standard['extra']).toEqual({
      workflow_type: 'chat',
      workflow_id: 'w-1',
      cache_read: 2,
      key: 'value',
    })
    expect(Object.keys(lastContexts().ai)).toHaveLength(23)
  })

  test('has the defaults of the client, and no properties', async () => {
    const client = clientOf({ appId: 'mine', namespace: 'ns', source: 's', environment: 'e' })
    client.trackEvent('pull_package')
    await client.flush()
    expect(collector.events[0]?.payload).toMatchObject({
      aid: 'mine',
      tna: 'ns',
      se_ca: 'default_category',
    })
    expect(lastContexts().standard).toEqual({
      ...STANDARD_NULLS,
      environment: 'e',
      source: 's',
      extra: {},
    })
    expect(new Set(Object.values(lastContexts().ai))).toEqual(new Set([null]))
  })

  test('carries the context of its request, without the user; what is said of it wins', async () => {
    const client = clientOf()
    withInternalEventContext(
      { realm: 'saas', user_id: 9, project_id: 1, extra: { lsp: '9', shared: 'request' } },
      () =>
        client.trackEvent('pull_package', {
          additionalProperties: { shared: 'event' },
          project_id: 2,
        }),
    )
    await client.flush()
    expect(lastContexts().standard).toEqual({
      ...STANDARD_NULLS,
      environment: 'development',
      source: 'ai-gateway-python',
      realm: 'saas',
      project_id: 2,
      extra: { lsp: '9', shared: 'event' },
    })
  })

  test('within a context of its own has the fields of both', async () => {
    const client = clientOf()
    withInternalEventContext({ realm: 'saas', project_id: 1 }, () =>
      withInternalEventContext({ project_id: 2 }, () => client.trackEvent('pull_package')),
    )
    await client.flush()
    expect(lastContexts().standard).toMatchObject({ realm: 'saas', project_id: 2 })
  })

  test('takes an AI context as it is, before what properties make', async () => {
    const client = clientOf()
    client.trackEvent('pull_package', {
      additionalProperties: { value: 1, agent_name: 'implicit', cache_read: 3 },
      aiContext: { session_id: 'explicit', agent_name: 'explicit', flow_name: 'f' },
    })
    await client.flush()
    expect(lastContexts().ai).toMatchObject({
      session_id: 'explicit',
      agent_name: 'explicit',
      flow_name: 'f',
      cache_read: 3,
    })
  })

  test.each([
    [1000, 'a'.repeat(1000)],
    [1001, `${'a'.repeat(997)}...`],
  ])('whose property has %i characters has at most 1,000', async (length, sent) => {
    const client = clientOf()
    client.trackEvent('pull_package', { additionalProperties: { property: 'a'.repeat(length) } })
    await client.flush()
    expect(collector.events[0]?.payload['se_pr']).toBe(sent)
  })

  test('goes to another tracker, where one is given', async () => {
    const client = clientOf({ tracker: fakes.tracker, endpoint: undefined })
    await expect(() => client.trackEvent('pull_package'))
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'default_category' })
    expect(collector.requests).toEqual([])
    await client.flush()
  })

  test('is noted for the request that tracks it, and for no other', () => {
    const client = clientOf()
    expect(
      withInternalEventContext({}, () => {
        client.trackEvent('pull_package')
        withInternalEventContext({}, () => client.trackEvent('push_package'))
        return [...trackedInternalEvents()]
      }),
    ).toEqual(['pull_package', 'push_package'])
    expect(withInternalEventContext({}, () => [...trackedInternalEvents()])).toEqual([])
    client.trackEvent('pull_package')
    expect([...trackedInternalEvents()]).toEqual([])
  })
})

describe('a client that is disabled', () => {
  test('sends nothing, and says so to those who debug', async () => {
    const client = clientOf({ enabled: false, endpoint: undefined })
    client.trackEvent('pull_package')
    await client.shutdown()
    expect(client.enabled).toBe(false)
    expect(quiet.debug.mock.calls).toEqual([['Internal events disabled']])
    expect(collector.requests).toEqual([])
  })
})

describe('flush', () => {
  test('waits for all that was tracked, in batches', async () => {
    const client = clientOf({ batchSize: 10 })
    for (let count = 0; count < 25; count++) client.trackEvent('pull_package')
    await client.flush()
    expect(collector.events).toHaveLength(25)
  })

  test('waits for all requests that a long queue takes', async () => {
    const client = clientOf()
    collector.respondWith(async () => {
      await delay(5)
      return 200
    })
    for (let count = 0; count < 100; count++) client.trackEvent('pull_package')
    await client.flush()
    expect(collector.events).toHaveLength(100)
    expect(collector.requests.length).toBeGreaterThan(3)
  })

  test('sends what is tracked while it waits', async () => {
    const client = clientOf({ batchSize: 100 })
    client.trackEvent('pull_package')
    const flushed = client.flush()
    client.trackEvent('push_package')
    await flushed
    expect(collector.events).toHaveLength(2)
  })

  test('ends under fake timers', async () => {
    // Node.js' own fetch waits for setImmediate.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    try {
      const client = clientOf()
      client.trackEvent('pull_package')
      await client.flush()
      expect(collector.events).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('tells of a collector that is down, keeps the events, and delivers them once', async () => {
    const client = clientOf()
    collector.respondWith(503)
    client.trackEvent('pull_package')
    client.trackEvent('push_package')
    const failure = await client.flush().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ClientError)
    expect(failure).toMatchObject({
      code: 'NOT_DELIVERED',
      message: `Failed to deliver 2 internal events to ${collector.url}: 2 (status 503, kept to be sent again). Check that the collector runs there and accepts them.`,
      events: [
        { name: 'pull_package', cause: 'status 503', waits: true, id: expect.any(String) },
        { name: 'push_package', cause: 'status 503', waits: true, id: expect.any(String) },
      ],
    })
    expect(quiet.warn).toHaveBeenCalledWith('Internal events: 2 not delivered yet (status 503)')

    collector.respondWith(200)
    await client.flush()
    expect(collector).toHaveDeliveredEachEventOnce()
    expect(collector.events.map(({ payload }) => payload['se_ac'])).toEqual([
      'pull_package',
      'push_package',
    ])
  })

  test('tells the logger once of an event that the last attempts did not deliver', async () => {
    const client = clientOf()
    collector.respondWith(503)
    client.trackEvent('pull_package')
    await expect(client.shutdown()).rejects.toMatchObject({ code: 'NOT_DELIVERED' })
    expect(collector.requests.length).toBeGreaterThan(1)
    expect(quiet.warn.mock.calls).toEqual([['Internal events: 1 lost (status 503)']])
  })

  test('tells once of what the collector refuses for good', async () => {
    const client = clientOf()
    collector.respondWith(400)
    client.trackEvent('pull_package')
    await expect(client.flush()).rejects.toMatchObject({
      message: `Failed to deliver 1 internal event to ${collector.url}: 1 (status 400, lost). Check that the collector runs there and accepts them.`,
      events: [{ name: 'pull_package', waits: false }],
    })
    await client.flush()
  })

  test.each([
    ['127.0.0.1', /^connect ECONNREFUSED 127\.0\.0\.1:\d+$/],
    ['localhost', /ECONNREFUSED/],
    ['nowhere.invalid', /nowhere\.invalid/],
  ])('tells of a host where nobody listens: %s', async (host, cause) => {
    const closed = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => closed.once('listening', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const client = clientOf({ endpoint: `http://${host}:${port}` })
    client.trackEvent('pull_package')
    await expect(client.flush()).rejects.toMatchObject({
      message: expect.stringContaining('1 internal event to http://'),
      events: [{ cause: expect.stringMatching(cause), waits: true }],
    })
  })

  test('does not wait for ever', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as AddressInfo
    const client = clientOf({ endpoint: `http://127.0.0.1:${port}`, timeout: 50 })
    client.trackEvent('pull_package')
    await expect(client.flush()).rejects.toThrow(
      '1 (no answer within 50 ms, kept to be sent again)',
    )
    silent.closeAllConnections()
    silent.close()
  })

  test('tells of events that found the queue full', async () => {
    const client = clientOf({ queueSize: 2, batchSize: 100 })
    for (let count = 0; count < 5; count++) client.trackEvent('pull_package')
    await expect(client.flush()).rejects.toMatchObject({
      message: expect.stringContaining('Failed to deliver 3 internal events'),
      events: Array(3).fill(expect.objectContaining({ cause: 'the queue is full', waits: false })),
    })
    expect(collector.events).toHaveLength(2)
  })

  test('of a long queue after the collector came back: none lost, none twice', async () => {
    const client = clientOf({ batchSize: 20 })
    collector.respondWith('network-error', { times: 3 })
    for (let count = 0; count < 500; count++) {
      client.trackEvent('pull_package')
      if (count % 100 === 0) await client.flush().catch(() => {})
    }
    await client.flush()
    expect(collector.events).toHaveLength(500)
    expect(collector).toHaveDeliveredEachEventOnce()
  })
})

describe('shutdown', () => {
  test('delivers what waits, and refuses what comes later', async () => {
    const client = clientOf({ batchSize: 100 })
    client.trackEvent('pull_package')
    await client.shutdown()
    expect(collector.events).toHaveLength(1)
    client.trackEvent('push_package')
    expect(quiet.warn.mock.calls).toEqual([['Internal events: 1 lost (tracked after shutdown)']])
  })

  test('with a full queue and no collector tells of all that is lost', async () => {
    const client = clientOf({ endpoint: 'http://127.0.0.1:1', queueSize: 50, batchSize: 10 })
    for (let count = 0; count < 60; count++) client.trackEvent('pull_package')
    const failure = await client.shutdown().catch((error: ClientError) => error)
    expect((failure as ClientError).events).toHaveLength(60)
    expect((failure as ClientError).events.every(({ waits }) => !waits)).toBe(true)
  })
})

describe('settings', () => {
  test.each([
    [
      { endpoint: undefined },
      'it is enabled, but has no endpoint. Give the URL of the collector, such as http://127.0.0.1:9091.',
    ],
    [{ endpoint: 'collector' }, 'the endpoint "collector" is not a valid URL.'],
    [
      { endpoint: 'ftp://collector' },
      'the endpoint "ftp://collector" is not a valid URL. Give the URL of the collector, such as http://127.0.0.1:9091.',
    ],
    [
      { endpoint: 'https://user:secret@collector.example' },
      'the endpoint at collector.example has a user name or password, which fetch refuses. Give the URL of the collector without them.',
    ],
    [
      { batchSize: 0 },
      'batchSize 0 is not a whole number from 1 on. Give the number of events in a request.',
    ],
    [
      { queueSize: 1.5 },
      'queueSize 1.5 is not a whole number from 1 on. Give the number of events that may wait.',
    ],
    [
      { timeout: 2 ** 31 },
      'timeout 2147483648 is not a whole number from 1 to 2147483647. Give a time in milliseconds.',
    ],
    [{ batchSize: '2' }, 'batchSize is of type string. Give a number.'],
    [{ enabled: 'true' }, 'enabled is of type string. Give a boolean.'],
    [{ onLoss: 3 }, 'onLoss is of type number. Give a function.'],
    [{ tracker: null }, 'tracker is of type null. Give an object.'],
    [{ aiContextVersion: '9-9-9' }, 'aiContextVersion is 9-9-9. Give one of 1-0-0, 1-0-1, 1-0-2.'],
    [
      { batchsize: 2 },
      'there is no setting "batchsize". The settings are enabled, endpoint, appId, namespace, batchSize, queueSize, timeout, source, environment, aiContextVersion, flushAtExit, onDelivery, onLoss, tracker, logger.',
    ],
    [
      { timeout: Number.NaN },
      'timeout NaN is not a whole number from 1 on. Give a time in milliseconds.',
    ],
  ])('%o are refused', (settings, cause) => {
    expect(() => clientOf(settings as ClientSettings)).toThrow(
      `Failed to create the client: ${cause}`,
    )
  })

  test('of the environment, for the AI gateway', async () => {
    const client = InternalEventsClient.fromEnvironment('AIGW', {
      variables: {
        AIGW_INTERNAL_EVENT__ENABLED: 'true',
        AIGW_INTERNAL_EVENT__ENDPOINT: `${collector.url}/`,
        AIGW_INTERNAL_EVENT__BATCH_SIZE: '2',
        AIGW_INTERNAL_EVENT__THREAD_COUNT: '1',
      },
    })
    client.trackEvent('pull_package')
    await collector.settled()
    expect(collector.events).toHaveLength(0)
    client.trackEvent('pull_package')
    await client.shutdown()
    expect(collector.events[0]?.payload).toMatchObject({ aid: 'gitlab_ai_gateway', tna: 'gl' })
    expect(lastContexts().standard).toMatchObject({ source: 'ai-gateway-python' })
  })

  test('of the environment, for the Duo Workflow Service', async () => {
    const client = InternalEventsClient.fromEnvironment('DW', {
      variables: {
        DW_INTERNAL_EVENT__ENABLED: '1',
        DW_INTERNAL_EVENT__ENDPOINT: collector.url,
        DW_INTERNAL_EVENT__APP_ID: 'own',
        DUO_WORKFLOW_SERVICE_ENVIRONMENT: 'staging',
      },
    })
    client.trackEvent('pull_package')
    await client.shutdown()
    expect(collector.events[0]?.payload).toMatchObject({ aid: 'own' })
    expect(lastContexts().standard).toMatchObject({
      source: 'duo-workflow-service-python',
      environment: 'staging',
    })
  })

  test('of an environment that says nothing make a client that is disabled', () => {
    expect(InternalEventsClient.fromEnvironment('OTHER', { variables: {} }).enabled).toBe(false)
    expect(InternalEventsClient.fromEnvironment('OTHER').enabled).toBe(false)
    for (const no of ['false', 'off', '0', '', ' ']) {
      const variables = { OTHER_INTERNAL_EVENT__ENABLED: no }
      expect(InternalEventsClient.fromEnvironment('OTHER', { variables }).enabled).toBe(false)
    }
  })

  test.each([
    ['ENABLED', 'maybe', 'yes or no (true or false)'],
    ['ENDPOINT', 'localhost:9091', 'the URL of a collector, such as http://127.0.0.1:9091'],
    ['BATCH_SIZE', '0', 'a whole number from 1 on'],
    ['BATCH_SIZE', '1.5', 'a whole number from 1 on'],
    ['THREAD_COUNT', 'many', 'a whole number from 1 on'],
  ])('%s=%s is refused', (setting, value, wanted) => {
    const name = `AIGW_INTERNAL_EVENT__${setting}`
    expect(() =>
      InternalEventsClient.fromEnvironment('AIGW', { variables: { [name]: value } }),
    ).toThrow(
      `Failed to read ${name}: ${JSON.stringify(value)} should be ${wanted}. Correct the variable, or unset it.`,
    )
  })
})

test('what cannot be built is logged, never thrown', () => {
  const client = clientOf()
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  client.trackEvent('pull_package', { additionalProperties: circular })
  expect(quiet.warn.mock.calls).toEqual([
    [
      'Internal events: 1 lost (could not be built: pull_package: Converting circular structure to JSON)',
    ],
  ])
})
