import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type ClientError,
  type ClientSettings,
  currentEventContext,
  type DeliveredEvent,
  InternalEventsClient,
  type LostEvent,
  withInternalEventContext,
} from '../src/entries/index.ts'
import {
  answer,
  type Behaviour,
  type MisbehavingCollector,
  misbehavingCollector,
  type Payload,
  strangeServer,
} from './misbehaving-collector.ts'

const warn = vi.fn<(line: string) => void>()
const clients: InternalEventsClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.shutdown({ timeout: 1 }).catch(() => {})
  warn.mockReset()
})

function clientOf(endpoint: string, settings: ClientSettings = {}) {
  const delivered: DeliveredEvent[] = []
  const lost: LostEvent[] = []
  const client = new InternalEventsClient({
    enabled: true,
    endpoint,
    logger: { debug() {}, warn },
    onDelivery: (events) => delivered.push(...events),
    onLoss: (events) => lost.push(...events),
    ...settings,
  })
  clients.push(client)
  return { client, delivered, lost }
}

/** Expects that each event is delivered, lost or waits, and that all accounts agree. */
function expectAgreement({ client, delivered, lost }: ReturnType<typeof clientOf>) {
  const { stats } = client
  const numberLost = Object.values(stats.lost).reduce((sum, events) => sum + events, 0)
  expect(stats.delivered + numberLost + stats.waiting).toBe(stats.tracked)
  expect(delivered).toHaveLength(stats.delivered)
  expect(lost).toHaveLength(numberLost)
  expect(new Set([...delivered, ...lost].map(({ id }) => id)).size).toBe(
    delivered.length + lost.length,
  )
}

const idsAt = ({ requests }: MisbehavingCollector) => requests.flat().map(({ eid }) => eid)
const failureOf = (promise: Promise<void>) =>
  promise.then(
    () => undefined,
    (error: ClientError) => error,
  )

const resetInTheBody: Behaviour = (response) => {
  response.writeHead(200, { 'Content-Length': 100 }).write('o')
  setImmediate(() => response.destroy())
}
const hangs: Behaviour = () => {}
const hangsInTheBody: Behaviour = (response) => {
  response.writeHead(200).write('o')
}
const endless: Behaviour = (response) => {
  response.writeHead(200)
  const more = () => {
    if (!response.destroyed) response.write('<p>more</p>'.repeat(100), more)
  }
  more()
}

describe('an event is not delivered, and waits, where the collector', () => {
  test.each<[string, Behaviour, string]>([
    ['asks for a later time', answer(429), 'status 429'],
    ['waited too long', answer(408), 'status 408'],
    ['fails', answer(500), 'status 500'],
    ['is behind a gateway that fails', answer(502, '<h1>Bad Gateway</h1>'), 'status 502'],
    ['hangs', hangs, 'no answer within 400 ms'],
    ['hangs in its answer', hangsInTheBody, 'no answer within 400 ms'],
    ['resets the connection', (response) => response.destroy(), 'other side closed'],
    ['resets the connection in its answer', resetInTheBody, 'other side closed'],
    ['is a page', answer(200, '<h1>Welcome</h1>'), 'status 200 of a page that is not a collector'],
    [
      'is a page that begins with blanks',
      (response) => {
        response.writeHead(200).write(`ok${' '.repeat(30)}`)
        setTimeout(() => response.end('<h1>Welcome</h1>'), 20)
      },
      'status 200 of a page that is not a collector',
    ],
    ['has not changed', answer(304), 'status 304'],
    ['is a page without end', endless, 'status 200 of a page that is not a collector'],
    ['is an API', answer(201, '{"ok":true}'), 'status 201 of a page that is not a collector'],
  ])('%s', async (_what, behaviour, cause) => {
    const collector = await misbehavingCollector(behaviour)
    const accounts = clientOf(collector.url, cause.startsWith('no answer') ? { timeout: 400 } : {})
    accounts.client.trackEvent('pull_package')
    expect(await failureOf(accounts.client.flush())).toMatchObject({
      message: `Failed to deliver 1 internal event to ${collector.url}: 1 (${cause}, kept to be sent again). Check that the collector runs there and accepts them.`,
    })
    expect(accounts.client.stats).toEqual({ tracked: 1, delivered: 0, lost: {}, waiting: 1 })

    collector.behave(answer(200, 'ok'))
    await accounts.client.flush()
    expect(accounts.client.stats).toEqual({ tracked: 1, delivered: 1, lost: {}, waiting: 0 })
    expectAgreement(accounts)
    // What the collector had already taken it can tell by the id.
    expect(new Set(idsAt(collector)).size).toBe(1)
  })

  test.each([
    ['does not speak HTTP', 'nonsense\r\n\r\n', /^Response does not match the HTTP/],
    ['closes the connection at once', '', /other side closed|ECONNRESET|socket hang up/],
  ])('%s', async (_what, bytes, cause) => {
    const { client } = clientOf(await strangeServer(bytes))
    client.trackEvent('pull_package')
    const failure = await failureOf(client.flush())
    expect(failure?.events).toMatchObject([{ cause: expect.stringMatching(cause), waits: true }])
  })

  test('does not speak TLS', async () => {
    const { url } = await misbehavingCollector()
    const { client } = clientOf(url.replace('http:', 'https:'))
    client.trackEvent('pull_package')
    const failure = await failureOf(client.flush())
    expect(failure?.events).toMatchObject([
      { cause: expect.stringMatching(/wrong version number|packet length/), waits: true },
    ])
  })
})

test.each([301, 302, 303, 307, 308])('a redirect is not followed: %i', async (status) => {
  const other = await misbehavingCollector()
  const collector = await misbehavingCollector(answer(status, '', { Location: other.url }))
  const accounts = clientOf(collector.url)
  accounts.client.trackEvent('pull_package')
  expect(await failureOf(accounts.client.flush())).toMatchObject({
    events: [{ cause: `a redirect (status ${status})`, waits: true }],
  })
  expect(other.requests).toEqual([])
  expectAgreement(accounts)
})

describe('an event is lost, and never sent again, where the collector answers', () => {
  test.each([400, 401, 403, 404, 405, 410, 413, 414, 422, 431])('%i', async (status) => {
    const collector = await misbehavingCollector(answer(status, 'no'))
    const accounts = clientOf(collector.url)
    accounts.client.trackEvent('pull_package')
    const failure = await failureOf(accounts.client.flush())
    expect(failure).toMatchObject({
      message: `Failed to deliver 1 internal event to ${collector.url}: 1 (status ${status}, lost). Check that the collector runs there and accepts them.`,
      events: [{ name: 'pull_package', cause: `status ${status}`, waits: false }],
      omitted: 0,
    })
    await accounts.client.flush()
    expect(accounts.lost).toEqual([
      { id: failure?.events[0]?.id, name: 'pull_package', cause: `status ${status}` },
    ])
    expect(accounts.client.stats.lost).toEqual({ [`status ${status}`]: 1 })
    expect(collector.requests).toHaveLength(1)
    expectAgreement(accounts)
  })
})

describe('an event is delivered where the collector answers', () => {
  test.each([
    ['200 and ok', answer(200, 'ok')],
    ['200 and ok on a line', answer(200, 'ok\n')],
    ['200 and nothing, as an instance of GitLab does', answer(200)],
    ['204', answer(204)],
  ])('%s', async (_what, behaviour) => {
    const collector = await misbehavingCollector(behaviour)
    const accounts = clientOf(collector.url)
    accounts.client.trackEvent('pull_package')
    await accounts.client.flush()
    expect(accounts.delivered).toEqual([{ id: idsAt(collector)[0], name: 'pull_package' }])
    expectAgreement(accounts)
  })
})

test('of a request that is too large, only the event that is too large itself is lost', async () => {
  const collector = await misbehavingCollector((response, request) => {
    const tooLarge = Number(request.headers['content-length']) > 3000
    response.writeHead(tooLarge ? 413 : 200).end('ok')
  })
  const accounts = clientOf(collector.url)
  for (let count = 0; count < 20; count++) {
    const property = 'x'.repeat(count === 7 ? 900 : 1)
    const extra = count === 7 ? 'y'.repeat(3000) : 'y'
    accounts.client.trackEvent(`event_${count}`, { additionalProperties: { property, extra } })
  }
  await failureOf(accounts.client.flush())
  expect(accounts.lost).toMatchObject([{ name: 'event_7', cause: 'status 413' }])
  expect(accounts.client.stats).toMatchObject({ delivered: 19, waiting: 0 })
  expectAgreement(accounts)
})

test.each([400, 413, 422])(
  'of a request that is refused with %i, only the event that is the reason is lost',
  async (status) => {
    const collector = await misbehavingCollector()
    collector.behave((response) => {
      const isBad = collector.requests.at(-1)?.some(({ se_ac }) => se_ac === 'event_7')
      response.writeHead(isBad ? status : 200).end('ok')
    })
    const accounts = clientOf(collector.url)
    for (let count = 0; count < 20; count++) accounts.client.trackEvent(`event_${count}`)
    await failureOf(accounts.client.flush())
    expect(accounts.lost).toMatchObject([{ name: 'event_7', cause: `status ${status}` }])
    expect(accounts.client.stats).toMatchObject({ delivered: 19, waiting: 0 })
    expectAgreement(accounts)
  },
)

test('an event that fails alone, while others are delivered, holds nobody up for long', async () => {
  const collector = await misbehavingCollector()
  collector.behave((response) => {
    if (collector.requests.at(-1)?.some(({ se_ac }) => se_ac === 'poison')) response.destroy()
    else response.end('ok')
  })
  const accounts = clientOf(collector.url)
  for (const name of ['poison', 'second', 'third']) accounts.client.trackEvent(name)
  await vi.waitFor(() => expect(accounts.client.stats.waiting).toBe(0), { timeout: 4900 })
  expect(accounts.lost).toMatchObject([
    { name: 'poison', cause: 'other side closed, while others are delivered' },
  ])
  expect(accounts.delivered.map(({ name }) => name)).toEqual(['second', 'third'])
  expectAgreement(accounts)
})

test('more events than can wait are sent, though a batch would be larger', async () => {
  const collector = await misbehavingCollector()
  const accounts = clientOf(collector.url, { batchSize: 200, queueSize: 10 })
  for (let count = 0; count < 10; count++) accounts.client.trackEvent('pull_package')
  await vi.waitFor(() => expect(accounts.client.stats.delivered).toBe(10))
})

test('events that wait for others travel without them in the end', async () => {
  const collector = await misbehavingCollector()
  const accounts = clientOf(collector.url, { batchSize: 200 })
  accounts.client.trackEvent('pull_package')
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(collector.requests).toEqual([])
  await vi.waitFor(() => expect(accounts.client.stats.delivered).toBe(1), { timeout: 6000 })
}, 10_000)

describe('after an outage', () => {
  test('the events are sent again by themselves, in their order, with new sent times', async () => {
    const collector = await misbehavingCollector(answer(503))
    const accounts = clientOf(collector.url)
    accounts.client.trackEvent('first')
    await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
    accounts.client.trackEvent('second')
    collector.behave(answer(200, 'ok'))
    await vi.waitFor(() => expect(accounts.client.stats.waiting).toBe(0), { timeout: 3000 })
    const names = collector.requests.map((request) => request.map(({ se_ac }) => se_ac))
    expect(names).toEqual([['first'], ['first', 'second']])
    const [[failed], [sent]] = collector.requests as [Payload[], Payload[]]
    expect(sent?.['eid']).toBe(failed?.['eid'])
    expect(sent?.['dtm']).toBe(failed?.['dtm'])
    expect(Number(sent?.['stm'])).toBeGreaterThan(Number(failed?.['stm']))
    expect(accounts.delivered.map(({ name }) => name)).toEqual(['first', 'second'])
    expectAgreement(accounts)
  })

  test('an event that is tracked meanwhile does not send at once', async () => {
    const collector = await misbehavingCollector(answer(503))
    const { client } = clientOf(collector.url)
    client.trackEvent('pull_package')
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1))
    for (let count = 0; count < 10; count++) client.trackEvent('pull_package')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(collector.requests).toHaveLength(1)
  })

  test.each([
    ['seconds', () => '2'],
    ['a date', () => new Date(Date.now() + 3000).toUTCString()],
  ])('the time that the collector asks for is waited: %s', async (_what, time) => {
    const collector = await misbehavingCollector((response) => {
      response.writeHead(503, { 'Retry-After': time() }).end()
    })
    const { client } = clientOf(collector.url)
    client.trackEvent('pull_package')
    await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
    const started = performance.now()
    collector.behave(answer(200, 'ok'))
    await vi.waitFor(() => expect(client.stats.waiting).toBe(0), { timeout: 4000 })
    expect(performance.now() - started).toBeGreaterThan(1900)
  })
})

describe('flush', () => {
  test('is satisfied when the events that came before it are delivered', async () => {
    const collector = await misbehavingCollector()
    const accounts = clientOf(collector.url)
    collector.behave((response) => {
      // While this is answered, another event comes, without end.
      accounts.client.trackEvent('later')
      response.end('ok')
    })
    accounts.client.trackEvent('pull_package')
    await accounts.client.flush()
    expect(accounts.delivered[0]?.name).toBe('pull_package')
    collector.behave(answer(200, 'ok'))
  })

  test('is one attempt for all that flush at once', async () => {
    const collector = await misbehavingCollector(answer(503))
    const { client } = clientOf(collector.url)
    client.trackEvent('pull_package')
    await failureOf(client.flush())
    const { length } = collector.requests
    const failures = await Promise.all(Array.from({ length: 50 }, () => failureOf(client.flush())))
    expect(failures.map((failure) => failure?.code)).toEqual(Array(50).fill('NOT_DELIVERED'))
    expect(collector.requests).toHaveLength(length + 1)
  })

  test('does not go against the time that the collector asked for; shutdown does', async () => {
    const collector = await misbehavingCollector(answer(429, '', { 'Retry-After': '60' }))
    const accounts = clientOf(collector.url)
    accounts.client.trackEvent('pull_package')
    await failureOf(accounts.client.flush())
    collector.behave(answer(200, 'ok'))
    expect(await failureOf(accounts.client.flush())).toMatchObject({
      events: [{ cause: 'status 429', waits: true }],
    })
    expect(collector.requests).toHaveLength(1)
    await accounts.client.shutdown()
    expect(accounts.client.stats.delivered).toBe(1)
  })
})

describe('shutdown', () => {
  test('takes no more than its time, and names what is left', async () => {
    const collector = await misbehavingCollector(hangs)
    const accounts = clientOf(collector.url, { timeout: 60_000 })
    accounts.client.trackEvent('first')
    await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
    accounts.client.trackEvent('second')
    expect(await failureOf(accounts.client.shutdown({ timeout: 50 }))).toMatchObject({
      message: `Failed to deliver 2 internal events to ${collector.url}: 1 (no answer yet, lost), 1 (a request before it failed, lost). Check that the collector runs there and accepts them.`,
      events: [
        { name: 'first', waits: false },
        { name: 'second', waits: false },
      ],
    })
    expect(accounts.client.stats).toMatchObject({ tracked: 2, delivered: 0, waiting: 0 })
    expectAgreement(accounts)
    // The request was given up.
    await accounts.client.shutdown()
  })

  test('tries again after a failure', async () => {
    let requests = 0
    const collector = await misbehavingCollector((response) => {
      if (++requests === 2) response.destroy()
      else response.writeHead(requests === 1 ? 503 : 200).end('ok')
    })
    const accounts = clientOf(collector.url, { batchSize: 10 })
    for (let count = 0; count < 9; count++) accounts.client.trackEvent('pull_package')
    await accounts.client.shutdown()
    expect(accounts.client.stats).toMatchObject({ delivered: 9, lost: {} })
    expect(collector.requests).toHaveLength(3)
  })

  test('gives a request that hangs up, to try once more', async () => {
    const collector = await misbehavingCollector(hangs)
    const accounts = clientOf(collector.url)
    accounts.client.trackEvent('pull_package')
    await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
    collector.behave(answer(200, 'ok'))
    await accounts.client.shutdown({ timeout: 4000 })
    expect(accounts.client.stats).toMatchObject({ delivered: 1, lost: {} })
  })

  test('called twice at once is one, and tells both', async () => {
    const collector = await misbehavingCollector(answer(400))
    const { client } = clientOf(collector.url, { batchSize: 10 })
    client.trackEvent('pull_package')
    const failures = await Promise.all([client.shutdown(), client.shutdown()].map(failureOf))
    expect(failures.map((failure) => failure?.code)).toEqual(['NOT_DELIVERED', 'NOT_DELIVERED'])
    await client.shutdown()
  })

  test('without a loss does not call the hook of losses', async () => {
    const onLoss = vi.fn()
    const collector = await misbehavingCollector()
    const { client } = clientOf(collector.url, { onLoss })
    client.trackEvent('pull_package')
    await client.shutdown()
    expect(onLoss).not.toHaveBeenCalled()
  })

  test('is what the end of a block with `await using` does', async () => {
    const collector = await misbehavingCollector()
    const accounts = clientOf(collector.url, { batchSize: 10 })
    accounts.client.trackEvent('pull_package')
    await accounts.client[Symbol.asyncDispose]()
    expect(accounts.client.stats.delivered).toBe(1)
    accounts.client.trackEvent('pull_package')
    expect(accounts.client.stats.lost).toEqual({ 'tracked after shutdown': 1 })
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses %f as its time', async (timeout) => {
    const { client } = clientOf('http://127.0.0.1:9091')
    await expect(client.shutdown({ timeout })).rejects.toMatchObject({
      code: 'INVALID_SETTING',
      message: `Failed to shut the client down: timeout ${timeout} is not a whole number from 1 on. Give a time in milliseconds.`,
    })
  })
})

test('flush takes no more than its time, and the events wait', async () => {
  const collector = await misbehavingCollector(hangs)
  const accounts = clientOf(collector.url)
  accounts.client.trackEvent('pull_package')
  expect(await failureOf(accounts.client.flush({ timeout: 50 }))).toMatchObject({
    events: [{ cause: 'no answer yet', waits: true }],
  })
  expectAgreement(accounts)
})

describe('what is lost', () => {
  test('is told in lines that sum up, and kept up to 1,000', async () => {
    const collector = await misbehavingCollector()
    const accounts = clientOf(collector.url, { queueSize: 1 })
    for (let count = 0; count < 5000; count++) accounts.client.trackEvent(`event_${count}`)
    const failure = await failureOf(accounts.client.flush())
    expect(failure?.message).toContain('Failed to deliver 4999 internal events to')
    expect(failure?.events).toHaveLength(1000)
    expect(failure?.events.at(-1)?.name).toBe('event_4999')
    expect(failure?.omitted).toBe(3999)
    expect(warn.mock.calls).toEqual([['Internal events: 1 lost (the queue is full)']])
    await accounts.client.shutdown()
    expect(warn.mock.calls.slice(1)).toEqual([['Internal events: 4998 lost (the queue is full)']])
    expectAgreement(accounts)
    await accounts.client.flush()
  })

  test('reaches the service though a hook fails, and a logger', async () => {
    const collector = await misbehavingCollector(answer(400))
    const fails = () => {
      throw new Error('of the service')
    }
    const rejects = async () => fails()
    for (const [hook, warns] of [
      [fails, rejects],
      [rejects, fails],
    ] as const) {
      const { client } = clientOf(collector.url, {
        onLoss: hook,
        logger: { debug: fails, warn: warns },
      })
      client.trackEvent('pull_package')
      expect(await failureOf(client.flush())).toMatchObject({ events: [{ cause: 'status 400' }] })
    }
    const { client } = clientOf(collector.url, { onLoss: rejects })
    client.trackEvent('pull_package')
    await failureOf(client.shutdown())
    expect(warn.mock.calls).toEqual([
      ['Internal events: 1 lost (status 400)'],
      ['Internal events: 1 told to a hook that failed: of the service'],
    ])
  })

  test.each([[''], [undefined], [7]])('includes an event named %j', async (name) => {
    const { client, lost } = clientOf('http://127.0.0.1:9091')
    client.trackEvent(name as string)
    expect(lost).toMatchObject([{ cause: 'without a name' }])
    expect(warn.mock.calls).toEqual([['Internal events: 1 lost (without a name)']])
  })

  test('is not told to a hook that loses more', async () => {
    const told: number[] = []
    const { client } = clientOf('http://127.0.0.1:9091', {
      queueSize: 1,
      onLoss(events) {
        told.push(events.length)
        client.trackEvent('events_lost')
      },
    })
    for (let count = 0; count < 3; count++) client.trackEvent('pull_package')
    expect(told).toEqual([1, 1])
    expect(client.stats).toMatchObject({ tracked: 5, lost: { 'the queue is full': 4 } })
  })

  test('includes an event that is larger than 1 MB, whatever its letters', async () => {
    const collector = await misbehavingCollector()
    const accounts = clientOf(collector.url)
    for (const [prompt, times] of [
      ['語', 1_000_000],
      ['語', 900_000],
      ['🦊', 100],
    ] as const) {
      accounts.client.trackEvent('pull_package', {
        additionalProperties: { prompt: prompt.repeat(times) },
      })
    }
    await failureOf(accounts.client.flush())
    expect(accounts.lost).toMatchObject([{ cause: 'larger than 1 MB' }])
    const prompts = collector.requests.flat().map(({ cx }) => {
      const { data } = JSON.parse(Buffer.from(cx ?? '', 'base64url').toString())
      return data[0].data.extra.prompt
    })
    expect(prompts).toEqual(['語'.repeat(900_000), '🦊'.repeat(100)])
    expectAgreement(accounts)
  })

  test('includes what an asynchronous tracker rejects', async () => {
    const tracker = {
      track: async () => {
        throw new Error('of the tracker')
      },
      flush() {},
    }
    const { client, lost } = clientOf('', { tracker, endpoint: undefined })
    client.trackEvent('pull_package')
    await vi.waitFor(() => expect(lost).toMatchObject([{ cause: 'could not be built' }]))
  })

  test('includes events that cannot be built, each named once', () => {
    const { client, lost } = clientOf('http://127.0.0.1:9091')
    class OwnError extends Error {
      override readonly message = undefined as never
    }
    for (const thrown of [new Error('no\nway'), null, new OwnError(), Proxy.revocable({}, {})]) {
      if (thrown && 'revoke' in thrown) thrown.revoke()
      client.trackEvent('pull_package', {
        get category(): string {
          throw thrown
        },
      })
    }
    expect(lost).toMatchObject(Array(4).fill({ cause: 'could not be built' }))
    expect(warn.mock.calls).toEqual([
      ['Internal events: 1 lost (could not be built: pull_package: no)'],
    ])
  })
})

test('hooks, the logger and requests know nothing of the request that tracks', async () => {
  const collector = await misbehavingCollector()
  const seen: unknown[] = []
  const look = () => seen.push(currentEventContext())
  const { client } = clientOf(collector.url, {
    queueSize: 1,
    onDelivery: look,
    onLoss: look,
    logger: { debug() {}, warn: look },
  })
  await withInternalEventContext({ global_user_id: 'alice' }, async () => {
    client.trackEvent('pull_package')
    client.trackEvent('push_package')
    await failureOf(client.flush())
  })
  expect(seen).toEqual([{}, {}, {}])
})

test('trackInternalEvent never throws', () => {
  const { client, lost } = clientOf('http://127.0.0.1:9091')
  const track = client.trackInternalEvent as (name: string, options?: unknown) => void
  track('pull_package')
  track('pull_package', null)
  track('pull_package', {
    get project() {
      throw new Error('of the service')
    },
  })
  expect(lost).toMatchObject([{ cause: 'could not be built' }])
  expect(client.stats).toMatchObject({ tracked: 3, waiting: 2 })
})
