import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { buildSelfDescribingEvent, buildStructEvent, newTracker } from '@snowplow/node-tracker'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDecoder, type DecodedRequest } from '../../src/snowplow/decode-request.ts'
import { type CollectorRequest, readPayload } from '../../src/snowplow/index.ts'

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
  return {
    method: 'POST',
    path: TP2,
    query: '',
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    body: encode(text),
  }
}
const get = (query: string, path = '/i'): CollectorRequest => ({
  method: 'GET',
  path,
  query,
  headers: new Headers(),
  body: new Uint8Array(),
})
const envelope = (...data: unknown[]) => ({ schema: SCHEMA, data })
const decoder = createDecoder({ maxBytes: LIMIT })
const decode = (request: CollectorRequest) => decoder(request, 'tracker')
const lenient = createDecoder({ maxBytes: LIMIT, lenient: true })
const decodeLeniently = (request: CollectorRequest) => lenient(request, 'tracker')
const deepList = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const problem = (message: string): DecodedRequest => ({
  events: [],
  badRows: [{ reasons: [{ message }], payload: undefined }],
  refused: true,
  tooLarge: false,
})
const reasonsOf = async (request: CollectorRequest) =>
  (await decode(request)).badRows.flatMap(({ reasons }) => reasons)

/** The requests that a real tracker sends. */
async function sentBy(config: object, track: (tracker: ReturnType<typeof newTracker>) => void) {
  const requests: CollectorRequest[] = []
  const customFetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    requests.push({
      method: request.method,
      path: pathname,
      query: search.slice(1),
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
    const decoded = await Promise.all(requests.map(decode))
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
  ])('contexts as %s', async (_name, request) => {
    expect((await decode(request)).events).toMatchObject([
      { payload: { se_ac: 'pull_package' }, contexts: [context] },
    ])
  })

  test('a self-describing event as base64 and as JSON', async () => {
    const request = post(
      envelope(
        { ...event, e: 'ue', ue_px: base64(unstruct) },
        { ...event, e: 'ue', ue_pr: unstruct },
      ),
    )
    expect((await decode(request)).events.map(({ selfDescribing }) => selfDescribing)).toEqual([
      context,
      context,
    ])
  })

  test('every type of event', async () => {
    const types = ['se', 'pv', 'pp', 'tr', 'ti', 'ue', 'ev', 'ad']
    const request = post(envelope(...types.map((e) => ({ ...event, e }))))
    expect((await decode(request)).events.map(({ type }) => type)).toEqual([
      'struct',
      'page_view',
      'page_ping',
      'transaction',
      'transaction_item',
      'unstruct',
      'struct',
      'ad_impression',
    ])
  })

  test('an id, in small letters, or made for an event without one', async () => {
    const { events } = await decode(
      post(envelope({ ...event, eid: 'AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE' }, event, event)),
    )
    const [given, made, other] = events.map(({ id }) => id)
    expect(given).toBe('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee')
    expect(made).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/)
    expect(other).not.toBe(made)
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
    ['no type', { 'content-type': '' }, (text) => Buffer.from(text)],
  ])('a body in %s, which only a lenient decoder takes', async (_name, headers, encode) => {
    const request = post(envelope({ ...event, se_la: 'naïve' }), headers, encode)
    expect((await decodeLeniently(request)).events).toMatchObject([{ payload: { se_la: 'naïve' } }])
    // An instance of GitLab minds none of it.
    expect((await decoder(request, 'forwarding')).events).toMatchObject([
      { payload: { se_la: 'naïve' } },
    ])
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'Application/JSON; Charset=UTF-8',
  ])('a body of the type %s', async (type) => {
    const request = post(envelope(event), { 'content-type': type, 'content-encoding': 'identity' })
    expect((await decode(request)).events).toMatchObject([{ payload: event }])
  })

  test('a query, which overrides each item', async () => {
    const other = { ...event, aid: 'item' }
    const request = { ...post(envelope(event, other)), query: 'aid=query&se_la=a%20b&e=pv' }
    const { events } = await decode(request)
    expect(events.map(({ payload }) => payload)).toEqual([
      { ...event, aid: 'query', se_la: 'a b', e: 'pv' },
      { ...event, aid: 'query', se_la: 'a b', e: 'pv' },
    ])
    // It is no part of payload_data.
    expect((await decode({ ...post(envelope(event)), query: 'colour=red' })).badRows).toEqual([])
    expect((await decode({ ...post(envelope(event)), query: 'vid=x' })).badRows).toMatchObject([
      { reasons: [{ field: 'vid' }] },
    ])
  })

  test('integers too large for a number, with all their digits', async () => {
    const data =
      '{"id":9007199254740993,"text":"9007199254740993","list":[-9007199254740993,1e20,12]}'
    const co = contexts.replace(JSON.stringify(context.data), data)
    const [collected] = (await decode(post(envelope({ ...event, co })))).events
    expect(collected?.contexts[0]?.data).toEqual({
      id: 9007199254740993n,
      text: '9007199254740993',
      list: [-9007199254740993n, 1e20, 12],
    })
    expect(
      (await decode(post(JSON.stringify(envelope(event)).replace('"CLI"', '9007199254740993'))))
        .badRows,
    ).toMatchObject([
      {
        reasons: [{ message: 'se_ca should be a string, but is a number' }],
        payload: { se_ca: 9007199254740993n },
      },
    ])
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
      {
        field: 'e',
        schema: 'iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0',
        path: '$.event',
        message: 'e is "xx", which is not a type of event',
      },
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
      'contexts of another schema',
      { ...event, co: '{"schema":"x","data":[]}' },
      {
        field: 'co',
        message:
          'co has the schema "x", which is not iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-*',
      },
    ],
    [
      'contexts of another model',
      { ...event, co: contexts.replace('1-0-1', '2-0-0') },
      {
        field: 'co',
        message:
          'co has the schema "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/2-0-0", which is not iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-*',
      },
    ],
    [
      'contexts that are no list',
      { ...event, co: contexts.replace(/"data":.*/, '"data":{}}') },
      { field: 'co', message: 'co does not hold a list of contexts with schema and data' },
    ],
    [
      'a context without data',
      { ...event, co: contexts.replace(/"data":.*/, '"data":[{"schema":"y"}]}') },
      { field: 'co', message: 'co does not hold a list of contexts with schema and data' },
    ],
    [
      'no context, where the schema asks for one',
      { ...event, co: contexts.replace(/"data":.*/, '"data":[]}').replace('1-0-1', '1-0-0') },
      {
        field: 'co',
        schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
        path: '$',
        message:
          'co: $ of iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0 must NOT have fewer than 1 items',
      },
    ],
    [
      'keys beside schema and data',
      { ...event, co: contexts.replace(context.schema, '$&","more":"1') },
      { field: 'co', message: 'co: $.data[0] has "more" beside schema and data' },
    ],
    [
      'keys beside those of the wrapper',
      { ...event, co: contexts.replace('{', '{"more":1,') },
      { field: 'co', message: 'co: $ has "more" beside schema and data' },
    ],
    [
      'a schema that is not an Iglu URI',
      { ...event, co: contexts.replace(context.schema, 'com.example/x/jsonschema/1-0-0') },
      {
        field: 'co',
        message:
          'co: the schema "com.example/x/jsonschema/1-0-0" is not an Iglu URI, such as iglu:com.acme/checkout/jsonschema/1-0-0',
      },
    ],
    [
      'a self-describing event of another schema',
      { ...event, e: 'ue', ue_pr: unstruct.replace('unstruct_event', 'contexts') },
      {
        field: 'ue_pr',
        message:
          'ue_pr has the schema "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0", which is not iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-*',
      },
    ],
    [
      'a self-describing event of nothing',
      { ...event, e: 'ue', ue_pr: unstruct.replace(/"data":.*/, '"data":3}') },
      { field: 'ue_pr', message: 'ue_pr does not hold an event with schema and data' },
    ],
    [
      'keys beside a self-describing event',
      { ...event, e: 'ue', ue_pr: unstruct.replace(context.schema, '$&","more":"1') },
      { field: 'ue_pr', message: 'ue_pr: $.data has "more" beside schema and data' },
    ],
    [
      '__proto__',
      JSON.parse(`{"__proto__":"x","e":"se","p":"srv","tv":"x"}`),
      { field: '__proto__', message: '__proto__ is not a field of payload_data' },
    ],
    ['an item that is no object', 'se', { message: 'the item is not an object' }],
  ])('%s is told, and what is good beside it is kept', async (_name, item, reason) => {
    const decoded = await decode(post(envelope(event, item)))
    expect(decoded.badRows).toEqual([{ reasons: [reason], payload: item }])
    expect(decoded.events).toMatchObject([{ payload: event }])
  })

  test('the real pipeline refuses the whole request for an item that breaks payload_data', async () => {
    expect((await decode(post(envelope(event, { ...event, vid: 3 })))).refused).toBe(true)
    expect((await decode(post(envelope(event, 3)))).refused).toBe(true)
    expect((await decode(post(envelope(event, { ...event, e: undefined })))).refused).toBe(true)
    // It refuses only the event where the item itself is as it should be.
    expect((await decode(post(envelope(event, { ...event, eid: '1' })))).refused).toBe(false)
    expect(await decode(get('e=se&p=srv&tv=x&colour=red'))).toMatchObject({
      refused: false,
      badRows: [],
    })
  })

  test.each<[string, CollectorRequest, string]>([
    ['an empty body', post(''), 'the body is empty'],
    ['no JSON', post('e=se'), 'the body is not valid JSON'],
    ['a bare list', post([event]), 'the body is not an object with schema and data'],
    [
      'another schema',
      post({ schema: 'iglu:x/y/jsonschema/1-0-0', data: [event] }),
      'the body has the schema "iglu:x/y/jsonschema/1-0-0", which is not iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-*',
    ],
    [
      'another model of the schema',
      post({ schema: SCHEMA.replace('1-0-4', '2-0-0'), data: [event] }),
      'the body has the schema "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/2-0-0", which is not iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-*',
    ],
    ['data that is no list', post({ schema: SCHEMA, data: event }), 'data is not an array'],
    ['no events', post(envelope()), 'data has no events'],
    [
      'another type',
      post(envelope(event), { 'content-type': 'text/plain;charset=UTF-8' }),
      'the content type is "text/plain;charset=UTF-8", and should be application/json in UTF-8',
    ],
    [
      'no type',
      post(envelope(event), { 'content-type': '' }),
      'the content type is missing, and should be application/json in UTF-8',
    ],
    [
      'another charset',
      post(envelope(event), { 'content-type': 'application/json; charset=iso-8859-1' }),
      'the content type is "application/json; charset=iso-8859-1", and should be application/json in UTF-8',
    ],
    [
      'an encoding',
      post(envelope(event), { 'content-encoding': 'gzip' }, gzipSync),
      'the content encoding is "gzip", which the pipeline does not decode',
    ],
    ['deep JSON', post('['.repeat(90_000)), 'the body is not valid JSON'],
    [
      'deep JSON that is whole',
      post(JSON.stringify(envelope('deep')).replace('"deep"', deepList(5000))),
      'the body is JSON of more than 40 levels',
    ],
  ])('%s', async (_name, request, message) => {
    expect(await decode(request)).toEqual(problem(message))
  })

  test.each<[string, CollectorRequest, string]>([
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
      'three encodings',
      post(envelope(event), { 'content-encoding': 'gzip, gzip, gzip' }, gzipSync),
      'the body has more than 2 content encodings',
    ],
    [
      'an unknown charset',
      post(envelope(event), { 'content-type': 'a/b; charset=x' }),
      'the charset "x" is unknown',
    ],
  ])('%s, leniently', async (_name, request, message) => {
    expect(await decodeLeniently(request)).toEqual(problem(message))
  })

  test('a path that the pipeline does not know, unless leniently', async () => {
    const request = { ...post(envelope(event)), path: '/com.acme/track' }
    expect(await decoder(request, 'unknown')).toEqual(
      problem(
        'the path "/com.acme/track" is not one that the pipeline knows: trackers send to /com.snowplowanalytics.snowplow/tp2',
      ),
    )
    expect((await lenient(request, 'unknown')).events).toMatchObject([{ payload: event }])
  })

  test('JSON of more levels than the pipeline takes', async () => {
    // The wrapper, its list and the context are three of them.
    const withContext = (levels: number) =>
      post(
        envelope({
          ...event,
          co: contexts.replace(JSON.stringify(context.data), deepList(levels - 3)),
        }),
      )
    expect((await decode(withContext(40))).badRows).toEqual([])
    expect(await reasonsOf(withContext(41))).toEqual([
      { field: 'co', message: 'co holds JSON of more than 40 levels' },
    ])
    expect((await decodeLeniently(withContext(100))).badRows).toEqual([])
    expect((await decodeLeniently(withContext(101))).badRows).toHaveLength(1)
    expect(await reasonsOf(withContext(5000))).toHaveLength(1)
  })

  test('a query of many fields over many items, of which the rest is not read', async () => {
    const query = `${new URLSearchParams(event)}&${Array.from({ length: 5000 }, (_, index) => `x${index}`).join('&')}`
    const { events, badRows } = await decode({
      ...post(envelope(...Array(1000).fill(event))),
      query,
    })
    expect(events).toHaveLength(399)
    expect(badRows.map(({ reasons }) => reasons)).toEqual([
      [
        {
          message:
            'the items of the request have more than 2000000 fields, and the rest was not read',
        },
      ],
    ])
  }, 30_000)

  test('a body over the limit, compressed or not', async () => {
    const large = envelope({ ...event, se_la: 'x'.repeat(LIMIT) })
    for (const request of [post(large), { ...post(large), body: undefined }]) {
      expect(await decode(request)).toEqual({
        ...problem('the body is larger than 100000 bytes'),
        tooLarge: true,
      })
    }
    for (const request of [
      post(large),
      post(large, { 'content-encoding': 'gzip' }, gzipSync),
      post(large, { 'content-encoding': 'br' }, brotliCompressSync),
    ]) {
      expect(await decodeLeniently(request)).toMatchObject({
        badRows: [{ reasons: [{ message: 'the body is larger than 100000 bytes' }] }],
        tooLarge: true,
      })
    }
  })

  test('of a thousand reasons, which are not all told', async () => {
    const keys = Object.fromEntries(Array.from({ length: 1000 }, (_, key) => [`k${key}`, '']))
    const reasons = await reasonsOf(post(envelope({ ...event, ['x'.repeat(200)]: '', ...keys })))
    expect(reasons).toHaveLength(101)
    expect(reasons[0]?.message).toBe(`${'x'.repeat(99)}… is not a field of payload_data`)
    expect(reasons[100]).toEqual({ message: 'and 901 more' })
  })

  test('a GET that says nothing', async () => {
    expect(await reasonsOf(get(''))).toEqual([{ field: 'e', message: 'e is missing' }])
    expect((await decode(get('e=pv'))).badRows).toEqual([])
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

  test('bytes are never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), headers, async (body, given) => {
        const request = { ...post(''), headers: new Headers(given), body }
        expect((await decode(request)).badRows).toHaveLength(1)
        expect((await decodeLeniently(request)).badRows).toHaveLength(1)
        const webhook = { ...request, query: 'schema=iglu:com.acme/x/jsonschema/1-0-0' }
        const { events, badRows } = await lenient(webhook, 'webhook')
        expect(events.length + badRows.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  test('JSON of any shape is never a crash, and no item is lost', async () => {
    const field = fc.constantFrom(
      ...['e', 'p', 'tv', 'eid', 'cx', 'co', 'ue_px', 'ue_pr', 'x', 'url', 'res', 'dtm', 'se_va'],
    )
    const items = fc.array(
      fc.oneof(
        fc.jsonValue(),
        fc.dictionary(field, fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom('se', 'ue'))),
      ),
      { minLength: 1, maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(items, async (data) => {
        const { events, badRows } = await decode(post(envelope(...data)))
        expect(events.length + badRows.length).toBe(data.length)
        for (const { reasons } of badRows) expect(reasons.length).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  test('more items than are kept are not read, and the request says so', async () => {
    const { events, badRows } = await createDecoder({})(
      post(envelope(...Array.from({ length: 100_002 }, () => 1))),
      'tracker',
    )
    expect(events).toEqual([])
    expect(badRows).toHaveLength(100_001)
    expect(badRows.at(-1)).toEqual({
      reasons: [{ message: 'the request has more than 100000 items, and the rest was not read' }],
      payload: undefined,
    })
  })

  test('others have their turn while a large request is read', async () => {
    const items = Array.from({ length: 3000 }, () => ({ ...event, co: contexts }))
    const request = post(envelope(...items))
    let turns = 0
    let decoding = true
    const others = (async () => {
      while (decoding) {
        await new Promise((resolve) => setImmediate(resolve))
        turns++
      }
    })()
    const { events } = await createDecoder({})(request, 'tracker')
    decoding = false
    await others
    expect(events).toHaveLength(3000)
    expect(turns).toBeGreaterThan(1)
  })

  test('queries are never a crash', async () => {
    // Of any code units; fast-check's own unit `binary` takes a second to make.
    const unit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 200 }), async (query) => {
        const { events, badRows } = await decode(get(query))
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
  ])('in %s, without a word on the events beside it', async (field, text) => {
    const { badRows, events, refused } = await decode(
      post(envelope(event, { ...event, [field]: text })),
    )
    expect(badRows).toEqual([{ reasons: [reason(field)], payload: { ...event, [field]: text } }])
    expect(events).toHaveLength(1)
    // The pipeline refuses such an event alone.
    expect(refused).toBe(false)
  })

  test('where its integers are larger than numbers hold', async () => {
    const large = wrap('contexts', [tokens]).replace('"3"', '9007199254740993')
    expect(await reasonsOf(post(envelope({ ...event, co: large })))).toMatchObject([
      {
        path: '$.input_tokens',
        message: `co: $.input_tokens of ${tokens.schema} must be <= 2147483647`,
      },
    ])
    const standard = wrap('contexts', [
      {
        schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
        data: { environment: 'x', user_id: 3 },
      },
    ])
    const { events } = await decode(
      post(envelope({ ...event, co: standard.replace(':3', ':9007199254740993') })),
    )
    expect(events.map(({ standardContext }) => standardContext?.['user_id'])).toEqual([
      9007199254740993n,
    ])
    expect(events.map(({ payload, contexts }) => readPayload(payload, contexts)?.user)).toEqual([
      { id: '9007199254740993' },
    ])
  })

  test('strictly, where every schema has to be known', async () => {
    const request = post(envelope({ ...event, co: contexts }))
    expect((await decode(request)).badRows).toEqual([])
    expect((await createDecoder({ strict: true })(request, 'tracker')).badRows[0]?.reasons).toEqual(
      [
        {
          field: 'co',
          schema: context.schema,
          path: '$',
          message: `co: $ of ${context.schema} has an unknown schema`,
        },
      ],
    )
  })
})
