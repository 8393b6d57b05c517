import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { sizeOfEntry } from '../../../src/collector/micro/entry-size.ts'
import { EventStore, type ReceivedRequest } from '../../../src/collector/micro/index.ts'
import { bodyOf, item, type Json, post, read, TP2 } from '../send.ts'
import { serve } from '../serve.ts'

const ask = async (url: string, body: string) => {
  const response = await fetch(url, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Json }
}
const REQUEST: ReceivedRequest = {
  namespace: '',
  vendor: 'com.acme',
  version: 'v1',
  query: '',
  time: 0,
  hostname: '',
  ipAddress: '',
  networkUserId: '',
  headers: [],
  contentType: null,
  userAgent: null,
  referer: null,
}
const page = { filters: [], page: 1, pageSize: 1 }
const many = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value)

describe('a question', () => {
  test('has a body of at most 1 MB', async () => {
    const url = await serve()
    const large = JSON.stringify({ event_type: 'x'.repeat(1_000_000) })
    for (const path of ['good', 'bad', 'events', 'columnStats', 'timeline', 'reset']) {
      expect([path, await ask(`${url}/micro/${path}`, large)]).toEqual([
        path,
        { status: 413, body: { error: 'the body is larger than 1000000 bytes' } },
      ])
    }
  })

  test.each([
    ['good', { contexts: many(65, 'x') }, 'contexts has 65 schemas. Send at most 64.'],
    [
      'events',
      { ...page, filters: many(65, { column: 'app_id', values: [] }) },
      'filters has more than 64 filters',
    ],
    [
      'events',
      { ...page, filters: [{ column: 'app_id', values: many(65, 'x') }] },
      'a filter has more than 64 values',
    ],
    ['columnStats', { columns: many(1001, 'x') }, 'not a list of at most 1000 strings'],
    ['timeline', { buckets: many(1001, {}) }, 'not a list of at most 1000 pairs of times'],
  ])('has at most so many filters: %s', async (path, question, cause) => {
    const url = await serve()
    const { status, body } = await ask(`${url}/micro/${path}`, JSON.stringify(question))
    expect(status).toBe(400)
    expect(body.error).toContain(cause)
  })

  test.each([
    ['good', '{"event_type":{"toString":1}}'],
    ['good', '{"limit":{"toString":1}}'],
    ['good', `{"event_type":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['events', '{"filters":[{"column":"app_id","values":[{"toString":1}]}],"page":1,"pageSize":1}'],
    ['events', '{"filters":[],"page":{"toString":1},"pageSize":1}'],
    ['events', '{"filters":[],"page":1,"pageSize":1,"timeRange":{"start":{"toString":1}}}'],
    ['events', '{"filters":[],"page":1,"pageSize":1,"sorting":{"column":{"toString":1}}}'],
    ['columnStats', '{"columns":[{"toString":1}]}'],
    ['timeline', '{"buckets":[{"start":{"toString":1},"end":1}]}'],
  ])('with a hostile value is refused, not converted: %s %.60s', async (path, body) => {
    expect((await ask(`${await serve()}/micro/${path}`, body)).status).toBe(400)
  })

  test('may name columns that every object has', async () => {
    const url = await serve()
    await post(url, item)
    const filters = [{ column: '__proto__', values: ['x'] }]
    const { body } = await ask(`${url}/micro/events`, JSON.stringify({ ...page, filters }))
    expect(body).toEqual({ events: [], totalPages: 1, totalItems: 0 })
    const sorting = { column: 'constructor', desc: true }
    expect(
      (await ask(`${url}/micro/events`, JSON.stringify({ ...page, sorting }))).body.totalItems,
    ).toBe(1)
    const stats = await ask(`${url}/micro/columnStats`, '{"columns":["__proto__","toString"]}')
    expect(Object.getOwnPropertyNames(stats.body)).toEqual(['__proto__', 'toString'])
  })
})

describe('what is kept', () => {
  test('has a budget of bytes beside the number of events, and what is dropped is told', async () => {
    const url = await serve({ maxStoreBytes: 1_000_000 })
    // A bad item is kept with the body that it came in.
    for (let count = 0; count < 9; count++) {
      await post(url, { ...item, se_la: 'x'.repeat(100_000) })
    }
    expect(await read(`${url}/micro/all`)).toMatchObject({ total: 4, dropped: 5 })
    await post(url, { ...item, se_la: 'x'.repeat(2_000_000) })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 0, good: 0, bad: 0, dropped: 10 })
    await fetch(`${url}/micro/reset`)
    await post(url, item)
    expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 1, bad: 0 })
  })

  test('counts the body that bad rows show', async () => {
    const url = await serve({ maxStoreBytes: 100_000 })
    await fetch(`${url}/a/b`, { method: 'POST', body: 'x'.repeat(90_000) })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 0, bad: 1 })
    await fetch(`${url}/a/b`, { method: 'POST', body: 'x'.repeat(90_000) })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 0, bad: 1, dropped: 1 })
  })

  test('counts the query and the headers of a request', async () => {
    const url = await serve({ maxStoreBytes: 100_000 })
    const query = new URLSearchParams(item)
    for (const large of [`&${'x'.repeat(20_000)}=`, '']) {
      await fetch(`${url}/micro/reset`)
      const headers: HeadersInit = large === '' ? { 'x-own': 'x'.repeat(40_000) } : {}
      for (let count = 0; count < 3; count++) await fetch(`${url}/i?${query}${large}`, { headers })
      expect(await read(`${url}/micro/all`)).toEqual({ total: 2, good: 2, bad: 0, dropped: 1 })
    }
  })

  test('counts the values of contexts', async () => {
    const url = await serve({ maxStoreBytes: 2_000_000 })
    const context = { schema: 'iglu:com.acme/x/jsonschema/1-0-0', data: many(20_000, {}) }
    const schema = 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0'
    const co = JSON.stringify({ schema, data: [context] })
    await post(url, { ...item, co })
    await post(url, { ...item, co })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 1, bad: 0, dropped: 1 })
  })

  test('counts a request once, for its last item', async () => {
    const store = new EventStore({ maxEvents: 10, maxStoreBytes: 10_000 })
    const rows = many(3, { reasons: [], payload: {} })
    store.add(REQUEST, [], rows, new Uint8Array(8_000))
    expect(store.summary('')).toEqual({ total: 3, good: 0, bad: 3 })
    store.add({ ...REQUEST, query: 'x'.repeat(5_000) }, [], rows)
    expect(store.summary('')).toEqual({ total: 3, good: 0, bad: 3, dropped: 3 })
  })

  test('is estimated with two bytes for characters that take as many', () => {
    const one = sizeOfEntry('x'.repeat(1000))
    expect(sizeOfEntry('字'.repeat(1000)) - one).toBe(1000)
    expect(sizeOfEntry(new Uint8Array(1000))).toBeGreaterThan(1000)
  })

  test('is estimated without a limit of depth', () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    expect(sizeOfEntry(deep)).toBeGreaterThan(100_000)
  })

  test('has 256 namespaces; the one that heard nothing for longest makes room', async () => {
    const url = await serve()
    await post(url, item)
    for (let count = 0; count < 256; count++) await post(`${url}/t/${count}`, item)
    await post(`${url}/t/0`, item)
    await post(`${url}/t/one-more`, item)
    expect(await read(`${url}/t/0/micro/all`)).toEqual({ total: 2, good: 2, bad: 0 })
    expect(await read(`${url}/t/1/micro/all`)).toEqual({ total: 0, good: 0, bad: 0, dropped: 1 })
    expect(await read(`${url}/t/2/micro/all`)).toEqual({ total: 1, good: 1, bad: 0 })
    // The one without a name stays.
    expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 1, bad: 0 })
    await post(`${url}/t/1`, item)
    expect(await read(`${url}/t/1/micro/all`)).toEqual({ total: 1, good: 1, bad: 0, dropped: 1 })
    // However many come.
    for (let count = 0; count < 600; count++) await post(`${url}/t/more-${count}`, item)
    expect(await read(`${url}/t/1/micro/all`)).toEqual({ total: 0, good: 0, bad: 0 })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 1, bad: 0 })
  })
})

test('a listener that fails loses no event and doubles none', () => {
  const store = new EventStore({ maxEvents: 10, maxStoreBytes: 1_000_000 })
  const heard: number[] = []
  store.listen({
    added() {
      throw new Error('it fails')
    },
    reset() {
      throw new Error('it fails')
    },
  })
  store.listen({ added: ({ sequence }) => heard.push(sequence) })
  store.add(
    REQUEST,
    [],
    [
      { reasons: [], payload: {} },
      { reasons: [], payload: 1 },
    ],
  )
  expect(heard).toEqual([1, 2])
  expect(store.summary('')).toEqual({ total: 2, good: 0, bad: 2 })
  store.reset('')
  expect(store.read()).toEqual([])
})

test('a name that cannot be printed neither fails a request nor its page', async () => {
  const url = await serve()
  const stream = await fetch(`${url}/micro/stream`)
  const hostile = { ...item, se_ac: { toString: 1 } }
  expect((await post(url, hostile)).status).toBe(200)
  expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 0, bad: 1 })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('event: entries')) text += (await reader?.read())?.value
  expect(text).toContain('"name":"{\\"toString\\":1}"')
  await reader?.cancel()
})

describe('a question that waits', () => {
  test('asks for no more events than are kept', async () => {
    const url = await serve({ maxEvents: 10 })
    const response = await fetch(`${url}/micro/wait?count=11`)
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        error: 'Failed to wait for events: count is 11. Send a whole number from 1 to 10.',
      },
    ])
  })

  test('holds no event that is not kept any more', async () => {
    const url = await serve({ maxEvents: 3 })
    await post(url, ...many(2, { ...item, aid: 'early' }))
    const answer = fetch(`${url}/micro/wait?count=3&app_id=early&timeout=300`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await post(url, ...many(2, item))
    await post(url, { ...item, aid: 'early' })
    const { events } = (await (await answer).json()) as Json
    expect(events).toHaveLength(1)
  })
})

describe('with 100,000 events', () => {
  /** The longest time for which the process of the collector, this one, did nothing else. */
  async function longestPause(work: () => Promise<unknown>): Promise<number> {
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    await work()
    clearInterval(timer)
    return longest
  }

  test('all are answered, and other requests have their turn', async () => {
    const url = await serve()
    const context = (index: number) => ({
      schema: `iglu:com.acme/context_${index}/jsonschema/1-0-0`,
      data: { text: 'x'.repeat(50) },
    })
    const co = JSON.stringify({
      schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
      data: [context(1), context(2)],
    })
    for (let count = 0; count < 100; count++) {
      await post(
        url,
        ...Array.from({ length: 1000 }, (_, index) => ({
          ...item,
          co,
          aid: `app-${(count * 7919 + index * 104729) % 1000}`,
        })),
      )
    }
    expect(await read(`${url}/micro/all`)).toMatchObject({ total: 100_000 })
    const statuses: number[] = []
    const lengths: number[] = []
    const drain = async (path: string, question?: unknown) => {
      const init = question ? { method: 'POST', body: JSON.stringify(question) } : {}
      const response = await fetch(url + path, init)
      statuses.push(response.status)
      let length = 0
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        length += chunk.length
      }
      lengths.push(length)
    }
    const sorting = { column: 'app_id', desc: false }
    const pause = await longestPause(async () => {
      await drain('/micro/good')
      await drain('/micro/good', { contexts: many(64, context(1).schema) })
      await drain('/micro/events', { ...page, pageSize: 50 })
      await drain('/micro/events', { ...page, pageSize: 50, sorting })
      await drain('/micro/events', { ...page, filters: [{ column: 'app_id', values: ['app-1'] }] })
      await drain('/micro/columns')
      await drain('/micro/columnStats', { columns: ['app_id', 'platform'] })
      await drain('/micro/wait?count=100000')
    })
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(lengths[0]).toBeGreaterThan(300_000_000)
    // The bound is 50 ms on an idle machine; this one runs other tests as well.
    expect(pause).toBeLessThan(500)
  }, 120_000)
})

test('an answer that nobody reads takes no memory', async () => {
  const url = await serve()
  await post(url, ...many(2000, { ...item, se_la: 'x'.repeat(1000) }))
  const sockets = Array.from({ length: 50 }, () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET /micro/good HTTP/1.1\r\nhost: localhost\r\n\r\n')
    socket.pause()
    return socket
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const before = process.memoryUsage().heapUsed
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  for (const socket of sockets) socket.destroy()
})

test('a body of any size is read no further than it may be', async () => {
  const url = await serve({ maxBytes: 1000 })
  const response = await fetch(url + TP2, { method: 'POST', body: bodyOf(...many(100, item)) })
  expect(response.status).toBe(413)
  expect(await read(`${url}/micro/all`)).toEqual({ total: 1, good: 0, bad: 1 })
})
