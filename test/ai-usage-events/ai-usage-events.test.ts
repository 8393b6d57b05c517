import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AiUsageEventError,
  AiUsageEventRegistry,
  AiUsageEventWriter,
  gitlabAiUsageEvents,
  gt,
  gte,
  InMemoryAiUsageEventStore,
  lt,
  lte,
  oneOf,
} from '../../src/entries/ai-usage-events.ts'
import { loadCatalog, trackInternalEvent, useAiUsageEvents } from '../../src/entries/index.ts'

const user = { id: 1 }
const job = { id: 5, project: { id: 4 }, pipeline: { id: 6, mergeRequest: { id: 8 } } }

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-31T12:00:00.5Z'), toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

describe('a registry', () => {
  test("of GitLab's own events has them with their ids, and knows which are deprecated", () => {
    const registry = gitlabAiUsageEvents()
    const ids = registry.names.map((name) => registry.find(name)?.id)
    expect(ids.toSorted((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    )
    const deprecated = registry.names.filter((name) => registry.find(name)?.deprecated)
    expect(deprecated.sort()).toEqual([
      'code_suggestion_direct_access_token_refresh',
      'code_suggestions_requested',
    ])
    expect(registry.find('agent_platform_session_finished')).toMatchObject({
      id: 19,
      feature: 'agent_platform',
    })
  })

  test.each([
    [
      { name: 'b', events: { summarize_package: 2 } },
      'Failed to register the feature b: Event with name `summarize_package` was already registered, by a. Register it once.',
    ],
    [
      { name: 'b', events: { pull_package: 2, push_package: 1 } },
      'Failed to register the feature b: Event with id `1` was already registered: summarize_package. Take an id that no event has had.',
    ],
    [
      { name: 'b', events: { pull_package: 2 }, deprecated: { push_package: 2 } },
      'Failed to register the feature b: Event with id `2` was already registered: pull_package. Take an id that no event has had.',
    ],
    [
      { name: 'b', events: { pull_package: 2, other: 3 } },
      'Failed to register the feature b: Event `other` is not defined in InternalEvents. Define it, or correct its name.',
    ],
    [
      { events: { pull_package: 2 } },
      'Failed to register a feature: Cannot register events outside of a feature context. Give the feature a name.',
    ],
    [
      { name: 'b', events: { packages: { pull_package: 2 } } },
      'Failed to register the feature b: Nested features are not supported, and packages is one. Register each by a call of its own.',
    ],
    [
      { name: 'b' },
      'Failed to register the feature b: events is undefined. Give it the ids of events by their names, { summarize_package: 1 }.',
    ],
    [
      { name: 'b', events: { pull_package: 2 }, transformation: () => ({}) },
      'Failed to register the feature b: a feature has no transformation. It takes name, events, deprecated, transform.',
    ],
    [
      { name: 'b', events: { pull_package: 32_768 } },
      'Failed to register the feature b: the id of pull_package is 32768. Give it a whole number from 0 to 32767.',
    ],
    [
      { name: 'b', events: {}, deprecated: { pull_package: '2' } },
      'Failed to register the feature b: the id of pull_package is "2". Give it a whole number from 0 to 32767.',
    ],
    [
      { name: ' ', events: { pull_package: 2 } },
      'Failed to register a feature: Cannot register events outside of a feature context. Give the feature a name.',
    ],
    [
      { name: 'b', events: { '': 2 } },
      'Failed to register the feature b: an event of events is called "". Give it the name of an internal event.',
    ],
    [
      { name: 'b', events: {}, deprecated: { ' ': 2 } },
      'Failed to register the feature b: an event of deprecated is called " ". Give it the name of an internal event.',
    ],
    [
      { name: 'b', events: Object.assign([], { pull_package: 2 }) },
      'Failed to register the feature b: events is a list. Give it the ids of events by their names, { summarize_package: 1 }.',
    ],
    [
      { name: 'b', events: { pull_package: 2 }, transform: null },
      'Failed to register the feature b: transform is null. Give it a function that returns the payload of an event, or leave it out.',
    ],
    [
      null,
      'Failed to register a feature: it is null. Give an object with name, events, deprecated, transform.',
    ],
  ])('refuses %o, and registers nothing of it', (feature, message) => {
    const catalog = loadCatalog()
    const registry = new AiUsageEventRegistry({ catalog }).registerFeature({
      name: 'a',
      events: { summarize_package: 1 },
    })
    // A feature that the types refuse comes from JavaScript.
    const register = () => registry.registerFeature(feature as never)
    expect(register).toThrow(AiUsageEventError)
    expect(register).toThrow(expect.objectContaining({ code: 'INVALID_FEATURE', message }))
    expect(registry.names).toEqual(['summarize_package'])
  })

  test('refuses options that it does not have', () => {
    expect(() => new AiUsageEventRegistry({ catalogue: loadCatalog() } as never)).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_OPTION',
        message:
          'Failed to make a registry of AI usage events: unknown option "catalogue". Did you mean "catalog"?',
      }),
    )
  })

  test('refuses an event that is defined, but not as an internal one', () => {
    const events = new Map([['pull_package', { internal: false }]])
    const registry = new AiUsageEventRegistry({ catalog: { events } as never })
    expect(() => registry.registerFeature({ name: 'a', events: { pull_package: 1 } })).toThrow(
      'Failed to register the feature a: Event `pull_package` is not defined in InternalEvents. Define it, or correct its name.',
    )
  })

  test('takes deprecated events whose definitions are gone, and a feature in parts', () => {
    const registry = new AiUsageEventRegistry({ catalog: loadCatalog() })
      .registerFeature({ name: 'a', events: { summarize_package: 1 }, deprecated: { gone: 2 } })
      .registerFeature({ name: 'a', events: { pull_package: 3 } })
    expect(registry.find('gone')).toMatchObject({ id: 2, feature: 'a', deprecated: true })
    expect(registry.find('pull_package')).toMatchObject({ id: 3, feature: 'a' })
  })
})

describe('a row', () => {
  test.each([
    [
      'troubleshoot_job',
      { job },
      { job_id: 5, project_id: 4, pipeline_id: 6, merge_request_id: 8 },
    ],
    [
      'code_suggestion_shown_in_ide',
      { unique_tracking_id: 'foo', suggestion_size: 18, language: 'ruby', other: 1 },
      { unique_tracking_id: 'foo', suggestion_size: 18, language: 'ruby' },
    ],
    [
      'agent_platform_session_started',
      { project: { id: 4 }, value: 7, label: 'chat', property: 'ide' },
      { project_id: 4, session_id: 7, flow_type: 'chat', environment: 'ide' },
    ],
    [
      'finish_mcp_tool_call',
      { session_id: 's', tool_name: 't', has_tool_call_success: true, label: 'x' },
      {
        session_id: 's',
        tool_name: 't',
        has_tool_call_success: true,
        failure_reason: null,
        error_status: null,
      },
    ],
    ['request_duo_chat_response', { label: 'x' }, {}],
  ])('of %s has what its transformation makes', (name, context, payload) => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent(name, { user, ...context })
    expect(store.events).toEqual([
      {
        event: name,
        eventId: gitlabAiUsageEvents().find(name)?.id,
        userId: 1,
        namespaceId: undefined,
        timestamp: new Date('2026-05-31T12:00:00.500Z'),
        payload,
      },
    ])
  })

  test('lies in the namespace that is nearest', () => {
    const registry = new AiUsageEventRegistry().registerFeature({
      name: 'f',
      events: { explicit: 1 },
      transform: ({ where }) => ({ namespace_id: where, kept: true }),
    })
    const store = new InMemoryAiUsageEventStore({ registry })
    const namespace = { id: 30 }
    const project = { id: 2, namespace: { id: 20 } }
    const inOwn = { ...project, projectNamespace: { id: 21 } }
    for (const context of [{ namespace }, { namespace, project }, { project: inOwn }]) {
      store.trackEvent('explicit', { user, ...context })
    }
    store.trackEvent('explicit', { user, project: inOwn, where: 40 })
    expect(store.events.map(({ namespaceId }) => namespaceId)).toEqual([30, 20, 21, 40])
    expect(store.events.at(-1)?.payload).toEqual({ kept: true })
  })

  test('has the time that it is given, to the millisecond', () => {
    const store = new InMemoryAiUsageEventStore()
    const times = ['2026-05-01', new Date('2026-05-02T00:00:00.123Z'), 1_780_000_000_000.9]
    for (const timestamp of times) store.trackEvent('troubleshoot_job', { user, timestamp, job })
    expect(store.events.map(({ timestamp }) => timestamp.getTime())).toEqual([
      Date.parse('2026-05-01'),
      Date.parse('2026-05-02T00:00:00.123Z'),
      1_780_000_000_000,
    ])
  })
})

describe('a transformation', () => {
  const trackWith = (transform: unknown) => {
    const registry = new AiUsageEventRegistry().registerFeature({
      name: 'packages',
      events: { pull_package: 1 },
      transform: transform as () => object as never,
    })
    const store = new InMemoryAiUsageEventStore({ registry })
    store.trackEvent('pull_package', { user, label: 'npm' })
    return store.events.map(({ payload }) => payload)
  }
  const refused = (result: string, remedy: string) =>
    expect.objectContaining({
      code: 'INVALID_PAYLOAD',
      message: `Failed to track the AI usage event pull_package: the transformation of the feature packages returned ${result}. ${remedy}`,
    })
  const OBJECT = 'Return an object of keys and values, or {} for none.'
  const AWAIT =
    'Await what it needs before the event is tracked, and pass it as an argument of the event.'

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['"npm"', 'npm'],
    ['7', 7],
    ['1n', 1n],
    ['true', true],
    ['a symbol', Symbol('x')],
    ['a function', () => ({})],
    ['a list', [{ label: 'npm' }]],
    ['an object of type Map', new Map([['label', 'npm']])],
    ['a date', new Date()],
    ['an object of type String', Object('npm')],
  ])('that returns %s is an error when an event is tracked', (result, value) => {
    expect(() => trackWith(() => value)).toThrow(refused(result, OBJECT))
  })

  test('that answers later is one, too, whether or not it fails later', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const later = async () => {
      throw new Error('too late')
    }
    expect(() => trackWith(async () => ({ label: 'npm' }))).toThrow(refused('a promise', AWAIT))
    expect(() => trackWith(later)).toThrow(refused('a promise', AWAIT))
    // biome-ignore lint/suspicious/noThenProperty: the promise of another library
    expect(() => trackWith(() => ({ then: () => {} }))).toThrow(refused('a promise', AWAIT))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  test('may return an object of any class, and one without a prototype', () => {
    class Payload {
      label = 'npm'
    }
    const bare = Object.assign(Object.create(null), { label: 'npm' })
    expect([...trackWith(() => new Payload()), ...trackWith(() => bare)]).toEqual([
      { label: 'npm' },
      { label: 'npm' },
    ])
  })

  test('of the registry of a file is refused where an internal event is tracked', () => {
    const registry = new AiUsageEventRegistry().registerFeature({
      name: 'packages',
      events: { pull_package: 1 },
      transform: (() => 'npm') as never,
    })
    useAiUsageEvents(registry)
    expect(() => trackInternalEvent('pull_package', { user })).toThrow(refused('"npm"', OBJECT))
    useAiUsageEvents(undefined)
  })

  test('of a writer is refused as well', () => {
    const registry = new AiUsageEventRegistry().registerFeature({
      name: 'packages',
      events: { pull_package: 1 },
      transform: (async () => ({})) as never,
    })
    const writer = new AiUsageEventWriter({ store: new InMemoryAiUsageEventStore(), registry })
    expect(() => writer.trackEvent('pull_package', { user })).toThrow(refused('a promise', AWAIT))
  })
})

describe('what the real system refuses without a word', () => {
  const refusal = (name: string, context: object) => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent(name, { user, ...context })
    expect(store.events).toEqual([])
    const [record] = store.records
    expect(record).toMatchObject({ name, row: undefined })
    return record?.rejection
  }

  test.each([
    ['troubleshoot_job', { user: undefined }, "user can't be blank"],
    ['code_suggestions_requested', {}, 'event is read-only'],
    ['troubleshoot_job', { timestamp: 'yesterday' }, 'timestamp is not a valid time'],
    // February has no 31st.
    [
      'troubleshoot_job',
      { timestamp: '2026-02-28T12:00:00.499Z' },
      'timestamp must be 3 months old at the most',
    ],
    [
      'code_suggestion_shown_in_ide',
      { branch_name: 'ä'.repeat(8200) },
      'extras have 16418 bytes, more than 16 kB',
    ],
  ])('%s with %o', (name, context, rejection) => {
    expect(refusal(name, context)).toBe(rejection)
  })

  test.each([
    [
      { user: { id: 'gid://gitlab/User/4' } },
      'the user id "gid://gitlab/User/4" is not a whole number of 64 bits',
    ],
    [{ user: { id: -4 } }, 'the user id -4 is negative'],
    [{ user: { id: 1.5 } }, 'the user id 1.5 is not a whole number of 64 bits'],
    [{ user: { id: '007' } }, 'the user id "007" is not a whole number of 64 bits'],
    [
      { user: { id: 2 ** 53 } },
      'the user id 9007199254740992 has lost digits as a number, which text keeps',
    ],
    [{ user: {} }, 'the user id undefined is not a whole number of 64 bits'],
    [{ namespace: { id: 'x' } }, 'the namespace id "x" is not a positive whole number of 64 bits'],
    [{ namespace: { id: 0 } }, 'the namespace id 0 is not a positive whole number of 64 bits'],
    [{ timestamp: '2300-01-01' }, 'timestamp is not between 1970 and 2299'],
  ])('%o, as a writer does', (context, rejection) => {
    expect(refusal('troubleshoot_job', context)).toBe(rejection)
    const writer = new AiUsageEventWriter({ store: new InMemoryAiUsageEventStore() })
    expect(writer.trackEvent('troubleshoot_job', { user, ...context } as never)).toMatchObject({
      rejection,
    })
  })

  test('but not at the very limits', () => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent('troubleshoot_job', { user, timestamp: '2026-02-28T12:00:00.500Z' })
    const most = 16 * 1024 - JSON.stringify({ branch_name: '' }).length
    store.trackEvent('code_suggestion_shown_in_ide', { user, branch_name: 'x'.repeat(most) })
    expect(store.events).toHaveLength(2)
  })

  test('a second event of the same millisecond', () => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent('troubleshoot_job', { user, job })
    store.trackEvent('troubleshoot_job', { user, job: { id: 9 } })
    store.trackEvent('troubleshoot_job', { user: { id: 2 }, job })
    store.trackEvent('request_duo_chat_response', { user })
    store.trackEvent('troubleshoot_job', { user, job, namespace: { id: 3 } })
    vi.setSystemTime(Date.now() + 1)
    store.trackEvent('troubleshoot_job', { user, job })
    expect(store.events).toHaveLength(5)
    expect(store.records.flatMap(({ rejection }) => rejection ?? [])).toEqual([
      'a row with the same user, namespace, event and millisecond is already stored',
    ])
  })

  test('names that nobody has registered', () => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent('troubleshoot_jobs', { user })
    expect(store.events).toEqual([])
    expect(store.records).toEqual([
      { name: 'troubleshoot_jobs', row: undefined, rejection: 'no feature has registered it' },
    ])
    expect(store.lastActivityOn(user)).toBeUndefined()
  })

  test('although the user was active then', () => {
    const store = new InMemoryAiUsageEventStore()
    expect(store.lastActivityOn(user)).toBeUndefined()
    store.trackEvent('code_suggestions_requested', { user })
    expect(store.lastActivityOn(user)).toBe('2026-05-31')
    store.reset()
    expect(store.lastActivityOn(user)).toBeUndefined()
  })
})

test('rows are kept for three months', () => {
  const store = new InMemoryAiUsageEventStore()
  store.trackEvent('troubleshoot_job', { user, job })
  vi.setSystemTime('2026-08-31T12:00:00.500Z')
  expect(store.events).toHaveLength(1)
  vi.setSystemTime('2026-08-31T12:00:00.501Z')
  expect(store.events).toEqual([])
  expect(store.where({ userId: 1 })).toEqual([])
  expect(store.records).toHaveLength(1)
})

test('a tracked row is that which insert keeps, whatever its payload is made of', () => {
  const registry = new AiUsageEventRegistry().registerFeature({
    name: 'packages',
    events: { pull_package: 1 },
    transform: ({ v }) => ({ v }),
  })
  const values = [
    new Date(0),
    Number.NaN,
    { deep: Number.POSITIVE_INFINITY },
    new Map([[1, 2]]),
    () => 1,
    Symbol('s'),
    1n,
    [undefined, 2n],
    -0,
    { toJSON: () => 7 },
    Object('text'),
    Object.create(null),
    'text',
    4,
  ]
  const [tracked, inserted] = [1, 2].map(() => new InMemoryAiUsageEventStore({ registry }))
  for (const [id, v] of values.entries()) {
    tracked?.trackEvent('pull_package', { user: { id: String(id) }, namespace: { id: '28' }, v })
    const row = { event: 'pull_package', eventId: 1, userId: id, namespaceId: 28 }
    inserted?.insert([{ ...row, timestamp: new Date(), payload: { v } }])
  }
  const answers = (store: InMemoryAiUsageEventStore | undefined) => [
    store?.select({ orderBy: { 'payload.v': 'asc' } }),
    store?.count({ distinct: 'payload.v' }),
    store?.count({ where: { 'payload.v': new Date(0) } }),
    store?.count({ where: { 'payload.v': 1 } }),
    store?.count({ where: { 'payload.v': 7 } }),
    store?.count({ where: { 'payload.v': null } }),
  ]
  expect(answers(tracked)).toStrictEqual(answers(inserted))
  expect(answers(tracked).slice(1)).toEqual([6, 1, 1, 1, 3])
})

test('a store without a registry has that of the tests, and else that of GitLab', () => {
  const store = new InMemoryAiUsageEventStore()
  const row = {
    event: 'pull_package',
    eventId: 3,
    userId: 1,
    namespaceId: undefined,
    timestamp: new Date(),
    payload: {},
  }
  expect(() => store.insert([row])).toThrow(
    "Failed to insert 1 AI usage events: the event id 3 is that of code_suggestion_accepted_in_ide in the store's registry, in row 0 (pull_package). Give the store the registry that the row is of (registry), or correct that row; none was stored.",
  )
  useAiUsageEvents(
    new AiUsageEventRegistry().registerFeature({ name: 'packages', events: { pull_package: 3 } }),
  )
  store.insert([row])
  expect(store.select({ where: { event: 'pull_package' } })).toEqual([row])
  useAiUsageEvents(undefined)
})

test('types refuse values that a payload does not equal', () => {
  const store = new InMemoryAiUsageEventStore()
  const queries: (() => unknown)[] = [
    // @ts-expect-error A list equals nothing.
    () => store.count({ where: { 'payload.a': [1] } }),
    // @ts-expect-error An object equals nothing.
    () => store.count({ where: { 'payload.a': { b: 1 } } }),
    // @ts-expect-error The values stand beside each other.
    () => store.count({ where: { 'payload.a': oneOf(['a']) } }),
  ]
  for (const query of queries) expect(query).toThrow(AiUsageEventError)
})

test('what the store hands out is not its own', () => {
  const store = new InMemoryAiUsageEventStore({
    onRecord: ({ row }) => Object.assign(row?.payload ?? {}, { ide_name: 'vim' }),
  })
  const language = { b: 1 }
  store.trackEvent('code_suggestion_shown_in_ide', { user: { id: 1 }, language })
  const rows = () => [...store.events, ...store.where({}), ...store.select()]
  const tracked = () => store.records.flatMap(({ row }) => row ?? [])
  language.b = 3
  for (const row of [...rows(), ...tracked()]) {
    row.timestamp.setTime(0)
    Object.assign(row.payload['language'] as object, { b: 2 })
    Object.assign(row.payload, { ide_name: 'vim' })
    Object.assign(row, { userId: 2 })
  }
  for (const row of rows()) {
    expect(row).toMatchObject({ userId: 1, payload: { language: { b: 1 } } })
    expect(row.payload).not.toHaveProperty('ide_name')
  }
  for (const row of [...rows(), ...tracked()]) {
    expect(row).toMatchObject({ userId: 1, payload: { language: { b: 1 } } })
    expect(Date.now() - row.timestamp.getTime()).toBeLessThan(60_000)
  }
})

describe('where', () => {
  const store = new InMemoryAiUsageEventStore()
  beforeEach(() => {
    store.reset()
    for (const id of [1, 2, 3]) {
      store.trackEvent('troubleshoot_job', {
        user: { id: id % 2 },
        namespace: { id: 10 * id },
        job: { id, project: { id: String(id) } },
        timestamp: `2026-05-0${id}`,
      })
    }
    store.trackEvent('request_duo_chat_response', { user })
  })

  test.each([
    [{}, 4],
    [{ userId: 1 }, 3],
    [{ userId: 1, event: 'troubleshoot_job' }, 2],
    [{ eventId: 6 }, 1],
    [{ namespaceId: 20 }, 1],
    [{ namespaceId: undefined }, 1],
    [{ 'payload.project_id': gt(1) }, 2],
    [{ 'payload.project_id': gte(1) }, 3],
    [{ 'payload.project_id': lt(3) }, 2],
    [{ 'payload.project_id': lte(3), namespaceId: gt(10) }, 2],
    [{ 'payload.project_id': 2 }, 1],
    [{ 'payload.project_id': '2' }, 1],
    [{ 'payload.project_id': oneOf(1, 3, 9) }, 2],
    [{ 'payload.toString': 'x' }, 0],
    [{ 'payload.merge_request_id': null }, 4],
    [{ timestamp: gt(new Date('2026-05-01')) }, 3],
    [{ timestamp: new Date('2026-05-02') }, 1],
    [{ event: oneOf('request_duo_chat_response', 'start_mcp_tool_call') }, 1],
  ])('%o has %i rows', (query, count) => {
    expect(store.where(query)).toHaveLength(count)
  })

  test('refuses a field that rows do not have', () => {
    expect(() => store.where({ user: 1 } as never)).toThrow(
      'Failed to query AI usage events: there is no field user. Fields are event, eventId, userId, namespaceId, timestamp, microseconds and payload.<name>.',
    )
  })
})
