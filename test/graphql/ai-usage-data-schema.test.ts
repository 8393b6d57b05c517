import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AiUsageEvent,
  AiUsageEventRegistry,
  type AiUsageFeature,
  gitlabAiUsageEvents,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'
import { loadWith, VERSIONS } from './graphql-versions.ts'

const NOW = new Date('2026-05-31T12:00:00.500Z')

beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

const row = (fields: Partial<AiUsageEvent> = {}): AiUsageEvent => ({
  event: gitlabAiUsageEvents().nameOf(fields.eventId ?? 7),
  eventId: 7,
  userId: 1,
  namespaceId: 3,
  timestamp: NOW,
  payload: {},
  ...fields,
})

function storeWith(...rows: AiUsageEvent[]): InMemoryAiUsageEventStore {
  const store = new InMemoryAiUsageEventStore()
  store.insert(rows)
  return store
}

describe.each(VERSIONS)('with the package %s', async (name) => {
  const { aiUsageDataSchema, graphql } = await loadWith(name)
  type Options = Parameters<typeof aiUsageDataSchema>[0]

  async function run(options: Options, source: string, variables = {}) {
    const schema = aiUsageDataSchema(options)
    const { data, errors } = await graphql.graphql({ schema, source, variableValues: variables })
    return {
      ...(data && { data: JSON.parse(JSON.stringify(data)) }),
      ...(errors && { errors: errors.map(({ message }) => message) }),
    }
  }

  /** Reads the days of the rows of `all`. */
  async function daysOf(args: string, ...rows: AiUsageEvent[]) {
    const { data, errors } = await run(
      { store: storeWith(...rows) },
      `{ aiUsageData { all${args} { nodes { timestamp } } } }`,
    )
    return errors ?? data.aiUsageData.all.nodes.map((node: { timestamp: string }) => node.timestamp)
  }

  test('all events come with their basic fields, the newest first', async () => {
    const store = storeWith(
      row({ timestamp: new Date('2026-05-30T23:59:59.999Z') }),
      row({ eventId: 3, userId: '9007199254740993' }),
    )
    const query = '{ aiUsageData { all { nodes { event timestamp user { id } } } } }'
    expect(await run({ store }, query)).toEqual({
      data: {
        aiUsageData: {
          all: {
            nodes: [
              {
                event: 'CODE_SUGGESTION_ACCEPTED_IN_IDE',
                timestamp: '2026-05-31T12:00:00Z',
                user: { id: 'gid://gitlab/User/9007199254740993' },
              },
              {
                event: 'TROUBLESHOOT_JOB',
                timestamp: '2026-05-30T23:59:59Z',
                user: { id: 'gid://gitlab/User/1' },
              },
            ],
          },
        },
      },
    })
  })

  test('a feature has a list of its own events, with the fields of their payloads', async () => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent('troubleshoot_job', { user: { id: 1 } })
    store.trackEvent('code_suggestion_shown_in_ide', {
      user: { id: 1 },
      language: 'ruby',
      suggestion_size: 2,
    })
    store.trackEvent('agent_platform_session_started', {
      user: { id: 1 },
      project: { id: 4 },
      value: 5,
      label: 'chat',
    })
    const query = `{ aiUsageData {
      codeSuggestionEvents { nodes { event language suggestionSize uniqueTrackingId } }
      agentPlatformEvents { nodes { event projectId sessionId flowType environment } }
      chatEvents { nodes { event } }
    } }`
    expect((await run({ store }, query)).data.aiUsageData).toEqual({
      codeSuggestionEvents: {
        nodes: [
          {
            event: 'CODE_SUGGESTION_SHOWN_IN_IDE',
            language: 'ruby',
            suggestionSize: '2',
            uniqueTrackingId: null,
          },
        ],
      },
      agentPlatformEvents: {
        nodes: [
          {
            event: 'AGENT_PLATFORM_SESSION_STARTED',
            projectId: '4',
            sessionId: '5',
            flowType: 'chat',
            environment: null,
          },
        ],
      },
      chatEvents: { nodes: [] },
    })
  })

  test.each([
    ['code_suggestions', 'codeSuggestionEvents'],
    ['statuses', 'statusEvents'],
    ['analyses', 'analysisEvents'],
    ['job_analysis', 'jobAnalysisEvents'],
    ['processes', 'processEvents'],
    ['access', 'accessEvents'],
    ['inboxes', 'inboxEvents'],
    ['branches', 'branchEvents'],
    ['prompt_caches', 'promptCacheEvents'],
    ['crashes', 'crashEvents'],
    ['responses', 'responseEvents'],
    ['uses', 'useEvents'],
    ['summaries', 'summaryEvents'],
  ])('the list of the feature %s is %s', (name, list) => {
    const registry = new AiUsageEventRegistry().registerFeature({ name, events: { a: 1 } })
    const data = aiUsageDataSchema({ store: storeWith(), registry }).getType('AiUsageData')
    const fields = (data as import('graphql').GraphQLObjectType).getFields()
    expect(Object.keys(fields)).toEqual(['all', list])
  })

  test('fields of a registry of your own have every kind of value as text', async () => {
    const registry = new AiUsageEventRegistry().registerFeature({
      name: 'package_summaries',
      events: { summarize_package: 1 },
      transform: ({ given }) => given as Record<string, unknown>,
    })
    registry.registerFeature({
      name: 'package_summaries',
      events: { shorten_package: 2 },
      transform: ({ ok, list, at, user, user_id, big }) => ({
        ok,
        list,
        at,
        big,
        'user.id': user?.id,
        __proto: 1,
        event: 'no',
        user_id,
        userId: 'no',
        'd-e': 1,
      }),
    })
    const store = new InMemoryAiUsageEventStore({ registry })
    store.trackEvent('shorten_package', {
      user: { id: 1 },
      ok: false,
      list: [1, { a: 2n }],
      at: NOW,
      user_id: 'first',
      big: 2n ** 60n,
    })
    const query =
      '{ aiUsageData { packageSummaryEvents { nodes { event ok list at userId big } } } }'
    expect(await run({ store, registry }, query)).toEqual({
      data: {
        aiUsageData: {
          packageSummaryEvents: {
            nodes: [
              {
                event: 'SHORTEN_PACKAGE',
                ok: 'false',
                list: '[1,{"a":"2"}]',
                at: NOW.toISOString(),
                userId: 'first',
                big: '1152921504606846976',
              },
            ],
          },
        },
      },
    })
    const type = aiUsageDataSchema({ store, registry }).getType('PackageSummaryEvent')
    const fields = Object.keys((type as import('graphql').GraphQLObjectType).getFields())
    expect(fields).toEqual(['event', 'timestamp', 'user', 'ok', 'list', 'at', 'big', 'userId'])
  })

  test.each<[string, AiUsageFeature[], string]>([
    [
      'a feature',
      [{ name: 'a-b', events: { pull_package: 1 } }],
      'Failed to make a schema with the feature a-b: a-bEvents is not a name in GraphQL. Give it another name, of letters, digits and underscores.',
    ],
    [
      'an event',
      [{ name: 'a', events: { 'pull.package': 1 } }],
      'Failed to make a schema with the event pull.package of a: PULL.PACKAGE is not a name in GraphQL. Give it another name, of letters, digits and underscores.',
    ],
    [
      'two features of one name',
      [
        { name: 'summary', events: { pull_package: 1 } },
        { name: 'summaries', events: { push_package: 2 } },
      ],
      'Failed to make a schema with the feature summaries: another has the field summaryEvents. Give it another name, of letters, digits and underscores.',
    ],
    [
      'two events of one name',
      [{ name: 'a', events: { pull_package: 1, Pull_package: 2 } }],
      'Failed to make a schema with the event Pull_package: another has the value PULL_PACKAGE. Give it another name, of letters, digits and underscores.',
    ],
    [
      'a feature called after the type of all events',
      [{ name: 'ai_usage', events: { pull_package: 1 } }],
      'Failed to make a schema with the feature ai_usage: the type AiUsageEvent is that of all events. Give it another name, of letters, digits and underscores.',
    ],
  ])('%s that GraphQL cannot have is an error', (_, features, message) => {
    const registry = new AiUsageEventRegistry()
    for (const feature of features) registry.registerFeature(feature)
    expect(() => aiUsageDataSchema({ store: storeWith(), registry })).toThrow(
      expect.objectContaining({ code: 'INVALID_FEATURE', message }),
    )
  })

  test('a row of an event that nobody has registered is null, and told; others are there', async () => {
    const store = storeWith(row({ eventId: 99 }), row())
    const query = '{ aiUsageData { all { nodes { event } } } }'
    expect(await run({ store }, query)).toEqual({
      data: { aiUsageData: { all: { nodes: [null, { event: 'TROUBLESHOOT_JOB' }] } } },
      errors: ['Enum "AiUsageEventType" cannot represent value: 99'],
    })
  })

  test.each([
    ['(events: [TROUBLESHOOT_JOB])', ['TROUBLESHOOT_JOB']],
    [
      '(events: [CODE_SUGGESTION_SHOWN_IN_IDE, START_MCP_TOOL_CALL])',
      ['CODE_SUGGESTION_SHOWN_IN_IDE'],
    ],
    ['(userIds: ["gid://gitlab/User/2"])', ['CODE_SUGGESTION_SHOWN_IN_IDE']],
    [
      '(userIds: ["gid://gitlab/User/2", "gid://gitlab/User/1"], events: [TROUBLESHOOT_JOB])',
      ['TROUBLESHOOT_JOB'],
    ],
    ['(userIds: ["gid://gitlab/User/3"])', []],
    ['(userIds: [], events: [])', ['CODE_SUGGESTION_SHOWN_IN_IDE', 'TROUBLESHOOT_JOB']],
    [
      '(userIds: null, events: null, startDate: null)',
      ['CODE_SUGGESTION_SHOWN_IN_IDE', 'TROUBLESHOOT_JOB'],
    ],
  ])('all%s has the events that match', async (args, expected) => {
    const store = storeWith(row(), row({ eventId: 2, userId: 2 }))
    const query = `{ aiUsageData { all${args} { nodes { event } } } }`
    const { data } = await run({ store }, query)
    expect(data.aiUsageData.all.nodes.map(({ event }: { event: string }) => event)).toEqual(
      expected,
    )
  })

  test("events of other features are not in a feature's list, even if they are asked for", async () => {
    const store = storeWith(row(), row({ eventId: 2 }), row({ eventId: 3 }))
    const query = `{ aiUsageData { codeSuggestionEvents(events: [TROUBLESHOOT_JOB, CODE_SUGGESTION_SHOWN_IN_IDE]) { nodes { event } } } }`
    expect((await run({ store }, query)).data.aiUsageData.codeSuggestionEvents.nodes).toEqual([
      { event: 'CODE_SUGGESTION_SHOWN_IN_IDE' },
    ])
  })

  test('without dates there are the events of today and of the seven days before', async () => {
    const days = [
      '2026-05-23T23:59:59.999Z',
      '2026-05-24T00:00:00.000Z',
      '2026-05-31T23:59:59.999Z',
      '2026-06-01T00:00:00.000Z',
    ]
    const rows = days.map((day) => row({ timestamp: new Date(day) }))
    expect(await daysOf('', ...rows)).toEqual(['2026-05-31T23:59:59Z', '2026-05-24T00:00:00Z'])
  })

  test('both dates are the beginnings of their days, as in GitLab', async () => {
    const days = [
      '2026-05-09T23:59:59.999Z',
      '2026-05-10T00:00:00.000Z',
      '2026-05-12T00:00:00.000Z',
      '2026-05-12T00:00:00.001Z',
    ]
    const rows = days.map((day) => row({ timestamp: new Date(day) }))
    expect(
      await daysOf('(startDate: "2026-05-10", endDate: "2026-05-12T09:00:00Z")', ...rows),
    ).toEqual(['2026-05-12T00:00:00Z', '2026-05-10T00:00:00Z'])
    expect(await daysOf('(startDate: "2026-05-12", endDate: "2026-05-10")', ...rows)).toEqual([])
    expect(await daysOf('(startDate: "2026-05-01", endDate: "2026-05-31")')).toEqual([])
  })

  test.each([
    ['startDate: "2026-04-30", endDate: "2026-05-30"', 'maximum date range is 1 month'],
    ['startDate: "2026-04-30"', 'maximum date range is 1 month'],
    ['startDate: "2026-04-31"', '"2026-04-31" is not a date. Give it as "2026-05-31".'],
    ['endDate: "31.5.2026"', '"31.5.2026" is not a date. Give it as "2026-05-31".'],
    ['endDate: 2026', '"2026" is not a date. Give it as "2026-05-31".'],
    ['userIds: ["1"]', '"1" is not a valid Global ID'],
    [
      'userIds: ["gid://gitlab/Project/1"]',
      '"gid://gitlab/Project/1" does not represent an instance of User',
    ],
    ['events: [PULL_PACKAGE]', 'Value "PULL_PACKAGE" does not exist in "AiUsageEventType" enum.'],
    ['first: 1, last: 1', 'Can only provide either `first` or `last`, not both'],
    ['first: -1', '`first` is -1. Give it 0 or more.'],
    ['last: -2', '`last` is -2. Give it 0 or more.'],
    ['after: "x"', 'Please provide a valid cursor'],
    ['before: "bnVsbA=="', 'Please provide a valid cursor'],
    [
      `before: "${btoa('{"timestamp":1e99,"userId":1,"eventId":7}')}"`,
      'Please provide a valid cursor',
    ],
    [
      `after: "${btoa('{"timestamp":1,"userId":{},"eventId":7}')}"`,
      'Please provide a valid cursor',
    ],
    [
      `after: "${btoa('{"timestamp":1,"microseconds":1000,"userId":1,"eventId":7}')}"`,
      'Please provide a valid cursor',
    ],
    [
      `after: "${btoa('{"timestamp":1,"userId":1.5,"eventId":7}')}"`,
      'Please provide a valid cursor',
    ],
  ])('all(%s) is an error', async (args, message) => {
    expect(await daysOf(`(${args})`, row())).toEqual([message])
  })

  test('a registry without events has no schema', () => {
    expect(() =>
      aiUsageDataSchema({ store: storeWith(), registry: new AiUsageEventRegistry() }),
    ).toThrow(
      expect.objectContaining({
        code: 'INVALID_FEATURE',
        message:
          'Failed to make a schema of AI usage data: the registry has no events, and an enum of GraphQL has one at least. Register a feature before.',
      }),
    )
  })

  test('an option that it does not have is an error', () => {
    expect(() => aiUsageDataSchema({ store: storeWith(), namespace: {} } as never)).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_OPTION',
        message:
          'Failed to make a schema of AI usage data: unknown option "namespace". Did you mean "namespaces"?',
      }),
    )
  })

  test.each<readonly [options: object, message: string]>([
    [
      { store: undefined },
      'store is undefined. Give it a store of AI usage events, which has select.',
    ],
    [{ store: {} }, 'store is an object. Give it a store of AI usage events, which has select.'],
    [{ registry: {} }, 'registry is an object. Give it an AiUsageEventRegistry, or leave it out.'],
    [{ findUser: 1 }, 'findUser is 1. Give it a function, or leave it out.'],
    [{ namespaces: [] }, 'namespaces is a list. Give it an object: { "gitlab-org": [3] }.'],
    [{ namespaces: { g: 3 } }, 'namespaces of "g" is 3. Give it a list of ids.'],
    ...(
      [
        ['x', '"x"'],
        [0, '0'],
        ['007', '"007"'],
        [1.5, '1.5'],
        [null, 'null'],
      ] as const
    ).map(
      ([id, printed]) =>
        [
          { namespaces: { f: [1, '2'], g: [3, id] } },
          `one of the namespaces of "g" is ${printed}. Give it an id, which is a positive whole number.`,
        ] as const,
    ),
  ])('an option that it cannot use is an error: %j', (options, message) => {
    const given = { store: storeWith(), ...options } as never
    expect(() => aiUsageDataSchema(given)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: `Failed to make a schema of AI usage data: ${message}`,
      }),
    )
  })

  test('a store that selects no list is an error that names it', async () => {
    class OwnStore {
      select(): void {}
    }
    const source = '{ aiUsageData { all { nodes { event } } } }'
    const cause = 'returned undefined. Have it return a list of rows, or a promise of one.'
    for (const [store, name] of [
      [new OwnStore(), 'OwnStore'],
      [{ select() {} }, 'the store'],
      [Object.assign(Object.create(null), { select() {} }), 'the store'],
    ] as const) {
      const { errors } = await run({ store: store as never }, source)
      expect(errors).toEqual([`Failed to select AI usage events: select of ${name} ${cause}`])
    }
  })

  test('a bad variable is an error that names it', async () => {
    const source =
      'query ($from: Date) { aiUsageData { all(startDate: $from) { nodes { event } } } }'
    const { errors } = await run({ store: storeWith() }, source, { from: 'yesterday' })
    expect(errors).toEqual([
      expect.stringMatching(
        /^Variable "\$from" (?:got|has) invalid value.*"yesterday" is not a date\. Give it as "2026-05-31"\.$/,
      ),
    ])
  })

  test('a group or a project stands for the namespaces that its path is given', async () => {
    const store = storeWith(
      row({ namespaceId: 27 }),
      row({ namespaceId: 28, userId: 2 }),
      row({ namespaceId: undefined }),
    )
    const fields = '{ fullPath aiUsageData { all { nodes { user { id } } } } }'
    const query = `{ group(fullPath: "gitlab-org") ${fields} project(fullPath: "gitlab-org/gitlab") ${fields} other: group(fullPath: "toString") ${fields} }`
    const namespaces = { 'gitlab-org': [27, '28'], 'gitlab-org/gitlab': [28] }
    const users = (...ids: number[]) => ({
      all: { nodes: ids.map((id) => ({ user: { id: `gid://gitlab/User/${id}` } })) },
    })
    expect((await run({ store, namespaces }, query)).data).toEqual({
      group: { fullPath: 'gitlab-org', aiUsageData: users(2, 1) },
      project: { fullPath: 'gitlab-org/gitlab', aiUsageData: users(2) },
      other: null,
    })
    const { data } = await run({ store }, query)
    expect(data.other.aiUsageData.all.nodes).toHaveLength(3)
  })

  test('a group or a project has an id, of its own for each path', async () => {
    const paths = `{
      group(fullPath: "a") { id }
      project(fullPath: "a/b") { id }
      other: group(fullPath: "a/c") { id }
    }`
    const ids = async (namespaces?: Record<string, (number | string)[]>) =>
      Object.values<{ id: string }>(
        (await run({ store: storeWith(), namespaces }, paths)).data,
      ).map(({ id }) => id)
    expect(await ids({ a: [27, 28], 'a/b': ['28'], 'a/c': [] })).toEqual([
      'gid://gitlab/Group/27',
      'gid://gitlab/Project/28',
      'gid://gitlab/Group/a%2Fc',
    ])
    expect(await ids()).toEqual([
      'gid://gitlab/Group/a',
      'gid://gitlab/Project/a%2Fb',
      'gid://gitlab/Group/a%2Fc',
    ])
  })

  test('users have the fields that are found for them, or made from their ids', async () => {
    const store = storeWith(row(), row({ userId: 2 }))
    const findUser = async (id: number | string) =>
      id === 1 ? { username: 'ada', name: 'Ada', avatarUrl: '/ada.png' } : undefined
    const query = `{ aiUsageData { all { nodes { user { ...Shown } } } } }
      fragment Shown on User { username name avatarUrl webUrl webPath }`
    const { data } = await run({ store, findUser }, query)
    expect(data.aiUsageData.all.nodes).toEqual([
      {
        user: {
          username: 'user-2',
          name: 'User 2',
          avatarUrl: null,
          webUrl: 'https://gitlab.example.com/user-2',
          webPath: '/user-2',
        },
      },
      {
        user: {
          username: 'ada',
          name: 'Ada',
          avatarUrl: '/ada.png',
          webUrl: 'https://gitlab.example.com/ada',
          webPath: '/ada',
        },
      },
    ])
  })

  test('the error of a store is told', async () => {
    const store = storeWith()
    vi.spyOn(store, 'select').mockRejectedValue(new Error('the server is gone'))
    const query = '{ aiUsageData { all { nodes { event } } } }'
    expect(await run({ store }, query)).toEqual({
      data: { aiUsageData: { all: null } },
      errors: ['the server is gone'],
    })
  })
})
