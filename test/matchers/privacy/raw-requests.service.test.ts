import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import { privacyCanary, trackInternalEvent } from '../../../src/entries/index.ts'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'
import { beginTest, currentRun, runToEnd } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'

const { close } = interceptCollector({ url: 'https://collector.test' })
afterAll(close)

const TP2 = '/com.snowplowanalytics.snowplow/tp2'
const URL = `https://collector.test${TP2}`
const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'
const JSON_TYPE = { 'content-type': 'application/json' }

function send(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = JSON_TYPE,
  url: string = URL,
) {
  return fetch(url, { method: 'POST', body, headers })
}

const item = (label: string) => ({
  e: 'se',
  p: 'web',
  tv: 'x',
  se_ca: 'a',
  se_ac: 'b',
  se_la: label,
})
const envelope = (label: string) => JSON.stringify({ schema: SCHEMA, data: [item(label)] })

type Way = readonly [name: string, request: (value: string) => Promise<unknown>]
const WAYS: readonly Way[] = [
  ['text/plain', (value) => send(envelope(value), { 'content-type': 'text/plain' })],
  ['invalid JSON', (value) => send(`${envelope(value).slice(0, -1)},`)],
  ['trailing bytes', (value) => send(`${envelope(value)} x`)],
  ['no content type', (value) => send(new TextEncoder().encode(envelope(value)), {})],
  [
    'gzip',
    (value) =>
      send(new Uint8Array(gzipSync(envelope(value))), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
  ],
  ['gzip without its header', (value) => send(new Uint8Array(gzipSync(envelope(value))))],
  [
    'another schema',
    (value) => send(JSON.stringify({ schema: 'iglu:a/b/jsonschema/1-0-0', data: [item(value)] })),
  ],
  ['an object as data', (value) => send(JSON.stringify({ schema: SCHEMA, data: item(value) }))],
  ['its URL', (value) => send('x', JSON_TYPE, `${URL}?a=${encodeURIComponent(value)}`)],
]

test.for(WAYS)('a refused request is looked at: %s', async ([, request]) => {
  collector.expectBadRows()
  const message = await messageOf(async () => {
    await expect(() => request('ada@example.com')).toKeepPrivate()
  })
  expect(message).toContain('an e-mail address, "a…" (15 characters) [email]')
  await expect(() => request('npm')).toKeepPrivate()
  const canary = privacyCanary('email')
  const ended = await messageOf(async () => {
    await expect(() => request(canary)).toKeepPrivate()
  })
  expect(ended).toContain('the canary "email"')
  currentRun().canaries.length = 0
})

const port = await startCollector()
afterAll(() => port.close())

const at = (path: string, init?: RequestInit) => fetch(`${port.url}${path}`, init)
const REFUSED: readonly Way[] = [
  ['a slash too many', (value) => at(`${TP2}/`, { method: 'POST', body: value })],
  ['another method', (value) => at(TP2, { method: 'PUT', body: value })],
  ['a path of three parts', (value) => at('/com.acme/track/v1', { method: 'POST', body: value })],
  ['a redirect', (value) => at(`/r/tp2?u=${encodeURIComponent(value)}`)],
  ['a pixel with a slash', (value) => at(`/i/?e=se&u=${encodeURIComponent(value)}`)],
]

test.for(REFUSED)('so is one that no end point takes: %s', async ([, request]) => {
  const message = await messageOf(async () => {
    await expect(() => request('ada@example.com')).toKeepPrivate()
  })
  expect(message).toContain('an e-mail address, "a…" (15 characters) [email]')
  const consent = await messageOf(async () => {
    await expect(() => request('npm')).toRespectConsent({ withdrawn: true })
  })
  expect(consent).toContain('reached the collector')
  const canary = privacyCanary('email')
  const told = await messageOf(async () => {
    await expect(() => request(canary)).toKeepPrivate()
  })
  expect(told).toContain('the canary "email"')
  currentRun().canaries.length = 0
})

test('so is one to the usage data API that nobody has signed', async () => {
  const request = (label: string) =>
    at('/api/v4/usage_data/track_event', {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ event: 'pull_package', additional_properties: { label } }),
    })
  const message = await messageOf(async () => {
    await expect(() => request('ada@example.com')).toKeepPrivate()
  })
  expect(message).toContain('an e-mail address, "a…" (15 characters) [email]')
})

test('what asks a collector on a port for something sends nothing', async () => {
  await expect(async () => {
    await at('/health')
    await at('/micro/all')
    await at('/favicon.ico')
  }).toRespectConsent({ withdrawn: true })
})

test('a canary in a header of a request, or in the URI of a schema, fails its test', async () => {
  for (const request of [
    (value: string) => send(envelope('npm'), { ...JSON_TYPE, 'x-forwarded-for': value }),
    (value: string) =>
      send(
        JSON.stringify({
          schema: SCHEMA,
          data: [
            {
              ...item('npm'),
              co: JSON.stringify({
                schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
                data: [{ schema: `iglu:com.gitlab/${value}/jsonschema/1-0-0`, data: {} }],
              }),
            },
          ],
        }),
      ),
  ]) {
    const error = await runToEnd(beginTest('the inner test'), async () => {
      collector.expectBadRows()
      await request(privacyCanary('username'))
    }).catch((failure: Error) => failure.message)
    expect(error).toContain('the canary "username"')
  }
})

test('a refused request that nobody awaits is told when the test ends', async () => {
  for (const late of [
    () => void send('x', { 'content-type': 'text/plain' }).catch(() => {}),
    () => void setTimeout(() => send('x').catch(() => {}), 5),
  ]) {
    const error = await runToEnd(beginTest('the inner test'), async () => {
      collector.expectBadRows()
      await expect(late).toRespectConsent({ withdrawn: true })
      await new Promise((resolve) => setTimeout(resolve, 30))
    }).catch((failure: Error) => failure.message)
    expect(error).toContain(`POST ${URL} reached the collector`)
  }
})

test('the events of requests that are read stay as they are', async () => {
  await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } })).toKeepPrivate()
})
