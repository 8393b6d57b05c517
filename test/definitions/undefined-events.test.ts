import { describe, expect, onTestFinished, test } from 'vitest'
import { readCatalog, writeCatalog } from '../../src/definitions/index.ts'
import {
  type Catalog,
  createInternalEvents,
  type InternalEventsConfig,
  loadCatalog,
  trackInternalEvent,
} from '../../src/entries/index.ts'
import { setCatalog } from '../../src/fakes/index.ts'
import { temporaryProject } from './temporary-project.ts'

const files = {
  'config/events/request_duo_chat.yml': 'action: request_duo_chat\ndescription: without the flag\n',
  'config/events/start_duo_workflow.yml': 'internal_events: true\naction: start_duo_workflow\n',
  'config/events/old.yml': 'action: old\nstatus: removed\n',
}

function gateway(config: InternalEventsConfig, more: Record<string, string> = files): Catalog {
  const { root, remove } = temporaryProject({
    ...more,
    'internal-events.config.json': JSON.stringify(config),
  })
  onTestFinished(remove)
  return loadCatalog({ root })
}

function failure(use: () => unknown): string {
  try {
    use()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('nothing was thrown')
}

describe('undefinedEvents', () => {
  test.each([
    ["'error'", 'error', []],
    ['the default', undefined, []],
    ["'allow'", 'allow', ['token_usage_llm', 'stop_duo_workflow', 'x']],
    [
      'names and patterns',
      ['token_usage_*', 'stop_duo_workflow'],
      ['token_usage_llm', 'stop_duo_workflow'],
    ],
    ['a pattern with its star within', ['token_*_llm'], ['token_usage_llm']],
  ] as const)('%s', (_what, undefinedEvents, allowed) => {
    const catalog = gateway(undefinedEvents === undefined ? {} : { undefinedEvents })
    for (const name of ['token_usage_llm', 'stop_duo_workflow', 'x', '']) {
      const use = () => catalog.event(name)
      if ((allowed as readonly string[]).includes(name)) expect(use().action).toBe(name)
      else expect(use).toThrow(`Failed to find event ${JSON.stringify(name)}`)
    }
  })

  test('takes the signs of regular expressions as they are', () => {
    const catalog = gateway({ undefinedEvents: ['a.b+*'] })
    expect(catalog.event('a.b+c').action).toBe('a.b+c')
    expect(failure(() => catalog.event('axbbc'))).toContain('no definition has this action')
  })

  test('leaves definitions as they are', () => {
    const catalog = gateway({ undefinedEvents: 'allow' })
    expect(failure(() => catalog.event('request_duo_chat'))).toContain(
      'has no internal_events: true',
    )
    expect(failure(() => catalog.event('old'))).toContain('it was removed')
    expect(catalog.event('start_duo_workflow').file).toBe('config/events/start_duo_workflow.yml')
  })

  test.each([
    ['strt_duo_workflow', 'Did you mean "start_duo_workflow"?'],
    ['token_usge_llm', 'Did you mean a name like "token_usage_*", which undefinedEvents allows?'],
    [
      'stop_duo_workflw',
      'Did you mean a name like "stop_duo_workflow", which undefinedEvents allows?',
    ],
    [
      'zebra',
      'Add a definition with this action, or allow the name: undefinedEvents in internal-events.config.',
    ],
  ])('suggests defined and allowed names: %s', (name, suggestion) => {
    const catalog = gateway({ undefinedEvents: ['token_usage_*', 'stop_duo_workflow'] })
    expect(failure(() => catalog.event(name))).toBe(
      `Failed to find event "${name}": no definition has this action. ${suggestion}`,
    )
    const { trackInternalEvent } = createInternalEvents({ catalog })
    expect(failure(() => trackInternalEvent(name))).toBe(
      `Failed to track "${name}": Unknown event: ${name}. ${suggestion}`,
    )
  })

  test('needs no definitions at all', () => {
    expect(gateway({ undefinedEvents: 'allow' }, {}).event('a').action).toBe('a')
  })

  test('is known to the metrics of such an event', () => {
    const catalog = gateway(
      { undefinedEvents: ['token_usage_*'] },
      {
        'config/metrics/m.yml':
          'key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: token_usage_llm\n',
      },
    )
    expect(catalog.metric('m').rules).toHaveLength(1)
    expect(catalog.faults).toEqual([])
  })

  test('reaches a browser', () => {
    const catalog = readCatalog(
      writeCatalog(gateway({ undefinedEvents: ['token_usage_*'], requireInternalFlag: false })),
    ) as Catalog
    expect(catalog.event('token_usage_llm').additionalProperties.has('anything')).toBe(true)
    expect(catalog.event('request_duo_chat').internal).toBe(true)
  })
})

describe('an event that is used without a definition', () => {
  const use = (config: InternalEventsConfig = { undefinedEvents: ['token_usage_*'] }) => {
    setCatalog(gateway(config))
    onTestFinished(() => setCatalog(undefined))
  }
  const track = (label: unknown = 'llm') =>
    trackInternalEvent('token_usage_llm', {
      additionalProperties: { label: label as string, total: 20, nested: { a: 1 } as never },
    })

  test('has any properties, of any type', () => {
    use()
    expect(track)
      .toTriggerInternalEvents('token_usage_llm')
      .with({ additionalProperties: { label: 'llm', total: 20, nested: { a: 1 } } })
    expect(() => track(5))
      .toTriggerInternalEvents('token_usage_llm')
      .with({ additionalProperties: expect.objectContaining({ label: 5 }) })
    expect(track)
      .toTriggerInternalEvents('token_usage_llm')
      .never()
      .with({ additionalProperties: { lable: 'llm' } })
    expect(
      '<button data-event-tracking="token_usage_llm" data-event-label="x">',
    ).toHaveValidEventTracking()
  })

  test('moves the metrics that count it', async () => {
    setCatalog(
      gateway(
        { undefinedEvents: 'allow' },
        {
          'config/metrics/m.yml':
            'key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: token_usage_llm\n  filter: { total: 20 }\n',
        },
      ),
    )
    onTestFinished(() => setCatalog(undefined))
    expect(track).toIncrementUsageMetrics('m')
    await expect(async () => expect(() => {}).toIncrementUsageMetrics('m')).rejects.toThrow(
      'Track "token_usage_llm" in the block.',
    )
  })

  test('is found by a pattern in a negation', async () => {
    use()
    expect(() => {}).not.toTriggerInternalEvents(/^token_usage_/)
    expect(() => {}).not.toTriggerInternalEvents(/^token_usages?_llm$/, /_embedding$/)
    await expect(async () =>
      expect(track).not.toTriggerInternalEvents(/^token_usage_/),
    ).rejects.toThrow('Expected the block not to trigger /^token_usage_/')
  })

  test.each([
    /^token_usge_/,
    /^tokens_/,
    /token_usge/,
    /request_duo_caht$/,
    /llm$/,
    /^(token_usge|tokens)_/,
    /^x_token_usage_/,
    /TOKEN_USGE/i,
    /^[^t]oken_usage/,
    /^token_usage$/,
  ])('a pattern that cannot find it is refused: %s', (pattern) => {
    use({ undefinedEvents: ['token_usage_*', 'stop_duo_workflow'] })
    expect(() => expect(() => {}).not.toTriggerInternalEvents(pattern)).toThrow(
      `Failed to check expect(block).not.toTriggerInternalEvents(${pattern}): the pattern ${pattern} matches no defined event. Correct it, so that it can find something; for a name that undefinedEvents allows, write letters of the allowed pattern in it.`,
    )
  })

  test.each([
    /^TOKEN_USAGE/i,
    /^x|token/,
    /token_usage/,
    /_embedding$/,
    /^token_usages?_llm$/,
    /^token_(?:usage|count)_\w+$/,
    /^token_usage_[a-z]{3}$/,
    /^(?<kind>token)_.*_llm$/,
    /^token_[^x]+_(llm|embedding)/g,
    /^(?!x)(?=t)token_usage_\d+\b/y,
    /^(t)oken_usage_\1/,
    /^(?!request_)/,
    /^stop_duo_workflow$/,
    /workflow/,
  ])('one that may is not: %s', (pattern) => {
    use({ undefinedEvents: ['token_usage_*', 'stop_duo_workflow'] })
    expect(() => {}).not.toTriggerInternalEvents(pattern)
  })

  test.each<[string[], RegExp, boolean]>([
    [['stop_duo_workflow'], /stop_duo_workflw/, false],
    [['stop_duo_workflow'], /^stop_.*w$/, true],
    [['*_llm'], /^token_llm$/, true],
    [['*_llm'], /token/, false],
    [['a_*_b_*'], /^a_x_b_y$/, true],
    [['a_*_b_*'], /^a_x_c/, true],
    [['a_*_b_*'], /^b_/, false],
    [['*'], /anything/, true],
    [[], /anything/, false],
  ])('of %j, whether %s may find a name is decided: %s', (undefinedEvents, pattern, may) => {
    const catalog = gateway({ undefinedEvents }, { 'config/events/z.yml': 'action: z\n' })
    expect(catalog.mayMatch(pattern, () => false)).toBe(may)
  })
})

describe('requireInternalFlag: false', () => {
  test('makes each definition that of an internal event', () => {
    const catalog = gateway({ requireInternalFlag: false })
    expect(catalog.event('request_duo_chat').internal).toBe(true)
    createInternalEvents({ catalog }).trackInternalEvent('request_duo_chat')
    expect(failure(() => catalog.event('old'))).toContain('it was removed')
  })

  test('makes two of one action a fault', () => {
    const catalog = gateway(
      { requireInternalFlag: false },
      { 'config/events/a.yml': 'action: a\n', 'config/events/b.yml': 'action: a\n' },
    )
    expect(failure(() => catalog.event('a'))).toContain('already defined in config/events/a.yml:1')
  })
})
