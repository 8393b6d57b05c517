import { describe, expect, test } from 'vitest'
import { type CollectorOptions, createDecoder } from '../../src/snowplow/index.ts'

const SCHEMA = 'iglu:com.acme/campaign/jsonschema/1-0-0'
const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'

function decode(
  method: string,
  query: Record<string, string>,
  body = '',
  type = '',
  options: CollectorOptions = {},
) {
  const request = {
    method,
    path: '/com.snowplowanalytics.iglu/v1',
    query: `${new URLSearchParams(query)}`,
    headers: new Headers(type ? { 'content-type': type } : {}),
    body: Buffer.from(body),
  }
  return createDecoder(options)(request, 'webhook')
}

describe('a webhook tells an event', () => {
  test('in its query', async () => {
    const { events, badRows } = await decode('GET', {
      schema: SCHEMA,
      user: '6353af9b',
      empty: '',
      p: 'web',
      aid: 'shop',
      nuid: 'n',
    })
    expect(badRows).toEqual([])
    expect(events).toMatchObject([
      {
        type: 'unstruct',
        payload: { e: 'ue', tv: 'com.snowplowanalytics.iglu-v1', p: 'web', aid: 'shop', nuid: 'n' },
        selfDescribing: { schema: SCHEMA, data: { user: '6353af9b', empty: null } },
      },
    ])
  })

  test.each([
    ['a body that describes itself', {}, { schema: SCHEMA, data: { user: '6' } }, 1],
    ['a body that its query describes', { schema: SCHEMA }, { user: '6' }, 1],
    ['a list that its query describes', { schema: SCHEMA }, [{ user: '6' }, { user: '6' }], 2],
  ])('in %s', async (_name, query, body, count) => {
    const { events } = await decode('POST', query, JSON.stringify(body), JSON_TYPE)
    expect(events.map(({ selfDescribing }) => selfDescribing)).toEqual(
      Array(count).fill({ schema: SCHEMA, data: { user: '6' } }),
    )
    expect(events[0]?.payload['p']).toBe('app')
  })

  test('in a form', async () => {
    const { events } = await decode('POST', { schema: SCHEMA }, 'user=6&a=b%20c', FORM)
    expect(events).toMatchObject([
      { payload: { p: 'srv' }, selfDescribing: { schema: SCHEMA, data: { user: '6', a: 'b c' } } },
    ])
  })

  test('in any type, leniently', async () => {
    const body = JSON.stringify({ user: '6' })
    expect(
      (await decode('POST', { schema: SCHEMA }, body, 'a/b', { lenient: true })).events,
    ).toHaveLength(1)
  })

  test('with the digits of its integers', async () => {
    const { events } = await decode(
      'POST',
      { schema: SCHEMA },
      '{"id":9007199254740993}',
      JSON_TYPE,
    )
    expect(events[0]?.selfDescribing?.data).toEqual({ id: 9007199254740993n })
  })
})

describe('a webhook is refused', () => {
  test.each<[string, string, Record<string, string>, string, string, string]>([
    ['no schema', 'GET', { user: '6' }, '', '', 'the query has no schema'],
    [
      'a schema that is none',
      'GET',
      { schema: 'campaign' },
      '',
      '',
      'the schema "campaign" is not an Iglu URI, such as iglu:com.acme/checkout/jsonschema/1-0-0',
    ],
    ['an empty body', 'POST', {}, '', JSON_TYPE, 'the body is empty'],
    [
      'no object',
      'POST',
      { schema: SCHEMA },
      '3',
      JSON_TYPE,
      'the body is not an object with keys',
    ],
    ['no keys', 'POST', { schema: SCHEMA }, '{}', JSON_TYPE, 'the body is not an object with keys'],
    ['no events', 'POST', { schema: SCHEMA }, '[]', JSON_TYPE, 'the body has no events'],
    [
      'a body that does not describe itself',
      'POST',
      {},
      '{"user":"6"}',
      JSON_TYPE,
      'the body is not an object with schema and data',
    ],
    [
      'a form that nothing describes',
      'POST',
      {},
      'user=6',
      FORM,
      'the content type is "application/x-www-form-urlencoded", and should be application/json in UTF-8',
    ],
    [
      'another type',
      'POST',
      { schema: SCHEMA },
      '{"user":"6"}',
      'text/plain',
      'the content type is "text/plain", and should be application/json or application/x-www-form-urlencoded in UTF-8',
    ],
  ])('for %s', async (_name, method, query, body, type, message) => {
    expect(await decode(method, query, body, type)).toMatchObject({
      events: [],
      badRows: [{ reasons: [{ message }] }],
      refused: true,
    })
  })

  test('for data that breaks its schema', async () => {
    const schema = 'iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0'
    expect((await decode('GET', { schema })).badRows).toMatchObject([
      { reasons: [{ field: 'ue_pr', schema, path: '$.id' }] },
    ])
  })
})
