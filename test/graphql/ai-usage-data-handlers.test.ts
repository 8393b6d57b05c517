import { HttpResponse, http } from 'msw'
import { graphql } from 'msw/graphql'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  AiUsageEventRegistry,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'
import { aiUsageDataHandlers } from '../../src/entries/graphql.ts'
import {
  fakes,
  flushAiUsageEvents,
  trackInternalEvent,
  useAiUsageEventStore,
  useAiUsageEvents,
} from '../../src/entries/index.ts'

const elsewhere = 'by another handler'
const server = setupServer()
beforeAll(() => server.listen())
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

function serve(...given: Parameters<typeof aiUsageDataHandlers>): void {
  server.use(
    ...aiUsageDataHandlers(...given),
    http.all('*', async ({ request }) =>
      HttpResponse.text(`${elsewhere}: ${await request.text()}`),
    ),
  )
}

async function post(
  body: unknown,
  url = 'https://gitlab.example.com/api/graphql',
): Promise<unknown> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: text })
  const answer = await response.text()
  return answer.startsWith(elsewhere) ? answer : JSON.parse(answer)
}

const track = (name: string, id = 1) => fakes.aiUsageEvents.trackEvent(name, { user: { id } })
const ALL = '{ aiUsageData { all { nodes { event } } } }'
const allOf = (...events: string[]) => ({
  data: { aiUsageData: { all: { nodes: events.map((event) => ({ event })) } } },
})

test('the rows of the running test are served', async () => {
  serve()
  expect(await post({ query: ALL })).toEqual(allOf())
  track('troubleshoot_job')
  expect(await post({ query: ALL })).toEqual(allOf('TROUBLESHOOT_JOB'))
})

test('those of the test before are not', async () => {
  serve()
  expect(await post({ query: ALL })).toEqual(allOf())
})

test('events of useAiUsageEvents are served with the fields of their feature', async () => {
  onTestFinished(() => useAiUsageEvents(undefined))
  useAiUsageEvents(
    new AiUsageEventRegistry().registerFeature({
      name: 'package_summaries',
      events: { summarize_package: 1 },
      transform: ({ session_id }) => ({ session_id }),
    }),
  )
  serve()
  trackInternalEvent('summarize_package', {
    user: { id: 1 },
    additionalProperties: { session_id: 's-1' },
  })
  const query = '{ aiUsageData { packageSummaryEvents { nodes { event sessionId } } } }'
  expect(await post({ query })).toEqual({
    data: {
      aiUsageData: {
        packageSummaryEvents: { nodes: [{ event: 'SUMMARIZE_PACKAGE', sessionId: 's-1' }] },
      },
    },
  })
})

test('the store that the test uses is served, once it is flushed', async () => {
  useAiUsageEventStore(new InMemoryAiUsageEventStore())
  serve()
  track('troubleshoot_job')
  expect(await post({ query: ALL })).toEqual(allOf())
  await flushAiUsageEvents()
  expect(await post({ query: ALL })).toEqual(allOf('TROUBLESHOOT_JOB'))
})

test('the part of it that the test reads is served, and all of a store of your own', async () => {
  const store = new InMemoryAiUsageEventStore()
  for (const id of [1, 2]) {
    for (const namespace of [27, 28]) {
      store.trackEvent('troubleshoot_job', { user: { id }, namespace: { id: namespace } })
    }
  }
  const rowsOf = async (args = '', path = '') => {
    const list = `aiUsageData { all${args} { nodes { user { id } } } }`
    const query = path ? `{ group(fullPath: "${path}") { ${list} } }` : `{ ${list} }`
    const { data } = (await post({ query })) as never
    const { nodes } = (path ? data['group'] : data)['aiUsageData']['all']
    return (nodes as { user: { id: string } }[]).map(({ user }) => user.id.split('/').at(-1))
  }
  const own = '(userIds: ["gid://gitlab/User/1"])'
  const others = '(userIds: ["gid://gitlab/User/2"])'
  const both = '(userIds: ["gid://gitlab/User/1", "gid://gitlab/User/2"])'

  serve({ namespaces: { a: [27], ab: [27, 28], c: [29] } })
  useAiUsageEventStore(store, { where: { userId: '1' } })
  expect(await rowsOf()).toEqual(['1', '1'])
  expect(await rowsOf(own)).toEqual(['1', '1'])
  expect(await rowsOf(both)).toEqual(['1', '1'])
  expect(await rowsOf(others)).toEqual([])
  expect(await rowsOf('', 'a')).toEqual(['1'])
  useAiUsageEventStore(store, { where: { userId: 1, namespaceId: 28 } })
  expect(await rowsOf('', 'ab')).toEqual(['1'])
  expect(await rowsOf('', 'a')).toEqual([])
  expect(await rowsOf('', 'c')).toEqual([])

  serve({ store })
  expect(await rowsOf()).toHaveLength(4)
  expect(await rowsOf(others)).toEqual(['2', '2'])
})

test('a store, a registry, namespaces and users of your own are served', async () => {
  const registry = new AiUsageEventRegistry().registerFeature({ name: 'a', events: { b: 1 } })
  const store = new InMemoryAiUsageEventStore({ registry })
  store.trackEvent('b', { user: { id: 1 }, namespace: { id: 27 } })
  serve({
    store,
    registry,
    namespaces: { a: [27] },
    findUser: () => ({ username: 'c', name: 'C' }),
  })
  const query =
    '{ group(fullPath: "a") { aiUsageData { aEvents { nodes { event user { name } } } } } }'
  expect(await post({ query })).toEqual({
    data: { group: { aiUsageData: { aEvents: { nodes: [{ event: 'B', user: { name: 'C' } }] } } } },
  })
})

test('an operation is chosen by its name, and has variables', async () => {
  serve()
  track('troubleshoot_job', 1)
  track('troubleshoot_job', 2)
  const query = `
    query first { group(fullPath: "a") { id } }
    query second($ids: [UserID!]) { aiUsageData { all(userIds: $ids) { ...Shown } } }
    fragment Shown on AiUsageEventConnection { nodes { user { id } } }
  `
  const variables = { ids: ['gid://gitlab/User/2'] }
  expect(await post({ query, variables, operationName: 'second' })).toEqual({
    data: { aiUsageData: { all: { nodes: [{ user: { id: 'gid://gitlab/User/2' } }] } } },
  })
  expect(await post({ query, operationName: 'first' })).toContain(elsewhere)
  const both = `query a ${ALL} query b ${ALL}`
  expect(await post({ query: both })).toEqual({
    errors: [{ message: 'Must provide operation name if query contains multiple operations.' }],
  })
  expect(await post({ query: both, operationName: 'c' })).toEqual({
    errors: [{ message: 'Unknown operation named "c".' }],
  })
})

test('several operations in one request are answered in their order', async () => {
  serve()
  track('troubleshoot_job')
  const chat = '{ aiUsageData { chatEvents { nodes { event } } } }'
  expect(await post([{ query: ALL }, { query: chat }])).toEqual([
    allOf('TROUBLESHOOT_JOB'),
    { data: { aiUsageData: { chatEvents: { nodes: [] } } } },
  ])
  expect(await post([{ query: ALL }])).toEqual([allOf('TROUBLESHOOT_JOB')])
})

describe('operations of a list that are about something else', () => {
  const other = { query: 'query other($a: Int) { other(a: $a) }', variables: { a: 1 } }
  const persisted = { operationName: 'p', extensions: { persistedQuery: { sha256Hash: 'a' } } }
  const url = 'https://gitlab.example.com/api/graphql'
  test('are sent alone, with the headers of the list, and answered in their places', async () => {
    server.use(
      ...aiUsageDataHandlers(),
      graphql
        .link(url)
        .query('other', ({ variables, request }) =>
          HttpResponse.json({ data: { variables, token: request.headers.get('authorization') } }),
        ),
      http.post(url, async ({ request }) => HttpResponse.json({ sent: await request.json() })),
    )
    track('troubleshoot_job')
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a' },
      body: JSON.stringify([other, { query: ALL }, persisted, 1]),
    })
    expect(await response.json()).toEqual([
      { data: { variables: { a: 1 }, token: 'Bearer a' } },
      allOf('TROUBLESHOOT_JOB'),
      { sent: persisted },
      { sent: 1 },
    ])
  })

  test.each([
    ['fails', () => HttpResponse.error(), 'fetch failed'],
    [
      'has an answer that is not JSON',
      () => HttpResponse.text('no'),
      `Unexpected token 'o', \\"no\\" is not valid JSON`,
    ],
  ])('have an error in their places where a request of theirs %s', async (_, answer, cause) => {
    server.use(...aiUsageDataHandlers(), http.post(url, answer))
    expect(await post([{ query: ALL }, other])).toEqual([
      allOf(),
      {
        errors: [
          {
            message: `Failed to answer an operation of a list beside AI usage data: its own request failed with "${cause}". Have another handler answer it at ${url}.`,
          },
        ],
      },
    ])
  })
})

test.each([
  ['a query of something else', { query: '{ currentUser { id } }' }],
  ['a mutation', { query: 'mutation { aiUsageDataReset { errors } }' }],
  ['a query that names it in a comment', { query: '{ currentUser { id } } # aiUsageData' }],
  ['a query of something else that cannot be parsed', { query: '{ currentUser {' }],
  ['several of them', [{ query: '{ a }' }, { query: '{ b }' }]],
  ['a persisted query', { extensions: { persistedQuery: { sha256Hash: 'a' } } }],
  ['a query that is not a text', { query: 1 }],
  ['null', null],
  ['an empty list', []],
  ['what is not JSON', '{ aiUsageData'],
])('%s passes through, with its body', async (_, body) => {
  serve()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  expect(await post(body)).toBe(`${elsewhere}: ${text}`)
})

test('an option that they do not have is an error', () => {
  expect(() => aiUsageDataHandlers({ findUsers: () => undefined } as never)).toThrow(
    expect.objectContaining({
      code: 'UNKNOWN_OPTION',
      message:
        'Failed to make handlers of AI usage data: unknown option "findUsers". Did you mean "findUser"?',
    }),
  )
})

test('an option that they cannot use is an error', () => {
  for (const [options, message] of [
    [{ namespaces: { g: ['x'] } }, 'one of the namespaces of "g" is "x". Give it an id'],
    [{ store: {} }, 'store is an object. Give it a store of AI usage events'],
  ] as const) {
    expect(() => aiUsageDataHandlers(options as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: expect.stringContaining(`Failed to make handlers of AI usage data: ${message}, `),
      }),
    )
  }
})

test('a registry without events is told', async () => {
  serve({ registry: new AiUsageEventRegistry() })
  expect(await post({ query: ALL })).toEqual({
    errors: [
      {
        message:
          'Failed to make a schema of AI usage data: the registry has no events, and an enum of GraphQL has one at least. Register a feature before.',
      },
    ],
  })
})

test('other methods and other paths pass through', async () => {
  serve()
  expect(await post({ query: ALL }, 'https://gitlab.example.com/api/graphql/v2')).toContain(
    elsewhere,
  )
  expect(await post({ query: ALL }, 'http://localhost/gitlab/api/graphql?a=1')).toEqual(allOf())
  const response = await fetch(
    `https://gitlab.example.com/api/graphql?query=${encodeURIComponent(ALL)}`,
  )
  expect(await response.text()).toContain(elsewhere)
})

describe('what is wrong with a query is told', () => {
  test.each([
    [
      'a field that is not there',
      '{ aiUsageData { some } }',
      'Cannot query field "some" on type "AiUsageData".',
    ],
    ['another syntax', '{ aiUsageData { all }', 'Syntax Error: Expected Name, found <EOF>.'],
    ['more than 10,000 characters', `${ALL}${' '.repeat(10_000)}`, 'Query too large'],
    ['too many levels', `{ aiUsageData ${'{ a'.repeat(3_000)}`, 'Maximum call stack size exceeded'],
    [
      'another date',
      '{ aiUsageData { all(endDate: "a") { nodes { event } } } }',
      '"a" is not a date. Give it as "2026-05-31".',
    ],
  ])('%s', async (_, query, message) => {
    serve()
    const { errors } = (await post({ query })) as { errors: { message: string }[] }
    expect(errors.map((error) => error.message)).toEqual([message])
  })

  test('variables that are not an object count as none', async () => {
    serve()
    for (const variables of ['a', [1], null]) {
      expect(await post({ query: ALL, variables, operationName: null })).toEqual(allOf())
    }
  })
})
