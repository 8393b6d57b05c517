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

test('nothing at all: an API client, every other field null, each expected one named once', () => {
  const { context, warnings } = read({}, { claims: {} })
  const { environment, source, client_type, context_generated_at: _, extra, ...rest } = context
  expect([environment, source, extra]).toEqual(['development', 'ai-gateway-python', {}])
  expect(client_type).toBe('api')
  expect(new Set(Object.values(rest))).toEqual(new Set([null]))
  expect(warnings).toEqual(
    [
      'realm',
      'instance_id',
      'unique_instance_id',
      'host_name',
      'global_user_id',
      'deployment_type',
    ].map((field) => `Internal event context missing required field: ${field}`),
  )
})

test('the realm of the token beats that of the header', () => {
  expect(read(complete, { claims: { realm: 'self-managed' } }).context.realm).toBe('self-managed')
})

describe('headers that lie', () => {
  test.each(['null', '', '  ', '-1', '0', '1.5', '0x10', '1e3', 'abc', '9'.repeat(400), '1,2'])(
    'an id %j is none',
    (id) => {
      const { context } = read({ ...complete, 'x-gitlab-project-id': id })
      expect(context.project_id).toBeNull()
    },
  )

  test('ids beside those that are none are kept', () => {
    const { context } = read({
      ...complete,
      'x-gitlab-feature-enabled-by-namespace-ids': 'null, 7,,x,-1, 8 ,7',
    })
    expect(context.feature_enabled_by_namespace_ids).toEqual([7, 8])
    const none = read({ ...complete, 'x-gitlab-feature-enabled-by-namespace-ids': 'null' })
    expect(none.context.feature_enabled_by_namespace_ids).toBeNull()
  })

  test('texts "null" are none, and missing', () => {
    const { context, warnings } = read({ ...complete, 'x-gitlab-realm': 'null' })
    expect(context.realm).toBeNull()
    expect(warnings).toEqual(['Internal event context missing required field: realm'])
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
