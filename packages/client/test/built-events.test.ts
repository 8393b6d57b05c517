import { afterAll, describe, expect, test, vi } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import {
  type AiContextFields,
  type ClientSettings,
  InternalEventsClient,
  type TrackEventOptions,
  withInternalEventContext,
} from '../src/entries/index.ts'

/** Beside the table of what the Python client sends. */
const collector = await startCollector()
afterAll(() => collector.close())

/** Sends an event to the collector, which takes it as good, and returns what it received. */
async function sent(options: TrackEventOptions, settings: ClientSettings = {}) {
  const logger = { debug: vi.fn(), warn: vi.fn() }
  const { url: endpoint } = collector
  const client = new InternalEventsClient({ enabled: true, endpoint, logger, ...settings })
  client.trackEvent('pull_package', options)
  await client.shutdown()
  expect(logger.warn).not.toHaveBeenCalled()
  const { payload, contexts } = collector.events.at(-1) ?? {}
  const [standard, ai] = contexts ?? []
  return {
    value: payload?.['se_va'],
    label: payload?.['se_la'],
    property: payload?.['se_pr'],
    standard: standard?.data as Record<string, unknown>,
    schema: ai?.schema,
    ai: ai?.data as Record<string, unknown>,
  }
}

describe('the AI context', () => {
  const MADE = `session_id workflow_id flow_type agent_name input_tokens output_tokens total_tokens
    ephemeral_5m_input_tokens ephemeral_1h_input_tokens cache_read`
  const ALL = `session_id workflow_id flow_type item_type item_version item_schema_version flow_name
    component_name agent_name agent_type custom_item_id input_tokens output_tokens total_tokens
    ephemeral_5m_input_tokens ephemeral_1h_input_tokens cache_read cache_creation model_engine
    model_name model_provider flow_version flow_registry_version`

  test.each([
    ['1-0-0', MADE],
    ['1-0-1', `${MADE} cache_creation`],
    ['1-0-2', ALL],
    [undefined, ALL],
  ] as const)(
    'of version %s has its fields, all of them null',
    async (aiContextVersion, fields) => {
      const { schema, ai } = await sent({}, { aiContextVersion })
      expect(schema).toBe(`iglu:com.gitlab/ai_context/jsonschema/${aiContextVersion ?? '1-0-2'}`)
      expect(Object.entries(ai)).toEqual(fields.split(/\s+/).map((field) => [field, null]))
    },
  )

  test.each([
    ['1-0-0', { agent_type: 'a', model_name: 'claude' }],
    ['1-0-1', { agent_type: 'a', model_name: 'claude', cache_creation: 4 }],
    ['1-0-2', { agent_type: 'a', model_name: 'claude', cache_creation: 4, flow_name: 'f' }],
  ] as const)('of version %s has those given that its schema has', async (version, given) => {
    const aiContext = { agent_type: 'a', model_name: 'claude', cache_creation: 4, flow_name: 'f' }
    const { ai } = await sent({ aiContext }, { aiContextVersion: version })
    expect(Object.fromEntries(Object.entries(ai).filter(([, value]) => value !== null))).toEqual(
      given,
    )
  })

  test('takes a given null before what properties make, and a given undefined not', async () => {
    const { ai } = await sent({
      additionalProperties: { value: 7, agent_name: 'planner', cache_read: 3 },
      aiContext: { session_id: null, agent_name: undefined } as unknown as AiContextFields,
    })
    expect(ai).toMatchObject({ session_id: null, agent_name: 'planner', cache_read: 3 })
  })

  test('leaves to extra what has the name of another field, and what does not fit', async () => {
    const additionalProperties = { model_name: 7, flow_name: 'f', workflow_id: 7, cache_read: 'x' }
    const { standard, ai } = await sent({ additionalProperties })
    expect(standard['extra']).toEqual(additionalProperties)
    expect(new Set(Object.values(ai))).toEqual(new Set([null]))
  })

  test('leaves to the standard context tokens that do not fit', async () => {
    const tokens = { input_tokens: '10', output_tokens: Number.MAX_SAFE_INTEGER, total_tokens: 15 }
    const { standard, ai } = await sent(tokens as unknown as TrackEventOptions)
    expect(standard).toMatchObject(tokens)
    expect(ai).toMatchObject({ input_tokens: null, output_tokens: null, total_tokens: 15 })
  })

  test('has a session of up to 255 characters, by code point', async () => {
    const longest = '🦊'.repeat(255)
    expect((await sent({ additionalProperties: { value: longest } })).ai['session_id']).toBe(
      longest,
    )
    expect((await sent({ additionalProperties: { value: `${longest}a` } })).ai['session_id']).toBe(
      null,
    )
  })
})

describe('a value', () => {
  test.each<[unknown, string | undefined, string | null]>([
    [7, '7', '7'],
    [-0.5, '-0.5', '-0.5'],
    [1e21, '1e+21', '1e+21'],
    ['007', '007', '007'],
    ['-1.5e3', '-1.5e3', '-1.5e3'],
    ['12345678901234567890', '12345678901234567890', '12345678901234567890'],
    ['flow-7', undefined, 'flow-7'],
    ['0x10', undefined, '0x10'],
    [' 7', undefined, ' 7'],
    ['1e400', undefined, '1e400'],
    ['NaN', undefined, 'NaN'],
    [Number.NaN, undefined, null],
    [Number.POSITIVE_INFINITY, undefined, null],
    [{ id: 7 }, undefined, null],
    [true, undefined, null],
  ])('of %o is sent as %s, with the session %s', async (given, value, session) => {
    const event = await sent({ additionalProperties: { value: given } as { value: number } })
    expect(event.value).toBe(value)
    expect(event.ai['session_id']).toBe(session)
  })

  test('of many digits takes no time', async () => {
    const event = await sent({ additionalProperties: { value: `${'1'.repeat(1_000_000)}x` } })
    expect(event.value).toBe(undefined)
  })
})

test.each([
  [7, '7'],
  [{ full: true }, undefined],
  [['npm'], undefined],
])('a label and a property of %o are sent as %s', async (given, text) => {
  const properties = { label: given, property: given } as unknown as { label: string }
  const { label, property } = await sent({ additionalProperties: properties })
  expect([label, property]).toEqual([text, text])
})

test.each([
  'a\ud83e',
  '\udd8aa',
  `${'a'.repeat(997)}\ud83e${'b'.repeat(3)}`,
  '\ud83e'.repeat(1000),
])('half of a surrogate pair is sent: case %#', async (text) => {
  const { property, standard } = await sent({
    additionalProperties: { property: text, key: text, value: text },
  })
  expect(property).toBe(text.length > 1000 ? `${text.slice(0, 997)}...` : text)
  expect(standard['extra']).toEqual({ key: text })
})

describe('a request', () => {
  test('has the merge request and the pipeline of the innermost context that names them', async () => {
    const outer = { merge_request_url: 'https://gitlab.com/a/-/merge_requests/1', realm: 'saas' }
    const { standard } = await withInternalEventContext(outer, () =>
      withInternalEventContext({ pipeline_source: 'push', extra: { own: 1 } }, () =>
        sent({ additionalProperties: { merge_request_url: 'lost' } }),
      ),
    )
    expect(standard).toMatchObject({ realm: 'saas' })
    expect(standard['extra']).toEqual({
      own: 1,
      merge_request_url: 'https://gitlab.com/a/-/merge_requests/1',
      pipeline_source: 'push',
    })
    expect(standard).not.toHaveProperty('merge_request_url')
    expect(standard).not.toHaveProperty('pipeline_source')
  })

  test('keeps the fields that the event names as undefined, and null replaces them', async () => {
    const { standard } = await withInternalEventContext({ project_id: 2, plan: 'free' }, () =>
      sent({ project_id: undefined, plan: null, environment: undefined } as never),
    )
    expect(standard).toMatchObject({ project_id: 2, plan: null, environment: 'development' })
  })
})
