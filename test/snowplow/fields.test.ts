import { describe, expect, test } from 'vitest'
import { ATOMIC_FIELDS } from '../../src/snowplow/atomic/atomic-fields.ts'
import { createDecoder, readColumns, urlColumns } from '../../src/snowplow/index.ts'

const ATOMIC = 'iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0'
const decode = createDecoder({ maxBytes: 50_000_000 })
const event = { e: 'se', p: 'srv', tv: 'own', se_ca: 'c', se_ac: 'open_parcel' }
const decodeFields = async (fields: Record<string, string>) =>
  await decode(
    {
      method: 'GET',
      path: '/i',
      query: `${new URLSearchParams({ ...event, ...fields })}`,
      headers: new Headers(),
      body: new Uint8Array(),
    },
    'tracker',
  )
const reasonsOf = async (fields: Record<string, string>) =>
  (await decodeFields(fields)).badRows.flatMap(({ reasons }) => reasons)

describe('a field that cannot become a column is told with its value and the rule', () => {
  const NUMBER = 'which is not a finite decimal number'
  const WHOLE = 'which is not a whole number of 32 bits'
  const TIME = 'which is not a time in milliseconds since 1970'
  const SIZE = 'which is not a width and a height, such as 1280x720'
  const PLATFORM = 'which is not a platform (web, iot, app, mob, pc, cnsl, tv, srv, headset)'
  test.each([
    ['se_va', 'se_value', 'example.com', NUMBER],
    ['se_va', 'se_value', '19,999.99', NUMBER],
    ['se_va', 'se_value', '0x10', NUMBER],
    ['se_va', 'se_value', 'Infinity', NUMBER],
    ['se_va', 'se_value', '1e999', NUMBER],
    ['se_va', 'se_value', '', NUMBER],
    ['tr_tt', 'tr_total', '1 000', NUMBER],
    ['vid', 'domain_sessionidx', '1.5', WHOLE],
    ['vid', 'domain_sessionidx', '2147483648', WHOLE],
    ['tid', 'txn_id', 'x12', WHOLE],
    ['ti_qu', 'ti_quantity', '1e3', WHOLE],
    ['pp_mix', 'pp_xoffset_min', 'a', WHOLE],
    ['dtm', 'dvce_created_tstamp', 'yesterday', TIME],
    ['stm', 'dvce_sent_tstamp', '1500000000000.5', TIME],
    ['ttm', 'true_tstamp', '253402300800000', TIME],
    ['p', 'platform', 'browser', PLATFORM],
    ['p', 'platform', 'WEB', PLATFORM],
    ['sid', 'domain_sessionid', 'abc', 'which is not a valid UUID'],
    ['eid', 'event_id', '1', 'which is not a valid UUID'],
    ['res', 'dvce_screenwidth', '100', SIZE],
    ['vp', 'br_viewwidth', '1280 x 720', SIZE],
    ['ds', 'doc_width', '99999999999x1', SIZE],
    ['cookie', 'br_cookies', 'true', 'which is neither 1 nor 0'],
    ['f_java', 'br_features_java', '2', 'which is neither 1 nor 0'],
  ])('%s, %s: %j', async (field, column, value, rule) => {
    const message = `${field} is ${JSON.stringify(value)}, ${rule}`
    expect(await reasonsOf({ [field]: value })).toEqual([
      { field, schema: ATOMIC, path: `$.${column}`, message },
    ])
  })

  test.each([
    ['aid', 'app_id', 255],
    ['tna', 'name_tracker', 128],
    ['tv', 'v_tracker', 100],
    ['uid', 'user_id', 255],
    ['duid', 'domain_userid', 128],
    ['ua', 'useragent', 1000],
    ['page', 'page_title', 2000],
    ['se_ca', 'se_category', 1000],
    ['se_ac', 'se_action', 1000],
    ['se_la', 'se_label', 1000],
    ['se_pr', 'se_property', 1000],
    ['tr_cu', 'tr_currency', 3],
    ['ip', 'user_ipaddress', 128],
  ])('%s has a column of %s of %i characters', async (field, column, longest) => {
    expect(await reasonsOf({ [field]: 'x'.repeat(longest) })).toEqual([])
    expect(await reasonsOf({ [field]: 'x'.repeat(longest + 1) })).toEqual([
      {
        field,
        schema: ATOMIC,
        path: `$.${column}`,
        message: `${field} is ${JSON.stringify(longest < 100 ? 'xxxx' : `${'x'.repeat(99)}…`)}, which has ${longest + 1} characters instead of at most ${longest}`,
      },
    ])
  })

  test.each([
    ['url', 'page_url', `http://a/${'x'.repeat(9992)}`, 'url'],
    ['url', 'page_urlpath', `http://a/${'x'.repeat(3000)}`, 'the path of url'],
    ['url', 'page_urlhost', `http://${'x'.repeat(256)}/`, 'the host of url'],
    ['refr', 'refr_urlquery', `http://a/?${'x'.repeat(6001)}`, 'the query of refr'],
    ['refr', 'refr_urlfragment', `http://a/#${'x'.repeat(3001)}`, 'the fragment of refr'],
  ])('%s, for its column %s', async (field, column, url, start) => {
    const found = (await reasonsOf({ [field]: url })).find(({ path }) => path === `$.${column}`)
    expect(found?.message.startsWith(`${start} is "`)).toBe(true)
  })

  test('together with all others, and whatever else is wrong', async () => {
    expect(
      (await reasonsOf({ se_va: 'a', vid: 'b', co: '{' })).map(({ message }) => message),
    ).toEqual([
      'se_va is "a", which is not a finite decimal number',
      'vid is "b", which is not a whole number of 32 bits',
      'co does not hold valid JSON',
    ])
  })
})

test.each([
  { se_va: 'null', vid: 'NULL' },
  { se_va: '-1.5e3', vid: '-7', tid: '+12' },
  { se_va: '.5', dtm: '0', ttm: '253402300799999' },
  { colour: 'red', se_la: '' },
])('%j is good', async (fields) => {
  expect(await reasonsOf(fields)).toEqual([])
})

describe('columns', () => {
  test('have the values of their fields', () => {
    expect(
      readColumns({
        aid: 'shop',
        eid: 'AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE',
        tid: '12',
        vid: 'null',
        se_va: '9007199254740993',
        tr_tt: '1.5e2',
        f_pdf: '1',
        f_java: '0',
        cookie: '1',
        res: '1280x720',
        dtm: '1500000000000',
        ip: '9.9.9.9, 8.8.8.8',
        se_la: 'a\tb\nc\u0000',
        se_pr: '\n',
        nuid: 'cookie',
        tnuid: 'given',
        ev_ca: 'older',
        ev_ac: 'older',
        se_ac: 'newer',
        sid: 'no UUID',
        e: 3,
      }),
    ).toEqual({
      app_id: 'shop',
      event_id: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
      txn_id: 12,
      se_value: 9007199254740993n,
      tr_total: 150,
      br_features_pdf: true,
      br_features_java: false,
      br_cookies: true,
      dvce_screenwidth: 1280,
      dvce_screenheight: 720,
      dvce_created_tstamp: '2017-07-14T02:40:00.000Z',
      user_ipaddress: '9.9.9.9',
      se_label: 'a    bc',
      network_userid: 'given',
      se_category: 'older',
      se_action: 'newer',
    })
  })

  test.each([
    ['http://example.com?x=1', ['http', 'example.com', 80, null, 'x=1', null]],
    [
      'https://me:secret@example.com:8443/päth b?q=%20#top',
      ['https', 'example.com', 8443, '/päth%20b', 'q=%20', 'top'],
    ],
    ['https://[::1]/', ['https', '[::1]', 443, '/', null, null]],
    ['https://a@b:c@example.com:x/', ['https', null, 443, '/', null, null]],
    ['https://a@b@example.com:8/', ['https', 'example.com', 8, '/', null, null]],
    ['not a url', [null, null, 80, 'not%20a%20url', null, null]],
    ['', [null, null, 80, null, null, null]],
  ])('of the URL %j are raw', (url, parts) => {
    expect(Object.values(urlColumns('page', url))).toEqual(parts)
  })
})

describe('a field is read in time, however long and whatever it is', () => {
  const FIELDS = [...ATOMIC_FIELDS.map(({ field }) => field), 'cx', 'co', 'ue_px', 'e']
  const N = 20_000
  const half = (text: string) => text.repeat(N / 2)
  test.each<[string, string]>([
    ['digits, and no number', `${'1'.repeat(N)}x`],
    ['a number with two points', `${half('1')}.${half('1')}.`],
    ['an exponent without end', `1e${'1'.repeat(N)}x`],
    ['zeros before digits', `${'0'.repeat(N)}9007199254740993`],
    ['a size', `${half('1')}x${half('1')}x`],
    ['a scheme', `${'a'.repeat(N)} `],
    ['many users', `http://${'@'.repeat(N)}:x`],
    ['many ports', `http://${':1'.repeat(N)}`],
    ['many brackets', `http://${'[1'.repeat(N)}`],
    ['many questions', `http://a/${'?#'.repeat(N)}`],
    ['spaces', `${' '.repeat(N)}x`],
    ['tabs', `${'\t'.repeat(N)}x`],
    ['lines', `${'\n'.repeat(N)}x`],
    ['letters of a UUID', 'a'.repeat(N)],
    ['letters of base64', `${'='.repeat(N)}a`],
    ['nulls', 'null'.repeat(N)],
    ['commas', ',| '.repeat(N)],
  ])('%s', async (_, text) => {
    const item = Object.fromEntries(FIELDS.map((field) => [field, text]))
    const schema = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'
    const request = {
      method: 'POST',
      path: '/com.snowplowanalytics.snowplow/tp2',
      query: '',
      headers: new Headers({ 'content-type': 'application/json' }),
      body: Buffer.from(JSON.stringify({ schema, data: [item] })),
    }
    const start = performance.now()
    expect((await decode(request, 'tracker')).badRows).toHaveLength(1)
    readColumns(item)
    for (const prefix of ['page', 'refr'] as const) urlColumns(prefix, text)
    // All of them take 100 ms. One that took a time for each pair of characters would take 1,000 or more.
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
