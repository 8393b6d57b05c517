import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import {
  collector,
  inProcessCollector,
  runningTest,
  standaloneCollector,
} from '../../src/collector/index.ts'
import { fakes } from '../../src/entries/index.ts'
import { bodyOf, item, TP2 } from './send.ts'

const standalone = standaloneCollector({ maxBytes: 2000, lenient: true }, runningTest)
const strict = standaloneCollector({}, runningTest)
const inProcess = inProcessCollector({ url: 'https://collector.test/com.acme/track' })
const peer = { address: '192.0.2.7', rawHeaders: ['Host', 'collector.test', 'X-Own', '1'] }
const ask = (path: string, init: RequestInit = {}, application = standalone) =>
  application.fetch(new Request(`https://collector.test${path}`, init), peer)
const JSON_TYPE = { 'content-type': 'application/json' }
const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, headers: { ...JSON_TYPE, ...headers } })
const query = new URLSearchParams(item)
const HOSTILE = { ...item, se_ac: { toString: 1 }, se_la: { valueOf: 1 }, e: ['se'] }

afterEach(() => ask('/micro/reset'))

describe('a collector that stands alone', () => {
  test.each([
    ['POST', TP2, 200, 'ok'],
    ['POST', '/com.acme/track', 200, 'ok'],
    ['POST', '/-/collect_events', 200, ''],
    ['POST', `/t/own${TP2}`, 200, 'ok'],
    ['OPTIONS', '/any/path/at/all', 200, ''],
    ['GET', '/health', 200, 'ok'],
    ['DELETE', '/health', 200, 'ok'],
    ['GET', '/micro/all', 200, '{"total":0,"good":0,"bad":0}'],
    ['GET', '/micro/all/', 404, '"Supported endpoints: '],
    ['POST', '/micro/good', 400, '{"error":"Failed to filter good events: \\"data\\" is no'],
    ['GET', '/micro/bad?limit=1', 200, '[]'],
    ['GET', '/micro/events', 200, '[]'],
    ['GET', '/micro/reset', 200, '"Reset completed"'],
    ['GET', '/micro/wait?timeout=0', 504, '{"error":"Failed to wait for 1 event: '],
    ['GET', '/micro/iglu/com.acme/x/jsonschema/1-0-0', 404, '{"error":"NotFound"'],
    ['GET', '/micro/iglu/com.acme', 404, '"Supported endpoints: '],
    ['GET', '/micro/iglu/a/b/jsonschema/1.0', 404, '"Schema lookup should be in format iglu/{ve'],
    ['GET', '/micro/columns', 200, '[]'],
    ['POST', '/micro/columns', 404, '"Supported endpoints: '],
    ['GET', '/micro/auth-config', 200, '{"domain":"","audience":"","clientId":"","enabled":false}'],
    ['GET', '/micro/ui', 200, '<!doctype html>'],
    ['GET', '/micro/ui/', 200, '<!doctype html>'],
    [
      'GET',
      '/micro',
      404,
      '"Supported endpoints: /micro/all, /micro/good, /micro/bad, /micro/events, ',
    ],
    ['POST', '/micro/none', 404, '"Supported endpoints: '],
    ['PUT', '/micro/all', 404, '"Supported endpoints: '],
    ['OPTIONS', '/micro/all', 404, '"Supported endpoints: '],
    ['GET', '/sink-health', 200, 'ok'],
    ['GET', '/robots.txt', 200, 'User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\n'],
    ['GET', '/r/tp2', 404, 'redirects disabled'],
    ['POST', '/r/tp2', 404, 'redirects disabled'],
    ['PUT', TP2, 404, 'Not found.'],
    ['POST', '/a', 404, 'Not found.'],
    ['GET', '/a/b', 200, 'GIF89a'],
    ['GET', '/a/b/c', 404, 'Not found.'],
    ['GET', '/r/tp2?u=https://collector.test', 404, 'redirects disabled'],
    ['POST', '/com.snowplowanalytics.iglu/v1?schema=x', 200, 'ok'],
  ])('answers %s %s with %i', async (method, path, status, text) => {
    collector.expectBadRows()
    const body = method === 'POST' ? bodyOf(item) : null
    const response = await ask(path, { method, body, headers: JSON_TYPE })
    expect(response.status).toBe(status)
    const answer = await response.text()
    expect(answer.slice(0, text.length)).toBe(text)
    // Nothing more than what the table says.
    if (text === '' || text.endsWith('.')) expect(answer).toBe(text)
  })

  test.each([TP2, '/i', '/ice.png', '/com.acme/track'])(
    'takes GET and HEAD of %s',
    async (path) => {
      const pixel = await ask(`${path}?${query}`)
      expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif'])
      expect((await ask(`${path}?${query}`, { method: 'HEAD' })).status).toBe(200)
      expect(collector.requests.map(({ method }) => method)).toEqual(['GET', 'HEAD'])
      expect(fakes.journal.events).toHaveLength(2)
    },
  )

  test('prints a bad item whose contexts nest too deep to be printed', async () => {
    collector.expectBadRows()
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const cx = Buffer.from(`{"schema":"x","data":[{"schema":"x","data":${deep}}]}`)
    const ue = Buffer.from(`{"schema":"x","data":{"schema":"x","data":${deep}}}`)
    const fields = { ...item, cx: cx.toString('base64url'), ue_px: ue.toString('base64url') }
    await ask(`/i?${new URLSearchParams(fields)}`)
    for (const end of ['events', 'bad', 'columns']) {
      const answer = await ask(`/micro/${end}`)
      expect(JSON.parse(await answer.text())).not.toEqual([])
    }
    const [event] = await (await ask('/micro/events')).json()
    expect(Object.keys(event).filter((key) => key.startsWith('contexts_'))).toEqual([
      'contexts_com_snowplowanalytics_snowplow_failure_1',
    ])
  })

  test('has no namespace that a URL cannot have', async () => {
    const headers = { ...JSON_TYPE, 'collector-namespace': '..' }
    const answer = await ask(TP2, { method: 'POST', body: bodyOf(item), headers })
    expect([answer.status, collector.events]).toEqual([404, []])
    for (const url of ['/t/./i?e=se', '/t/%2e%2E/micro/reset', '/t/../micro/reset']) {
      // As a client sends it that does not resolve it.
      const request = { method: 'GET', url, headers: new Headers(), body: null }
      const signal = AbortSignal.timeout(1000)
      expect((await standalone.answer({ ...request, signal })).status).toBe(404)
    }
  })

  test('knows a structured event by its older names', async () => {
    const own = standaloneCollector({}, runningTest)
    const older = { e: 'ev', ev_ca: 'CLI', ev_ac: 'pull_package', ev_la: 'npm', ev_va: '2' }
    await ask(
      `/i?${new URLSearchParams({ ...older, se_ca: '', ev_pr: 'old', se_pr: 'new' })}`,
      {},
      own,
    )
    expect(fakes.journal.events).toMatchObject([
      {
        name: 'pull_package',
        category: 'CLI',
        additionalProperties: { label: 'npm', property: 'new', value: 2 },
      },
    ])
    expect(collector.deliveries).toMatchObject([{ name: 'pull_package', accepted: 1 }])
    const found = await ask('/micro/wait?internal_event=pull_package&timeout=0', {}, own)
    expect([found.status, (await found.json()).length]).toEqual([200, 1])
    const { body } = await ask('/micro/stream', {}, own)
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    expect((await reader?.read())?.value).toMatch(/"name":"pull_package","detail":"CLI · npm"/)
    await reader?.cancel()
  })

  test('keeps what it is told of the request', async () => {
    const headers = { 'user-agent': 'own/1.0', 'content-type': 'application/json' }
    await post(`/t/a%20b${TP2}`, bodyOf(item), headers)
    const [event] = (await (await ask('/t/a%20b/micro/good')).json()) as object[]
    expect(event).toMatchObject({
      rawEvent: {
        contentType: 'application/json',
        context: {
          ipAddress: '192.0.2.7',
          useragent: 'own/1.0',
          headers: ['Host: collector.test', 'X-Own: 1'],
        },
      },
    })
    await post('/com.acme/track', bodyOf(item), { 'collector-namespace': 'a b' })
    expect(await (await ask('/t/a%20b/micro/all')).json()).toMatchObject({ total: 2 })
    await ask('/t/a%20b/micro/reset')
  })

  test('knows paths as the pipeline does, and what it does not know is a bad row', async () => {
    collector.expectBadRows()
    const init = { method: 'POST', body: bodyOf(item), headers: JSON_TYPE }
    const query = 'schema=iglu:com.acme/campaign/jsonschema/1-0-0&user=7'
    expect((await ask('/com.acme/track', init, strict)).status).toBe(200)
    expect((await ask(`/com.acme/track?${new URLSearchParams(item)}`, {}, strict)).status).toBe(200)
    expect((await ask(`/com.snowplowanalytics.iglu/v1?${query}`, {}, strict)).status).toBe(200)
    const forwarded = { method: 'POST', body: gzipSync(bodyOf(item)) }
    const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain' }
    await ask('/-/collect_events', { ...forwarded, headers }, strict)
    await ask(TP2, { ...forwarded, headers }, strict)
    const message =
      'the path "/com.acme/track" is not one that the pipeline knows: trackers send to /com.snowplowanalytics.snowplow/tp2'
    expect(collector.badRows.map(({ reasons }) => reasons)).toEqual([
      [{ message }],
      [{ message }],
      [
        {
          message: 'the content type is "text/plain", and should be application/json in UTF-8',
        },
      ],
    ])
    expect(collector.events.map(({ type }) => type)).toEqual(['unstruct', 'struct'])
  })

  test('has a client remember who it is, unless that wants to be nobody', async () => {
    const send = async (headers: Record<string, string>, query = '') => {
      const response = await post(`/t/cookie${TP2}${query}`, bodyOf(item), headers)
      const [event] = (await (await ask('/t/cookie/micro/good')).json()) as {
        event: Record<string, unknown>
        rawEvent: { context: Record<string, unknown> }
      }[]
      return {
        cookie: response.headers.get('set-cookie'),
        columns: [event?.event['network_userid'], event?.event['user_ipaddress']],
        context: event?.rawEvent.context,
      }
    }
    const first = await send({})
    const [, id] =
      /^sp=([\da-f-]{36}); Expires=.* GMT; Path=\/; Secure; HttpOnly; SameSite=None$/.exec(
        first.cookie ?? '',
      ) ?? [undefined, 'no cookie']
    expect(first.columns).toEqual([id, '192.0.2.7'])
    expect(first.context).toMatchObject({ userId: id, ipAddress: '192.0.2.7' })

    const again = await send({ cookie: `a=b; sp=${id}`, 'x-forwarded-for': '9.9.9.9, 8.8.8.8' })
    expect(again.cookie).toMatch(`sp=${id};`)
    expect(again.columns).toEqual([id, '9.9.9.9'])

    expect((await send({ cookie: `sp=${id}` }, '?nuid=given')).columns[0]).toBe('given')
    expect((await send({ cookie: 'sp="a b"' }, '?nuid=a%0Ab')).cookie).toMatch(/^sp=[\da-f-]{36};/)

    const nobody = await send({ 'sp-anonymous': '*', 'x-forwarded-for': '9.9.9.9' })
    expect(nobody.cookie).toBeNull()
    expect(nobody.columns).toEqual(['00000000-0000-0000-0000-000000000000', 'unknown'])
    const forgotten = await send({ 'sp-anonymous': '*', cookie: `sp=${id}` })
    expect(forgotten.cookie).toMatch(/^sp=; Expires=/)
    await ask('/t/cookie/micro/reset')
  })

  test('makes columns of the request where an item has none of its own', async () => {
    const send = async (fields: Record<string, string>, headers: Record<string, string>) => {
      await ask(`/t/own/i?${new URLSearchParams({ ...item, ...fields })}`, { headers })
      const [event] = (await (await ask('/t/own/micro/good')).json()) as { event: object }[]
      return event?.event
    }
    const referer = 'http://ref.example/p?q=1'
    expect(await send({}, { referer })).toMatchObject({
      event_id: expect.stringMatching(/^[\da-f-]{36}$/),
      page_url: referer,
      page_urlhost: 'ref.example',
      page_urlpath: '/p',
      refr_urlhost: null,
    })
    const given = {
      url: 'http://example.com/a b',
      refr: 'http://b.example',
      ua: 'mine',
      ip: '1.1.1.1',
    }
    expect(await send(given, { referer, 'user-agent': 'theirs' })).toMatchObject({
      page_url: 'http://example.com/a%20b',
      page_urlpath: '/a%20b',
      refr_urlhost: 'b.example',
      refr_urlpath: null,
      useragent: 'mine',
      user_ipaddress: '1.1.1.1',
    })
    const large = await ask(
      `/t/own/i?${new URLSearchParams({ ...item, se_va: '9007199254740993' })}`,
    )
    expect(large.status).toBe(200)
    expect(await (await ask('/t/own/micro/good')).text()).toContain('"se_value":9007199254740993,')
    await ask('/t/own/micro/reset')
  })

  test('counts for the running test over the usage data API', async () => {
    const send = (headers: Record<string, string>) =>
      post('/api/v4/usage_data/track_event', JSON.stringify({ event: 'pull_package' }), headers)
    expect((await send({})).status).toBe(401)
    const response = await send({ 'job-token': 'x' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(fakes.journal.events).toMatchObject([{ name: 'pull_package', user: { id: 1 } }])
  })

  test('reads no more of a body than it may', async () => {
    collector.expectBadRows()
    let read = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 1000
        controller.enqueue(new Uint8Array(1000))
        if (read >= 10_000) controller.close()
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    expect((await ask(TP2, init)).status).toBe(413)
    const packed = gzipSync(bodyOf({ ...item, se_la: 'x'.repeat(2000) }))
    expect((await post(TP2, packed, { 'content-encoding': 'gzip' })).status).toBe(413)
    expect(collector.badRows.map(({ reasons }) => reasons)).toEqual([])
    expect(collector.requests.flatMap(({ badRows }) => badRows)).toMatchObject([
      { reasons: [{ message: 'the body is larger than 2000 bytes' }] },
      { reasons: [{ message: 'the body is larger than 2000 bytes' }] },
    ])
  })

  test('breaks the connection, or waits until the client gives up, where a test says so', async () => {
    collector.respondWith('network-error', { times: 1 })
    expect((await post(TP2, bodyOf(item))).type).toBe('error')
    for (const patience of [AbortSignal.timeout(20), AbortSignal.abort()]) {
      collector.respondWith('timeout', { times: 1 })
      const init = { method: 'POST', body: bodyOf(item), signal: patience }
      expect((await ask(TP2, init)).type).toBe('error')
    }
    expect(collector.requests.map(({ status }) => status)).toEqual(Array(3).fill(undefined))
    expect(await (await ask('/micro/all')).json()).toMatchObject({ total: 0 })
  })
})

describe('its stream', () => {
  const readerOf = async () => {
    const { body, headers } = await ask('/micro/stream')
    expect(headers.get('content-type')).toBe('text/event-stream')
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    return { next: async () => (await reader?.read())?.value, cancel: () => reader?.cancel() }
  }

  test('tells a page what was there, what comes, and what is forgotten', async () => {
    await post(TP2, bodyOf({ ...item, se_ac: 'early' }))
    const { next, cancel } = await readerOf()
    expect(await next()).toBe('event: begin\ndata: null\n\n')
    expect(await next()).toMatch(/^event: entries\ndata: \[\{.*"name":"early"/)
    await post(`/t/own${TP2}`, bodyOf({ ...item, se_ac: 'late' }))
    expect(await next()).toMatch(/^event: entries\ndata: \[\{.*"namespace":"own".*"name":"late"/)
    await ask('/t/own/micro/reset')
    expect(await next()).toBe('event: reset\ndata: "own"\n\n')
    await cancel()
  })

  test('shows what no code can print', async () => {
    collector.expectBadRows()
    const { next, cancel } = await readerOf()
    await next()
    await post(TP2, JSON.stringify({ ...JSON.parse(bodyOf()), data: [HOSTILE, 'se', 3] }))
    expect(await next()).toMatch(
      /^event: entries\ndata: \[\{.*"name":"\{\\"toString\\":1\}".*"fields":\{.*"se_ac":\{"toString":1\}/,
    )
    await cancel()
  })

  test('answers HEAD with its headers alone', async () => {
    const { status, headers, body } = await ask('/micro/stream', { method: 'HEAD' })
    expect([status, headers.get('content-type'), body]).toEqual([200, 'text/event-stream', null])
  })

  test('forgets beside a page that does not read', async () => {
    const application = standaloneCollector({})
    const send = (path: string, init?: RequestInit) => ask(path, init, application)
    const { body } = await send('/micro/stream')
    const large = bodyOf(
      ...Array.from({ length: 9 }, () => ({ ...item, se_la: 'x'.repeat(900_000) })),
    )
    const statuses: number[] = []
    for (let count = 0; count < 9; count++) {
      await send(TP2, { method: 'POST', body: large, headers: JSON_TYPE })
      statuses.push((await send('/micro/reset')).status)
    }
    expect(new Set(statuses)).toEqual(new Set([200]))
    await body?.cancel()
  }, 20_000)

  test('ends for a page that does not read', async () => {
    const application = standaloneCollector({})
    const send = (path: string, init?: RequestInit) => ask(path, init, application)
    const { body } = await send('/micro/stream')
    const large = bodyOf(
      ...Array.from({ length: 9 }, () => ({ ...item, se_la: 'x'.repeat(900_000) })),
    )
    for (let count = 0; count < 8; count++)
      await send(TP2, { method: 'POST', body: large, headers: JSON_TYPE })
    await expect(body?.getReader().closed).rejects.toThrow('the page does not read')
  }, 20_000)
})

describe('a collector in process', () => {
  test.each([
    ['GET', `https://collector.test/i?${query}`, true],
    ['GET', `https://collector.test/ice.png?${query}`, true],
    ['GET', `https://collector.test${TP2}?${query}`, true],
    ['GET', 'https://collector.test/i', true],
    ['GET', 'https://collector.test/i?page=2', true],
    ['HEAD', `https://collector.test/i?${query}`, true],
    ['HEAD', 'https://collector.test/i', true],
    ['POST', `https://collector.test${TP2}`, true],
    ['OPTIONS', `https://collector.test${TP2}`, true],
    ['POST', 'https://collector.test/-/collect_events', true],
    ['POST', 'https://collector.test/com.acme/track', true],
    ['POST', 'https://collector.test/com.acme/other', false],
    ['POST', 'https://collector.test/com.snowplowanalytics.iglu/v1', true],
    ['GET', 'https://collector.test/com.snowplowanalytics.iglu/v1?schema=x', true],
    ['GET', 'https://collector.test/com.snowplowanalytics.iglu/v1', true],
    ['PUT', 'https://collector.test/i', false],
    ['POST', `https://collector.test/t/own${TP2}`, false],
    ['PUT', `https://collector.test${TP2}`, false],
    ['GET', 'https://collector.test/micro/all', false],
    ['POST', `https://other.test${TP2}`, false],
  ])('of its own URL: %s %s is taken: %s', (method, url, taken) => {
    expect(inProcess.takes(method, url)).toBe(taken)
  })

  test.each([
    ['GET', '/i', false],
    ['HEAD', '/i', false],
    ['GET', '/i?page=2&url=https://example.com&lang=en&unit=1', false],
    ['GET', '/ice.png?x', false],
    ['GET', '/i?e=se', true],
    ['GET', '/i?se_ac=pull_package', true],
    ['GET', '/i?ev_ac=pull_package', true],
    ['GET', '/i?p=srv', true],
    ['HEAD', '/ice.png?tv=own', true],
    ['GET', '/i?x=1&cx=e30', true],
    ['GET', TP2, true],
    ['HEAD', TP2, true],
    ['GET', '/com.snowplowanalytics.iglu/v1', true],
    ['HEAD', '/com.snowplowanalytics.iglu/v1?x', true],
  ])('on any host takes what a tracker may have sent: %s %s %s', (method, path, taken) => {
    expect(inProcessCollector({}).takes(method, `https://other.test${path}`)).toBe(taken)
  })

  test('judges a request without a type as a port does', async () => {
    collector.expectBadRows()
    const path = `/i?${new URLSearchParams({ ...item, e: '' })}`.replace('e=&', '')
    for (const application of [inProcessCollector({}), standaloneCollector({}, runningTest)]) {
      await ask(path, {}, application)
    }
    const row = { reasons: [{ field: 'e', message: 'e is missing' }] }
    expect(collector.badRows).toMatchObject([row, row])
  })

  test('on any host has no path of its own', () => {
    const anywhere = inProcessCollector({})
    expect(anywhere.takes('POST', `https://other.test${TP2}`)).toBe(true)
    expect(anywhere.takes('POST', 'https://other.test/com.acme/track')).toBe(false)
    expect(inProcessCollector({ url: 'https://a.test' }).takes('POST', 'https://a.test/')).toBe(
      false,
    )
  })

  test('answers without CORS where no origin asks', async () => {
    const response = await ask(
      TP2,
      { method: 'POST', body: bodyOf(item), headers: JSON_TYPE },
      inProcess,
    )
    expect([response.status, await response.text()]).toEqual([200, 'ok'])
    expect([...response.headers.keys()].sort()).toEqual(['content-length', 'content-type'])
    expect(collector.events).toHaveLength(1)
  })
})
