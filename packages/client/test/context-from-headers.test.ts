import { describe, expect, test, vi } from 'vitest'
import { type ContextOptions, contextFromHeaders } from '../src/entries/index.ts'

const complete = {
  'x-gitlab-realm': 'saas',
  'x-gitlab-instance-id': 'i-1',
  'x-gitlab-global-user-id': 'g-1',
  'x-gitlab-host-name': 'gitlab.test',
  'x-gitlab-version': '19.1.0',
  'x-gitlab-deployment-type': '.com',
  'x-gitlab-project-id': '2',
  'x-gitlab-namespace-id': '3',
  'x-gitlab-root-namespace-id': '4',
  'x-gitlab-organization-id': '5',
  'x-gitlab-is-team-member': 'true',
  'x-gitlab-client-name': 'vscode',
  'x-gitlab-client-type': 'ide',
  'x-gitlab-client-version': '6.0',
  'x-gitlab-interface': 'duo_chat',
  'x-gitlab-subject-type': 'human',
  'x-gitlab-feature-enablement-type': 'duo_pro',
  'x-gitlab-feature-enabled-by-namespace-ids': '1,2,2,3,1',
  'x-gitlab-tracking-context': '{"distribution":"glab","ci":true}',
  'x-request-id': 'c-1',
}
const claims = { uniqueInstanceId: 'u-1' }

/** The context, and what the logger heard. */
function read(headers: Parameters<typeof contextFromHeaders>[0], options: ContextOptions = {}) {
  const warn = vi.fn()
  const context = contextFromHeaders(headers, { logger: { warn }, claims, ...options })
  return { context, warnings: warn.mock.calls.map(([text]) => text as string) }
}

const expected = {
  environment: 'production',
  source: 'svc',
  realm: 'saas',
  instance_id: 'i-1',
  unique_instance_id: 'u-1',
  host_name: 'gitlab.test',
  instance_version: '19.1.0',
  deployment_type: '.com',
  global_user_id: 'g-1',
  user_type: 'human',
  organization_id: 5,
  project_id: 2,
  namespace_id: 3,
  ultimate_parent_namespace_id: 4,
  feature_enabled_by_namespace_ids: [1, 2, 3],
  feature_enablement_type: 'duo_pro',
  is_gitlab_team_member: true,
  client_name: 'vscode',
  client_type: 'ide',
  client_version: '6.0',
  interface: 'duo_chat',
  correlation_id: 'c-1',
  plan: null,
  input_tokens: null,
  output_tokens: null,
  total_tokens: null,
  model_engine: null,
  model_name: null,
  model_provider: null,
  context_generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  extra: { distribution: 'glab', ci: true },
}

test.each([
  ["Node.js'", complete],
  ['of fetch', new Headers(complete)],
  [
    "gRPC's",
    { get: (name: string) => [complete[name as keyof typeof complete]].filter((value) => value) },
  ],
])('headers %s', (_kind, headers) => {
  const { context, warnings } = read(headers, { environment: 'production', source: 'svc' })
  expect(context).toEqual(expected)
  expect(warnings).toEqual([])
})

test('nothing at all: an API client, no namespaces, every other field null, one warning', () => {
  const { context, warnings } = read({}, { claims: {} })
  expect(context).toEqual({
    ...Object.fromEntries(Object.keys(expected).map((field) => [field, null])),
    environment: 'development',
    source: 'ai-gateway-python',
    client_type: 'api',
    feature_enabled_by_namespace_ids: [],
    correlation_id: expect.stringMatching(/^[\da-f]{32}$/),
    context_generated_at: expected.context_generated_at,
    extra: {},
  })
  expect(warnings).toEqual([
    'Internal event context missing required fields: realm, instance_id, unique_instance_id, host_name, global_user_id, deployment_type',
  ])
})

test.each([
  ['self-managed', 'self-managed'],
  ['', ''],
  [null, null],
  [undefined, 'saas'],
])('a realm of the token that is %j makes the realm %j', (realm, wanted) => {
  expect(read(complete, { claims: { realm } }).context.realm).toBe(wanted)
})

test.each([
  [{ realm: 'saas', rootNamespaceId: 9 }, 9],
  [{ realm: 'saas', rootNamespaceId: '9' }, 9],
  [{ rootNamespaceId: 9 }, 9],
  [{ realm: 'saas', rootNamespaceId: null }, 4],
  [{ realm: 'saas', rootNamespaceId: ' 9' }, 4],
  [{ realm: 'self-managed', rootNamespaceId: 9 }, 4],
])('claims %j make the root namespace %j', (own, wanted) => {
  expect(read(complete, { claims: own }).context.ultimate_parent_namespace_id).toBe(wanted)
})

const fails = (): never => {
  throw new Error('expired')
}

test.each([
  ['a text', () => 'text', 'claims of a request: they should be an object, not of type string'],
  [
    'a promise',
    () => Promise.resolve({}),
    'claims of a request: they should be an object, not of type promise',
  ],
  [
    'a number as realm',
    () => ({ realm: 7 }),
    'claim realm of a request: it should be a text, not of type number',
  ],
  [
    'an object as id of the instance',
    () => ({ realm: 'saas', uniqueInstanceId: {} }),
    'claim uniqueInstanceId of a request: it should be a text, not of type object',
  ],
  [
    'a getter that throws',
    () => Object.defineProperty({}, 'realm', { get: fails }),
    'claims of a request: expired',
  ],
])('claims that are %s are left out', (_kind, make, warning) => {
  const { context, warnings } = read(complete, { claims: make() as never })
  expect([context.realm, context.unique_instance_id]).toEqual(['saas', null])
  expect(warnings[0]).toBe(`Ignoring the ${warning}`)
})

test.each([
  ['null', () => null],
  ['a getter that throws', () => Object.defineProperty({}, 'a', { get: fails, enumerable: true })],
  ['a "get" that throws', () => ({ get: fails })],
  ['a proxy that throws', () => new Proxy({}, { get: fails, ownKeys: fails })],
  ['a list', () => ['x-gitlab-realm']],
  ['of other types', () => ({ 'x-gitlab-realm': 7, 'x-gitlab-host-name': [[]] })],
])('headers that are %s have none', (_kind, make) => {
  const { context } = read(make() as never)
  expect(context).toMatchObject({ realm: null, project_id: null, host_name: null, extra: {} })
})

test.each([
  [
    'throws',
    () => {
      throw new Error('disk full')
    },
  ],
  ['rejects', () => Promise.reject(new Error('disk full'))],
])('a logger that %s does not fail the request', (_does, warn) => {
  expect(contextFromHeaders({}, { logger: { warn } }).realm).toBeNull()
})

describe('headers that lie', () => {
  test.each(['1.5', '0x10', '1e3', 'abc', '9'.repeat(400), '1,2', '1__0', '--1', '7\nrealm: x'])(
    'an id %j is none, and the logger hears of it',
    (id) => {
      const { context, warnings } = read({ ...complete, 'x-gitlab-project-id': id })
      expect(context.project_id).toBeNull()
      const shown = JSON.stringify(id.length > 40 ? `${id.slice(0, 40)}…` : id)
      expect(warnings).toEqual([
        `Dropping x-gitlab-project-id header ${shown}: it should be a whole number`,
      ])
    },
  )

  test.each(['null', ' null ', '', '  '])('an id %j is none', (id) => {
    const { context, warnings } = read({ ...complete, 'x-gitlab-project-id': id })
    expect([context.project_id, warnings]).toEqual([null, []])
  })

  test.each([
    ['0', 0],
    ['-0', 0],
    ['-1', -1],
  ])('an id %j is kept', (id, wanted) => {
    expect(read({ ...complete, 'x-gitlab-project-id': id }).context.project_id).toBe(wanted)
  })

  test('ids beside those that are none are kept', () => {
    const { context } = read({
      ...complete,
      'x-gitlab-feature-enabled-by-namespace-ids': 'null, 7,,x,-1, 8 ,7',
    })
    expect(context.feature_enabled_by_namespace_ids).toEqual([7, -1, 8])
    const none = read({ ...complete, 'x-gitlab-feature-enabled-by-namespace-ids': 'null' })
    expect(none.context.feature_enabled_by_namespace_ids).toEqual([])
  })

  test('texts "null" are none, and missing', () => {
    const { context, warnings } = read({ ...complete, 'x-gitlab-realm': 'null' })
    expect(context.realm).toBeNull()
    expect(warnings).toEqual(['Internal event context missing required fields: realm'])
  })

  test.each([
    ['true', true],
    ['False', false],
    ['1', true],
    ['no', false],
    ['maybe', null],
  ])('a flag %j is %j', (text, flag) => {
    const { context } = read({ ...complete, 'x-gitlab-is-team-member': text })
    expect(context.is_gitlab_team_member).toBe(flag)
  })

  test.each([
    ['not-json', 'Dropping malformed x-gitlab-tracking-context header'],
    ['["a"]', 'Dropping x-gitlab-tracking-context header that is no object'],
    ['"text"', 'Dropping x-gitlab-tracking-context header that is no object'],
    [
      `{"a":"${'x'.repeat(20_000)}"}`,
      'Dropping x-gitlab-tracking-context header of 20008 characters',
    ],
    [
      `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`,
      'Dropping x-gitlab-tracking-context header of more than 20 levels',
    ],
  ])('a tracking context %.20s is dropped', (text, warning) => {
    const { context, warnings } = read({ ...complete, 'x-gitlab-tracking-context': text })
    expect(context.extra).toEqual({})
    expect(warnings).toEqual([warning])
  })

  test('a tracking context with __proto__ harms nobody', () => {
    const { context } = read({
      ...complete,
      'x-gitlab-tracking-context': '{"__proto__":{"polluted":true}}',
    })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.keys(context.extra ?? {})).toEqual(['__proto__'])
  })

  test('a header that is given twice counts once', () => {
    const { context } = read({ ...complete, 'x-gitlab-realm': ['saas', 'dedicated'] })
    expect(context.realm).toBe('saas')
  })
})

test('a plain object may write the names of its headers in any case', () => {
  const canonical = Object.fromEntries(
    Object.entries({ ...complete, 'user-agent': 'glab/v1.60.0' }).map(([name, value]) => [
      name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  )
  expect(Object.keys(canonical)).toContain('X-Gitlab-Client-Type')
  const options = { environment: 'production', source: 'svc' }
  expect(read(canonical, options)).toEqual({ context: expected, warnings: [] })
  expect(read({ 'User-Agent': 'glab/v1.60.0' }).context.client_name).toBe('glab')
})
