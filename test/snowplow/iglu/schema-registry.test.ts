import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { BUILT_IN_SCHEMAS } from '../../../src/snowplow/iglu/built-in-schemas.ts'
import { igluUri, SchemaError, SchemaRegistry } from '../../../src/snowplow/iglu/index.ts'

const gitlab = (name: string, version: string) => `iglu:com.gitlab/${name}/jsonschema/${version}`
const folder = mkdtempSync(join(tmpdir(), 'schemas-'))

function write(path: string, schema: unknown): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof schema === 'string' ? schema : JSON.stringify(schema))
  return file
}
const self = (version: string) => ({
  vendor: 'com.acme',
  name: 'checkout',
  format: 'jsonschema',
  version,
})
const checkout = (version: string, keywords: object) =>
  write(`com.acme/checkout/jsonschema/${version}`, {
    $schema:
      'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#',
    self: self(version),
    ...keywords,
  })

describe("GitLab's own contexts are known", () => {
  const registry = new SchemaRegistry()
  const violations = (name: string, version: string, data: unknown) =>
    registry.violations(gitlab(name, version), data)
  const standard = { environment: 'production', user_id: null, extra: {}, namespace_id: 3 }

  test.each([
    ['gitlab_standard', '1-1-7', standard],
    ['gitlab_standard', '1-1-7', { ...standard, user_id: 'd4735e3a', is_code_review: true }],
    ['gitlab_standard', '1-1-8', { ...standard, organization_id: 1 }],
    ['gitlab_service_ping', '1-0-1', { data_source: 'redis_hll', event_name: 'pull_package' }],
    ['ai_context', '1-0-0', { session_id: 'a', input_tokens: 0 }],
    ['ai_context', '1-0-1', { cache_creation: 2_147_483_647 }],
    ['ai_context', '1-0-2', { item_type: null, custom_item_id: 'x' }],
    [
      'code_suggestions_context',
      '1-0-0',
      { request_counts: [{ requests: 1, errors: 0, accepts: 1, lang: null }], prefix_length: 3 },
    ],
  ])('%s %s', (name, version, data) => {
    expect(violations(name, version, data)).toEqual([])
  })

  test.each([
    ['gitlab_standard', '1-1-7', {}, '$.environment', 'is missing'],
    [
      'gitlab_standard',
      '1-1-8',
      { ...standard, plan: 'x'.repeat(33) },
      '$.plan',
      'must NOT have more than 32 characters',
    ],
    ['gitlab_standard', '1-1-7', { ...standard, extra: 'x' }, '$.extra', 'must be object or null'],
    [
      'gitlab_standard',
      '1-1-7',
      { ...standard, user_id: 1.5 },
      '$.user_id',
      'must be integer or string or null',
    ],
    [
      'gitlab_standard',
      '1-1-8',
      { ...standard, feature_enabled_by_namespace_ids: [1, {}] },
      '$.feature_enabled_by_namespace_ids[1]',
      'must be integer or string or null',
    ],
    [
      'gitlab_service_ping',
      '1-0-1',
      { data_source: 'db' },
      '$.data_source',
      'must be one of "redis_hll", "redis"',
    ],
    [
      'ai_context',
      '1-0-0',
      { cache_creation: 1 },
      '$.cache_creation',
      'is not a field of the schema',
    ],
    ['ai_context', '1-0-1', { item_type: 'x' }, '$.item_type', 'is not a field of the schema'],
    ['ai_context', '1-0-2', { 'no such': 1 }, '$["no such"]', 'is not a field of the schema'],
    ['ai_context', '1-0-2', { output_tokens: -1 }, '$.output_tokens', 'must be >= 0'],
    ['ai_context', '1-0-2', { output_tokens: 2 ** 31 }, '$.output_tokens', 'must be <= 2147483647'],
    [
      'ai_context',
      '1-0-2',
      { session_id: 'x'.repeat(256) },
      '$.session_id',
      'must NOT have more than 255 characters',
    ],
    ['ai_context', '1-0-2', [], '$', 'must be object'],
    [
      'code_suggestions_context',
      '1-0-0',
      { request_counts: [{ requests: 1, accepts: 1 }] },
      '$.request_counts[0].errors',
      'is missing',
    ],
    ['code_suggestions_context', '1-0-0', { language: null }, '$.language', 'must be string'],
  ])('%s %s refuses %j', (name, version, data, path, message) => {
    expect(violations(name, version, data)).toEqual([{ path, message }])
  })
})

describe("what Snowplow's trackers send is known", () => {
  const registry = new SchemaRegistry({ strict: true })
  const uuid = '1b671a64-40d5-491e-99b0-da01ff1f3341'
  const snowplow = (name: string, version = '1-0-0') =>
    `iglu:com.snowplowanalytics.snowplow/${name}/jsonschema/${version}`
  const session = {
    userId: uuid,
    sessionId: uuid,
    sessionIndex: 1,
    eventIndex: 2,
    previousSessionId: null,
    storageMechanism: 'COOKIE_1',
    firstEventId: uuid,
    firstEventTimestamp: '2026-11-22T10:00:00.000Z',
  }
  const form = { formId: 'f', elementId: 'e', nodeName: 'INPUT', value: null }

  test.each<[string, unknown, unknown]>([
    [snowplow('web_page'), { id: uuid }, { id: 'x' }],
    [snowplow('client_session', '1-0-2'), session, { ...session, storageMechanism: 'DISK' }],
    [snowplow('link_click', '1-0-1'), { targetUrl: 'a' }, { targetUrl: '' }],
    [snowplow('change_form'), { ...form, type: 'text' }, { ...form, type: null }],
    [snowplow('focus_form'), { ...form, elementClasses: null }, { ...form, nodeName: 'DIV' }],
    [
      snowplow('submit_form'),
      { formId: 'f', elements: [{ name: 'a', value: null, nodeName: 'INPUT' }] },
      { formId: 'f', elements: [{ name: 'a' }] },
    ],
    [snowplow('site_search'), { terms: ['a'], filters: { b: true } }, { terms: [] }],
    [
      snowplow('ad_click'),
      { targetUrl: 'a', cost: 1, costModel: 'cpa' },
      { targetUrl: 'a', cost: 1 },
    ],
    [snowplow('ad_impression'), { zoneId: '1' }, {}],
    [snowplow('timing'), { category: 'a', variable: 'b', timing: 1.5 }, { category: 'a' }],
    [snowplow('contexts'), [{ schema: 'x', data: {} }], []],
    [snowplow('payload_data', '1-0-4'), [{ tv: 'a', p: 'web', e: 'pv' }], [{ tv: 'a', e: 'pv' }]],
    [
      'iglu:com.snowplowanalytics.mobile/screen/jsonschema/1-0-0',
      { name: 'a', id: uuid },
      { name: 'a' },
    ],
    [
      'iglu:org.w3/PerformanceNavigationTiming/jsonschema/1-0-0',
      { fetchStart: -1.5, type: 'navigate' },
      { decodedBodySize: 1.5 },
    ],
  ])('%s', (uri, good, bad) => {
    expect(registry.violations(uri, good)).toEqual([])
    expect(registry.violations(uri, bad).length).toBeGreaterThan(0)
  })

  test('and compiles, all of it', () => {
    for (const { self: name } of BUILT_IN_SCHEMAS) {
      const uri = igluUri(name)
      expect(`${registry.violations(uri, null).map(({ message }) => message)}`).not.toMatch(
        /unknown schema|cannot be checked/,
      )
    }
  })
})

describe("schemas of one's own", () => {
  test('are read in the layout of Iglu, in draft 4', () => {
    checkout('1-0-0', {
      type: 'object',
      properties: {
        total: { type: 'number', minimum: 0, exclusiveMinimum: true },
        at: { type: 'string', format: 'date-time' },
      },
    })
    const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/1-0-0` })
    const uri = 'iglu:com.acme/checkout/jsonschema/1-0-0'
    expect(registry.find(uri)?.['self']).toEqual(self('1-0-0'))
    expect(registry.violations(uri, { total: 1, at: '2026-11-22T10:00:00Z' })).toEqual([])
    expect(registry.violations(uri, { total: 0, at: 'today' })).toEqual([
      { path: '$.total', message: 'must be > 0' },
      { path: '$.at', message: 'must match format "date-time"' },
    ])
  })

  test('are found by their path, and one that calls itself otherwise is warned of', () => {
    const pathOf = (path: string, schema: unknown) => relative('.', write(path, schema))
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const other = pathOf('test.example/cart_action_event/jsonschema/1-0-0', {
      self: { ...self('1-0-0'), name: 'cart_action' },
      properties: { type: { enum: ['add', 'remove'] } },
    })
    const nameless = pathOf('test.example/nameless/jsonschema/1-0-0.json', { type: 'object' })
    const registry = new SchemaRegistry({ schemas: `${folder}/test.example/**` })
    expect(
      registry.violations('iglu:test.example/cart_action_event/jsonschema/1-0-0', { type: 'x' }),
    ).toEqual([{ path: '$.type', message: 'must be one of "add", "remove"' }])
    expect(registry.violations('iglu:test.example/nameless/jsonschema/1-0-0', 3)).toHaveLength(1)
    expect(registry.find('iglu:com.acme/cart_action/jsonschema/1-0-0')).toBeUndefined()
    expect(warn.mock.calls).toEqual([
      [
        `The schema ${other} calls itself iglu:com.acme/cart_action/jsonschema/1-0-0, and is found by its path as iglu:test.example/cart_action_event/jsonschema/1-0-0.`,
      ],
      [
        `The schema ${nameless} has no name of its own, and is found by its path as iglu:test.example/nameless/jsonschema/1-0-0.`,
      ],
    ])
    warn.mockRestore()
  })

  test.each([
    ['^(a+)+$', 'a'.repeat(40), '!'],
    ['^(a|a)*$', 'a'.repeat(40), '!'],
    ['\\s+$', ' '.repeat(200_000), 'x'],
  ])('whose pattern %s explodes cannot be checked, and block nothing', (pattern, text, end) => {
    const version = `3-0-${pattern.length}`
    checkout(version, { properties: { id: { pattern } } })
    const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/${version}` })
    const uri = `iglu:com.acme/checkout/jsonschema/${version}`
    expect(registry.violations(uri, { id: text.slice(0, 3) })).toEqual([])
    const start = performance.now()
    for (let count = 0; count < 20; count++) {
      expect(registry.violations(uri, { id: text + end })).toEqual([
        {
          path: '$',
          message: `cannot be checked, since its pattern ${pattern} takes too long`,
        },
      ])
    }
    // It is given its time once.
    expect(performance.now() - start).toBeLessThan(1500)
  })

  test('have patterns that repeat, or are those of Java', () => {
    checkout('4-0-0', {
      properties: {
        name: { pattern: '^[a-z]+(-[a-z]+)*$' },
        uri: { pattern: '^[a-zA-Z0-9-_.]+$' },
      },
    })
    const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/4-0-0` })
    const uri = 'iglu:com.acme/checkout/jsonschema/4-0-0'
    expect(registry.violations(uri, { name: 'ab-cd', uri: 'a-b_c.d' })).toEqual([])
    expect(registry.violations(uri, { name: 'ab-', uri: 'a/b' })).toEqual([
      { path: '$.name', message: 'must match pattern "^[a-z]+(-[a-z]+)*$"' },
      { path: '$.uri', message: 'must match pattern "^[a-zA-Z0-9-_.]+$"' },
    ])
  })

  test('that refer to themselves are told, if they do so without end', () => {
    checkout('5-0-0', { allOf: [{ $ref: '#' }] })
    checkout('5-0-1', { properties: { next: { $ref: '#' } }, required: ['id'] })
    const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/5-0-*` })
    const uri = 'iglu:com.acme/checkout/jsonschema/5-0-'
    expect(registry.violations(`${uri}0`, {})).toEqual([
      { path: '$', message: expect.stringMatching(/^cannot be checked, since /) },
    ])
    expect(registry.violations(`${uri}1`, { id: 1, next: { next: { id: 1 } } })).toEqual([
      { path: '$.next.id', message: 'is missing' },
    ])
  })

  /** Returns what is wrong with data, by a schema of its own. */
  const check = (() => {
    let count = 0
    return (keywords: object, data: unknown) => {
      const version = `6-0-${count++}`
      checkout(version, keywords)
      const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/${version}` })
      return registry
        .violations(`iglu:com.acme/checkout/jsonschema/${version}`, data)
        .map(({ path, message }) => `${path} ${message}`)
    }
  })()

  test('have patterns that are asked of thousands of texts in time', () => {
    const start = performance.now()
    const texts = Array.from({ length: 20_000 }, () => 'abc')
    expect(check({ items: { pattern: '^[a-z]*$' } }, texts)).toEqual([])
    expect(performance.now() - start).toBeLessThan(1500)
  })

  test('have patterns that only Java understands: data cannot be checked', () => {
    const message =
      '$ cannot be checked, since its pattern ^\\X$ has \\X, which has no equivalent in JavaScript'
    expect(check({ properties: { a: { pattern: '^\\X$' } } }, { a: 'x' })).toEqual([message])
    expect(check({ patternProperties: { '^\\X$': { type: 'string' } } }, {})).toEqual([message])
  })

  test('have formats that are read in time; url is none of draft 4', () => {
    const start = performance.now()
    for (const format of ['uri', 'url', 'email', 'hostname', 'date-time', 'ipv4', 'ipv6']) {
      for (const text of [
        `http://${'a:'.repeat(20_000)}{`,
        'a.'.repeat(20_000),
        '1'.repeat(20_000),
      ]) {
        check({ format }, text)
      }
    }
    expect(performance.now() - start).toBeLessThan(3000)
    expect(check({ format: 'url' }, 'x')).toEqual([])
  })

  test('with the same id do not mind each other', () => {
    const nested = { id: 'http://acme.test/nested', type: 'string' }
    for (const [version, required] of [
      ['7-0-0', 'a'],
      ['7-0-1', 'b'],
    ] as const) {
      const definitions = { nested: { ...nested, minLength: required.length } }
      checkout(version, { id: 'http://acme.test/x', required: [required], definitions })
    }
    const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/7-0-*` })
    const uri = 'iglu:com.acme/checkout/jsonschema/7-0-'
    expect(registry.violations(`${uri}0`, {})).toEqual([{ path: '$.a', message: 'is missing' }])
    expect(registry.violations(`${uri}1`, {})).toEqual([{ path: '$.b', message: 'is missing' }])
  })

  test('have no asynchronous rules', () => {
    expect(check({ $async: true, required: ['a'] }, {})).toEqual(['$.a is missing'])
    const own = { $async: true, type: 'string' }
    expect(check({ properties: { a: own } }, { a: 1 })).toEqual([
      '$ cannot be checked, since its schema is invalid: async schema in sync schema',
    ])
    const referring = { definitions: { own }, properties: { a: { $ref: '#/definitions/own' } } }
    expect(check(referring, { a: 1 })).toEqual([
      '$ cannot be checked, since its schema is invalid: async schema in sync schema',
    ])
  })

  test.each([
    { const: 'x' },
    { contains: { type: 'string' } },
    { propertyNames: { maxLength: 1 } },
    { if: { type: 'string' }, else: { type: 'string' } },
  ])('have no rules of later drafts, as in production: %j', (keywords) => {
    expect(check(keywords, [{ long: 1 }])).toEqual([])
    expect(check({ items: keywords }, [{ long: 1 }])).toEqual([])
  })

  test('that are not valid cannot be checked', () => {
    expect(check({ properties: { a: { multipleOf: 'x' } } }, { a: 1 })).toEqual([
      '$ cannot be checked, since its schema is invalid: schema is invalid: data/properties/a/multipleOf must be number',
    ])
  })

  test('ask for fields of the data, not for those that every object has', () => {
    const required = ['__proto__', 'constructor', 'toString']
    expect(check({ required }, {})).toEqual(required.map((name) => `$.${name} is missing`))
    const fields = '{"__proto__":1,"constructor":1,"toString":1}'
    expect(check({ required }, JSON.parse(fields))).toEqual([])
  })

  test.each([
    [0.01, 19.99, true],
    [0.01, 0.07, true],
    [0.01, -4.35, true],
    [0.01, 99999999999.99, true],
    [0.01, 19.995, false],
    [0.01, 0.010000001, false],
    [3, 9, true],
    [3, 10, false],
    [1e-7, 3e-7, true],
    [1e-7, 1e21, true],
    [1.5, 1e21, false],
    [1e22, 1e21, false],
  ])('know multiples of decimals: of %d, %d is one: %s', (multipleOf, value, is) => {
    expect(check({ multipleOf }, value)).toEqual(is ? [] : [`$ must be multiple of ${multipleOf}`])
  })

  test('know lists of items that differ, however long', () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ index, list: [index] }))
    const start = performance.now()
    expect(check({ uniqueItems: true }, items(50_000))).toEqual([])
    expect(performance.now() - start).toBeLessThan(3000)
    const same = [{ a: 1, b: [{ c: 2, d: 3 }] }, [['a', 1]], { b: [{ d: 3, c: 2 }], a: 1 }]
    expect(check({ uniqueItems: true }, same)).toEqual([
      '$ must NOT have duplicate items (items ## 2 and 0 are identical)',
    ])
    expect(check({ uniqueItems: false }, same)).toEqual([])
    expect(check({ uniqueItems: true }, [1, '1', [1], { 0: 1 }, null, 'null', true])).toEqual([])
  })

  test('come before the built-in ones', () => {
    write('ai/1-0-2', {
      self: { vendor: 'com.gitlab', name: 'ai_context', format: 'jsonschema', version: '1-0-2' },
      required: ['session_id'],
    })
    const registry = new SchemaRegistry({ schemas: [`${folder}/ai/*`] })
    expect(registry.violations(gitlab('ai_context', '1-0-2'), { item: 1 })).toEqual([
      { path: '$.session_id', message: 'is missing' },
    ])
  })

  test('that are unknown let data through, unless strict', () => {
    const uri = 'iglu:com.acme/checkout/jsonschema/9-0-0'
    expect(new SchemaRegistry().violations(uri, {})).toEqual([])
    expect(new SchemaRegistry({ strict: true }).violations(uri, {})).toEqual([
      { path: '$', message: 'has an unknown schema' },
    ])
  })

  test('that are invalid are told when data names them', () => {
    checkout('2-0-0', { type: 'objekt' })
    const registry = new SchemaRegistry({ schemas: `${folder}/com.acme/**/2-0-0` })
    const [violation] = registry.violations('iglu:com.acme/checkout/jsonschema/2-0-0', {})
    expect(violation?.path).toBe('$')
    expect(violation?.message).toMatch(/^cannot be checked, since its schema is invalid: /)
  })

  test.each([
    [
      'no JSON',
      '{',
      /^Failed to read schema .*broken: .* Correct its JSON, or leave it out of the globs\.$/,
    ],
    [
      'no schema that describes itself',
      { type: 'object' },
      /^Failed to read schema .*broken: its "self" should have vendor, name, format and version\. Write it as Iglu does, or leave the file out of the globs\.$/,
    ],
  ])('have to be: %s is an error', (_what, content, message) => {
    write('broken', content)
    const read = () => new SchemaRegistry({ schemas: `${folder}/broken` })
    expect(read).toThrow(SchemaError)
    expect(read).toThrow(message)
  })

  test('have to be there', () => {
    expect(() => new SchemaRegistry({ schemas: 'no/such/**' })).toThrow(
      `Failed to read schemas: no file matches no/such/** under ${process.cwd()}. Give globs of files such as schemas/com.acme/checkout/jsonschema/1-0-0.`,
    )
  })
})
