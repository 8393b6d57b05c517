import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SchemaError, SchemaRegistry } from '../../../src/snowplow/iglu/index.ts'

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
    expect(registry.find(uri)?.self).toEqual(self('1-0-0'))
    expect(registry.violations(uri, { total: 1, at: '2026-11-22T10:00:00Z' })).toEqual([])
    expect(registry.violations(uri, { total: 0, at: 'today' })).toEqual([
      { path: '$.total', message: 'must be > 0' },
      { path: '$.at', message: 'must match format "date-time"' },
    ])
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
