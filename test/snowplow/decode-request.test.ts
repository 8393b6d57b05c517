import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { buildSelfDescribingEvent, buildStructEvent, newTracker } from '@snowplow/node-tracker'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CollectorRequest, createDecoder } from '../../src/snowplow/decode-request.ts'

const TP2 = '/com.snowplowanalytics.snowplow/tp2'
const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'
const LIMIT = 100_000
const event = { e: 'se', p: 'srv', tv: 'node-4.8.0', se_ca: 'CLI', se_ac: 'pull_package' }
const context = {
  schema: 'iglu:com.example/x/jsonschema/1-0-0',
  data: { name: 'naïve >>>> ???? >>>>> ?????' },
}
const contexts = JSON.stringify({
  schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1',
  data: [context],
})
const unstruct = JSON.stringify({
  schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
  data: context,
})
const base64 = (text: string) => Buffer.from(text).toString('base64')
const base64url = (text: string) => Buffer.from(text).toString('base64url')

function post(
  body: unknown,
  headers: Record<string, string> = {},
  encode: (text: string) => Uint8Array = (text) => Buffer.from(text),
): CollectorRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { method: 'POST', url: TP2, headers: new Headers(headers), body: encode(text) }
}
const get = (query: string, path = '/i'): CollectorRequest => ({
  method: 'GET',
  url: `${path}?${query}`,
  headers: new Headers(),
  body: new Uint8Array(),
})
const envelope = (...data: unknown[]) => ({ schema: SCHEMA, data })
const decode = createDecoder({ maxBytes: LIMIT })
const reasonsOf = (request: CollectorRequest) =>
  decode(request).badRows.flatMap(({ reasons }) => reasons)

/** The requests that a real tracker sends. */
async function sentBy(config: object, track: (tracker: ReturnType<typeof newTracker>) => void) {
  const requests: CollectorRequest[] = []
  const customFetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    requests.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: new Uint8Array(await request.arrayBuffer()),
    })
    return new Response('ok')
  }
  const tracker = newTracker(
    { namespace: 'gl', appId: 'cli', ...config },
    { endpoint: 'http://collector.test', ...config, customFetch },
  )
  track(tracker)
  await tracker.flush()
  return requests
}

describe.each([
  ['POST, encoded', { eventMethod: 'post', encodeBase64: true }],
  ['POST, plain', { eventMethod: 'post', encodeBase64: false }],
  ['GET, encoded', { eventMethod: 'get', encodeBase64: true }],
  ['GET, plain', { eventMethod: 'get', encodeBase64: false }],
])('what the real tracker sends by %s', (_name, config) => {
  test('is read whole', async () => {
    const requests = await sentBy(config, (tracker) => {
      tracker.track(
        buildStructEvent({ category: 'Écran', action: 'a b+c~d', label: '日本', value: 0 }),
        [context],
      )
      tracker.track(buildSelfDescribingEvent({ event: context }), [context, context])
    })
    const decoded = requests.map(decode)
    expect(decoded.flatMap(({ badRows }) => badRows)).toEqual([])
    expect(decoded.some(({ refused }) => refused)).toBe(false)
    expect(decoded.flatMap(({ events }) => events)).toMatchObject([
      {
        type: 'struct',
        payload: { se_ca: 'Écran', se_ac: 'a b+c~d', se_la: '日本', se_va: '0', tna: 'gl' },
        contexts: [context],
        selfDescribing: undefined,
      },
      { type: 'unstruct', contexts: [context, context], selfDescribing: context },
    ])
    for (const { events } of decoded) {
      for (const { id } of events) expect(id).toMatch(/^[\da-f-]{36}$/)
    }
  })
})

describe('what else is sent', () => {
  test('the two alphabets of base64 differ in what is sent here', () => {
    expect(base64(contexts)).toMatch(/\+.*\//)
    expect(base64url(contexts)).toMatch(/-.*_/)
  })

  test.each<[string, CollectorRequest]>([
    ['base64 with padding', post(envelope({ ...event, cx: base64(contexts) }))],
    ['base64url without padding', post(envelope({ ...event, cx: base64url(contexts) }))],
    ['plain JSON', post(envelope({ ...event, co: contexts }))],
    [
      'GET on the path of POST',
      get(new URLSearchParams({ ...event, co: contexts }).toString(), TP2),
    ],
    [
      'GET with encodeURIComponent',
      get(`e=se&p=srv&tv=x&se_ac=pull_package&co=${encodeURIComponent(contexts)}`),
    ],
  ])('contexts as %s', (_name, request) => {
    expect(decode(request).events).toMatchObject([
      { payload: { se_ac: 'pull_package' }, contexts: [context] },
    ])
  })

  test('a self-describing event as base64 and as JSON', () => {
    const request = post(
      envelope(
        { ...event, e: 'ue', ue_px: base64(unstruct) },
        { ...event, e: 'ue', ue_pr: unstruct },
      ),
    )
    expect(decode(request).events.map(({ selfDescribing }) => selfDescribing)).toEqual([
      context,
      context,
    ])
  })

  test('every type of event', () => {
    const types = ['se', 'pv', 'pp', 'tr', 'ti']
    const request = post(envelope(...types.map((e) => ({ ...event, e }))))
    expect(decode(request).events.map(({ type }) => type)).toEqual([
      'struct',
      'page_view',
      'page_ping',
      'transaction',
      'transaction_item',
    ])
  })

  test.each<[string, Record<string, string>, (text: string) => Uint8Array]>([
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync],
    ['deflate', { 'content-encoding': 'deflate' }, deflateSync],
    ['br', { 'Content-Encoding': 'BR' }, brotliCompressSync],
    ['identity', { 'content-encoding': 'identity' }, (text) => Buffer.from(text)],
    [
      'two encodings',
      { 'content-encoding': 'gzip, br' },
      (text) => brotliCompressSync(gzipSync(text)),
    ],
    [
      'another charset',
      { 'content-type': 'application/json; charset="UTF-16LE"' },
      (text) => Buffer.from(text, 'utf16le'),
    ],
    ['no charset', { 'content-type': 'application/json' }, (text) => Buffer.from(text)],
  ])('a body in %s', (_name, headers, encode) => {
    const request = post(envelope({ ...event, se_la: 'naïve' }), headers, encode)
    expect(decode(request).events).toMatchObject([{ payload: { se_la: 'naïve' } }])
  })
})

describe('bad rows', () => {
  test.each<[string, unknown, object]>([
    [
      'an unknown field',
      { ...event, colour: 'red' },
      { field: 'colour', message: 'colour is not a field of payload_data' },
    ],
    [
      'a number',
      { ...event, vid: 3 },
      { field: 'vid', message: 'vid should be a string, but is a number' },
    ],
    [
      'null',
      { ...event, uid: null },
      { field: 'uid', message: 'uid should be a string, but is null' },
    ],
    ['a missing field', { e: 'se', p: 'srv' }, { field: 'tv', message: 'tv is missing' }],
    [
      'an unknown type',
      { ...event, e: 'xx' },
      { field: 'e', message: 'e is "xx", which is not a type of event' },
    ],
    [
      'an id that is none',
      { ...event, eid: '1' },
      { field: 'eid', message: 'eid is not a valid UUID' },
    ],
    ['bad base64', { ...event, cx: '%%%' }, { field: 'cx', message: 'cx is not valid base64' }],
    [
      'base64 of no JSON',
      { ...event, cx: base64('{') },
      { field: 'cx', message: 'cx does not hold valid JSON' },
    ],
    [
      'contexts without schema',
      { ...event, co: '{"data":[]}' },
      { field: 'co', message: 'co does not hold an object with schema and data' },
    ],
    [
      'contexts that are no list',
      { ...event, co: '{"schema":"x","data":{}}' },
      { field: 'co', message: 'co does not hold a list of contexts with schema and data' },
    ],
    [
      'a context without data',
      { ...event, co: '{"schema":"x","data":[{"schema":"y"}]}' },
      { field: 'co', message: 'co does not hold a list of contexts with schema and data' },
    ],
    [
      'a self-describing event without one',
      { ...event, e: 'ue' },
      { field: 'ue_px', message: 'ue_px and ue_pr are missing, so the event is unknown' },
    ],
    [
      'a self-describing event of nothing',
      { ...event, e: 'ue', ue_pr: '{"schema":"x","data":3}' },
      { field: 'ue_pr', message: 'ue_pr does not hold an event with schema and data' },
    ],
    [
      '__proto__',
      JSON.parse(`{"__proto__":"x","e":"se","p":"srv","tv":"x"}`),
      { field: '__proto__', message: '__proto__ is not a field of payload_data' },
    ],
    ['an item that is no object', 'se', { message: 'the item is not an object' }],
  ])('%s is told, and what is good beside it is kept', (_name, item, reason) => {
    const decoded = decode(post(envelope(event, item)))
    expect(decoded.badRows).toEqual([{ reasons: [reason], payload: item }])
    expect(decoded.events).toMatchObject([{ payload: event }])
  })

  test('the real pipeline refuses the whole request for an item that breaks payload_data', () => {
    expect(decode(post(envelope(event, { ...event, vid: 3 }))).refused).toBe(true)
    expect(decode(post(envelope(event, 3))).refused).toBe(true)
    // It refuses only the event where the item itself is as it should be.
    expect(decode(post(envelope(event, { ...event, eid: '1' }))).refused).toBe(false)
    expect(decode(get('e=se&p=srv&tv=x&colour=red'))).toMatchObject({ refused: false, badRows: [] })
  })

  test.each<[string, CollectorRequest, string]>([
    ['an empty body', post(''), 'the body is empty'],
    ['no JSON', post('e=se'), 'the body is not valid JSON'],
    ['a bare list', post([event]), 'the body is not an object with schema and data'],
    [
      'another schema',
      post({ schema: 'iglu:x/y/jsonschema/1-0-0', data: [event] }),
      'the schema "iglu:x/y/jsonschema/1-0-0" is not payload_data',
    ],
    ['data that is no list', post({ schema: SCHEMA, data: event }), 'data is not an array'],
    ['no events', post(envelope()), 'data has no events'],
    [
      'a damaged gzip',
      post(envelope(event), { 'content-encoding': 'gzip' }),
      'the body is not valid gzip',
    ],
    [
      'an unknown encoding',
      post(envelope(event), { 'content-encoding': 'zip' }),
      'the encoding "zip" is unknown',
    ],
    [
      'an inherited encoding',
      post(envelope(event), { 'content-encoding': 'constructor' }),
      'the encoding "constructor" is unknown',
    ],
    [
      'an unknown charset',
      post(envelope(event), { 'content-type': 'a/b; charset=x' }),
      'the charset "x" is unknown',
    ],
    ['deep JSON', post('['.repeat(90_000)), 'the body is not valid JSON'],
  ])('%s', (_name, request, message) => {
    expect(decode(request)).toEqual({
      events: [],
      badRows: [{ reasons: [{ message }], payload: undefined }],
      refused: true,
      tooLarge: false,
    })
  })

  test('a body over the limit, compressed or not', () => {
    const large = envelope({ ...event, se_la: 'x'.repeat(LIMIT) })
    for (const request of [
      post(large),
      post(large, { 'content-encoding': 'gzip' }, gzipSync),
      post(large, { 'content-encoding': 'br' }, brotliCompressSync),
    ]) {
      expect(decode(request)).toMatchObject({
        badRows: [{ reasons: [{ message: 'the body is larger than 100000 bytes' }] }],
        tooLarge: true,
      })
    }
  })

  test('a GET that says nothing', () => {
    expect(reasonsOf(get(''))).toEqual([
      { field: 'tv', message: 'tv is missing' },
      { field: 'p', message: 'p is missing' },
      { field: 'e', message: 'e is missing' },
    ])
  })
})

describe('whatever is sent', () => {
  const headers = fc.record(
    {
      'content-encoding': fc.constantFrom('gzip', 'deflate', 'br', 'x', 'gzip,br', ''),
      'content-type': fc.constantFrom('application/json', 'a; charset=utf-16', 'x; charset=', ''),
    },
    { requiredKeys: [] },
  )

  test('bytes are never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), headers, (body, given) => {
        const request = { method: 'POST', url: TP2, headers: new Headers(given), body }
        expect(decode(request).badRows).toHaveLength(1)
      }),
      { numRuns: 500 },
    )
  })

  test('JSON of any shape is never a crash, and no item is lost', () => {
    const field = fc.constantFrom('e', 'p', 'tv', 'eid', 'cx', 'co', 'ue_px', 'ue_pr', 'x')
    const items = fc.array(
      fc.oneof(
        fc.jsonValue(),
        fc.dictionary(field, fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom('se', 'ue'))),
      ),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(items, (data) => {
        const { events, badRows } = decode(post(envelope(...data)))
        expect(events.length + badRows.length).toBe(data.length)
        for (const { reasons } of badRows) expect(reasons.length).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  test('queries are never a crash', () => {
    // Of any code units; fast-check's own unit `binary` takes a second to make.
    const unit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200 }), (query) => {
        const { events, badRows } = decode(get(query))
        expect(events.length + badRows.length).toBe(1)
      }),
      { numRuns: 500 },
    )
  })
})

describe('self-describing data is checked against its schema', () => {
  const tokens = {
    schema: 'iglu:com.gitlab/ai_context/jsonschema/1-0-2',
    data: { input_tokens: '3' },
  }
  const wrap = (kind: string, data: unknown) =>
    JSON.stringify({
      schema: `iglu:com.snowplowanalytics.snowplow/${kind}/jsonschema/1-0-0`,
      data,
    })
  const reason = (field: string) => ({
    field,
    schema: tokens.schema,
    path: '$.input_tokens',
    message: `${field}: $.input_tokens of ${tokens.schema} must be integer or null`,
  })

  test.each([
    ['cx', base64(wrap('contexts', [context, tokens]))],
    ['co', wrap('contexts', [context, tokens])],
    ['ue_px', base64(wrap('unstruct_event', tokens))],
    ['ue_pr', wrap('unstruct_event', tokens)],
  ])('in %s, without a word on the events beside it', (field, text) => {
    const { badRows, events, refused } = decode(post(envelope(event, { ...event, [field]: text })))
    expect(badRows).toEqual([{ reasons: [reason(field)], payload: { ...event, [field]: text } }])
    expect(events).toHaveLength(1)
    // The pipeline refuses such an event alone.
    expect(refused).toBe(false)
  })

  test('strictly, where every schema has to be known', () => {
    const request = post(envelope({ ...event, co: contexts }))
    expect(decode(request).badRows).toEqual([])
    expect(createDecoder({ strict: true })(request).badRows[0]?.reasons).toEqual([
      {
        field: 'co',
        schema: context.schema,
        path: '$',
        message: `co: $ of ${context.schema} has an unknown schema`,
      },
    ])
  })
})
