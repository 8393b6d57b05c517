import { readFileSync } from 'node:fs'
import { Metadata } from '@grpc/grpc-js'
import { describe, expect, test } from 'vitest'
import {
  type ContextOptions,
  contextFromHeaders,
  currentEventContext,
  type GrpcMetadata,
  grpcEventContext,
  type InternalEventContext,
} from '../src/entries/index.ts'

interface PythonRequest {
  readonly name: string
  readonly headers: Record<string, string>
  readonly claims?: ContextOptions['claims']
  /** The fields that differ from those of a request without headers. */
  readonly fields?: InternalEventContext
  /** The error that Python fails with. */
  readonly raises?: string
}

interface Answers {
  readonly none: InternalEventContext
  readonly requests: readonly PythonRequest[]
}

const answers = JSON.parse(readFileSync('packages/client/test/python-contexts.json', 'utf8')) as {
  http: Answers
  grpc: Answers & { languageServers: [string, string][] }
}

const CLIENT = 'client_type and client_name are those that ClientIdentity of GitLab knows'
const CLAIM = 'a realm that was checked wins over what the caller writes, as it does over HTTP'
const FAILS = 'Python answers the whole request with an error'

/** A request that differs from Python's on purpose, or that the logger hears of. */
interface Difference {
  readonly because?: string
  readonly fields?: InternalEventContext
  readonly warning?: string
}
type Differences = Readonly<Record<string, Difference>>

const dropped = (header: string, text: string, wanted: string): string =>
  `Dropping x-gitlab-${header} header ${JSON.stringify(text)}: it should be ${wanted}`

const failsOn = (header: string, id: string): Difference => ({
  because: FAILS,
  warning: dropped(header, id, 'a whole number'),
})
const unknownClient: Difference = {
  because: CLIENT,
  fields: { client_type: 'api', client_name: null },
}
const IDS = 'feature-enabled-by-namespace-ids'
const NUMBERS = 'a list of whole numbers'

const HTTP: Differences = {
  'an id that is text': failsOn('project-id', 'abc'),
  'an id with a fraction': failsOn('project-id', '1.5'),
  'an id in hexadecimal': failsOn('namespace-id', '0x10'),
  'an id with an exponent': failsOn('organization-id', '1e3'),
  'several ids in place of one': failsOn('project-id', '1, 2'),
  'an id beyond the whole numbers of doubles': {
    because: 'a double would hold the id of another project',
    fields: { project_id: null },
    warning: dropped('project-id', '9007199254740993', 'a whole number'),
  },
  'ids with white space': {
    because: 'white space around a value is not part of it',
    fields: { ultimate_parent_namespace_id: 9 },
  },
  'a team member "maybe"': {
    because: FAILS,
    warning: dropped('is-team-member', 'maybe', 'true or false'),
  },
  'a team member that is empty': { because: FAILS },
  'namespace ids, some of which are none': {
    warning: dropped(IDS, 'null, 7,,x,-1, 8 ,7', NUMBERS),
  },
  'namespace ids, none of which is one': { warning: dropped(IDS, 'x,y', NUMBERS) },
  'namespace ids in the old header, none in the new one an id': {
    warning: dropped(IDS, 'x', NUMBERS),
  },
  'namespace ids in quotes': {
    because: 'no client writes quotes, which Python takes off as a shell does',
    fields: { feature_enabled_by_namespace_ids: [8] },
    warning: dropped(IDS, '"7",8', NUMBERS),
  },
  'texts "null"': {
    because: 'the text null stands for nothing in all headers, as it does in ids',
    fields: { realm: null, instance_id: null },
  },
  'a client that GitLab does not know': unknownClient,
  'a tracking context that is no JSON': {
    warning: 'Dropping malformed x-gitlab-tracking-context header',
  },
  'a tracking context that is a list': {
    warning: 'Dropping x-gitlab-tracking-context header that is no object',
  },
}

const GRPC: Differences = {
  'ids "null"': { because: FAILS },
  'an id that is text': failsOn('namespace-id', 'abc'),
  'namespace ids, some of which are none': {
    because: FAILS,
    fields: { feature_enabled_by_namespace_ids: [1, 2] },
    warning: dropped(IDS, '1,x,2', NUMBERS),
  },
  'namespace ids with one missing': {
    because: FAILS,
    fields: { feature_enabled_by_namespace_ids: [1, 2] },
  },
  'a client that GitLab does not know': unknownClient,
  'a language server without a version': {
    warning: dropped('language-server-version', 'latest', 'a version'),
  },
  'a tracking context that is no JSON': {
    warning: 'Dropping malformed x-gitlab-tracking-context header',
  },
  'a tracking context that is a number': {
    warning: 'Dropping x-gitlab-tracking-context header that is no object',
  },
  'a realm in the claims and in the metadata': { because: CLAIM, fields: { realm: 'saas' } },
  'a root namespace in the claims of any realm': {
    because: CLAIM,
    fields: { realm: 'self-managed' },
  },
  'a root namespace in the claims below zero': { because: CLAIM, fields: { realm: 'saas' } },
}

function contextOfCall(
  headers: Record<string, string | string[]>,
  { claims, ...options }: ContextOptions,
): InternalEventContext {
  const metadata = new Metadata()
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values].flat()) metadata.add(name, value)
  }
  let context: InternalEventContext = {}
  const listener = {
    onReceiveMetadata() {
      context = currentEventContext()
    },
  }
  const call = {
    start: ({ onReceiveMetadata }: { onReceiveMetadata(metadata: GrpcMetadata): void }) =>
      onReceiveMetadata(metadata),
  }
  grpcEventContext({ ...options, claims: () => claims })<typeof call>({}, call).start(
    listener as never,
  )
  return context
}

describe.each([
  ['HTTP are those of the AI gateway', answers.http, HTTP, contextFromHeaders, /^[\da-f]{32}$/],
  [
    'gRPC are those of the Duo Workflow Service',
    answers.grpc,
    GRPC,
    contextOfCall,
    /^[\da-f-]{36}$/,
  ],
] as const)('contexts of %s', (_service, { none, requests }, differences, contextOf, ownId) => {
  test.each(requests.map((request) => [request.name, request] as const))('%s', (name, request) => {
    const { headers, claims, fields, raises } = request
    const difference = differences[name]
    expect(raises === undefined || difference?.because === FAILS).toBe(true)
    const warnings: string[] = []
    const logger = { warn: (text: string) => warnings.push(text) }
    const context = contextOf(headers, { environment: 'test', claims, logger })
    // A request that does not say what made it was made by a client of the API.
    const wanted = { ...none, client_type: 'api', ...fields, ...difference?.fields }
    expect(context).toEqual({
      ...wanted,
      correlation_id:
        wanted.correlation_id === '(generated)'
          ? expect.stringMatching(ownId)
          : wanted.correlation_id,
      context_generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    })
    expect(
      warnings.filter((text) => !/missing required fields|claim rootNamespaceId/.test(text)),
    ).toEqual(difference?.warning === undefined ? [] : [difference.warning])
  })

  test('each difference is of a request that is read', () => {
    const names = new Set(requests.map(({ name }) => name))
    expect(Object.keys(differences).filter((name) => !names.has(name))).toEqual([])
    expect(names.size).toBe(requests.length)
  })
})

test.each(answers.grpc.languageServers)('the language server %s is sent as %s', (text, written) => {
  const headers = { 'x-gitlab-language-server-version': text }
  const { extra } = contextOfCall(headers, { logger: { warn() {} } })
  expect(extra).toEqual({ lsp_version: written })
})

test('a longer text is no version, also if it looks like one', () => {
  const headers = { 'x-gitlab-language-server-version': `1${'.1'.repeat(50)}` }
  const { extra } = contextOfCall(headers, { logger: { warn() {} } })
  expect(extra).toEqual({ lsp_version: '0.0.0' })
})

test('metadata that is there twice counts with its last value, as in a dict of Python', () => {
  const headers = { 'x-gitlab-realm': ['self-managed', 'saas'], 'x-gitlab-project-id': ['1', '2'] }
  const { realm, project_id } = contextOfCall(headers, { logger: { warn() {} } })
  expect([realm, project_id]).toEqual(['saas', 2])
})
