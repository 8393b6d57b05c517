import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import { bodyOf, item, read, TP2 } from '../send.ts'

const collector = await startCollector({ maxBytes: 20_000 })
const { url } = collector
afterAll(() => collector.close())

const agent = new Agent({ keepAlive: true, maxSockets: 50 })
afterAll(() => agent.destroy())

const JSON_TYPE = { 'content-type': 'application/json' }

/** Without fetch, which refuses what no client should send. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array | string,
) {
  // Node.js leaves it out for methods that have no body as a rule.
  const framed = { ...headers, 'content-length': Buffer.byteLength(body) }
  return new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${url}/`, { agent, method, path, headers: framed }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

test('50 clients that send 100,000 events lose none', async () => {
  const requests = 40
  const clients = Array.from({ length: 50 }, async (_, client) => {
    for (let count = 0; count < requests; count++) {
      const events = Array.from({ length: 50 }, (_, event) => ({
        ...item,
        se_la: `${client}-${count}-${event}`,
      }))
      const status = await send('POST', `/t/load${TP2}`, JSON_TYPE, bodyOf(...events))
      expect(status).toBe(200)
    }
  })
  await Promise.all(clients)
  expect(await read(`${url}/t/load/micro/all`)).toEqual({ total: 100_000, good: 100_000, bad: 0 })
  const events = await read<{ rawEvent: { parameters: { se_la: string } } }[]>(
    `${url}/t/load/micro/good?limit=1000`,
  )
  expect(new Set(events.map(({ rawEvent }) => rawEvent.parameters.se_la)).size).toBe(1000)
  expect(collector.events).toHaveLength(100_000)
  // The server closes idle connections after five seconds, which reading takes on a busy machine.
  agent.destroy()
}, 60_000)

const method = fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH')
const text = fc.string({ unit: 'binary-ascii', maxLength: 30 }).map(encodeURI)
const path = fc.oneof(
  fc.constantFrom(
    TP2,
    '/i',
    '/-/collect_events',
    '/a/b',
    '/micro/good',
    '/micro/bad',
    '/micro/events',
    '/micro/reset',
    '/micro/ui',
    '/t/x/micro/all',
    '/t/%E0%A4%A/i',
    '/api/v4/usage_data/track_event',
    '//',
    '*',
    'http://other.test/i?e=se',
  ),
  text.map((rest) => `/${rest}`),
)
const json = fc.oneof(
  fc.json(),
  fc
    .json()
    .map(
      (data) =>
        `{"schema":"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4","data":[${data}]}`,
    ),
  fc.constantFrom(
    bodyOf(JSON.parse('{"__proto__":{"e":"se"},"constructor":"x","e":"se","p":"srv","tv":"x"}')),
    '['.repeat(15_000),
    `{"filters":[],"page":1,"pageSize":1,"sorting":{"column":"__proto__"}}`,
    `{"__proto__":"x"}`,
    bodyOf({ ...item, cx: '====', ue_px: '\u0000' }),
  ),
)
const body = fc.oneof(json, fc.uint8Array({ maxLength: 300 }), fc.constant('x'.repeat(20_001)))
const headers = fc.record(
  {
    'content-type': fc.constantFrom('application/json', 'text/plain; charset=klingon', ';;'),
    'content-encoding': fc.constantFrom('gzip', 'br', 'deflate, gzip', 'nonsense'),
    'collector-namespace': fc.constantFrom('', 'x', '__proto__'),
    origin: fc.constantFrom('null', 'https://app.test'),
    'private-token': fc.constant('x'),
  },
  { requiredKeys: [] },
)

test('any bytes to any path get an answer, and harm nothing', async () => {
  collector.expectBadRows()
  await fc.assert(
    fc.asyncProperty(method, path, fc.webQueryParameters(), headers, body, async (...given) => {
      const [method, path, query, headers, body] = given
      const target = query === '' ? path : `${path}?${query}`
      const waits = path.startsWith('/micro/wait') || path.startsWith('/micro/stream')
      if (waits) return
      const status = await send(method, target, headers, method === 'TRACE' ? '' : body)
      expect(status).toBeGreaterThanOrEqual(200)
      expect([500, undefined]).not.toContain(status)
    }),
    { numRuns: 500 },
  )
  expect(await (await fetch(`${url}/health`)).text()).toBe('ok')
  expect(Object.prototype).not.toHaveProperty('e')
}, 30_000)
