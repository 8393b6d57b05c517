import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Catalog, DefinitionError, loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const event = (action: string, more = '') => `internal_events: true\naction: ${action}\n${more}`
const metric = (keyPath: string, more: string) => `key_path: ${keyPath}\n${more}`

function project(files: Record<string, string>): Catalog {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  return loadCatalog({ root })
}

function failure(load: () => unknown): DefinitionError {
  try {
    load()
  } catch (error) {
    if (error instanceof DefinitionError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('events', () => {
  test('reads what tracking needs of an event', () => {
    const catalog = project({
      'config/events/a.yml': event(
        'a',
        `classification: duo
identifiers: [user, project, group]
additional_properties:
  label:
    description: x
  custom:
    description: x
  project:
extra_trackers:
- tracking_class: AiTracking
  protected_properties:
    secret:
      description: x`,
      ),
    })
    expect(catalog.event('a')).toEqual({
      action: 'a',
      internal: true,
      removed: false,
      classification: 'duo',
      identifiers: new Set(['user', 'project']),
      additionalProperties: new Set(['label', 'custom']),
      protectedProperties: new Set(['secret']),
      file: 'config/events/a.yml',
      line: 2,
    })
  })

  test('an event of 16.4 to 16.7 is internal by its category', () => {
    const catalog = project({
      'config/events/a.yml': 'category: InternalEventTracking\naction: a\n',
    })
    expect(catalog.event('a').internal).toBe(true)
  })

  test('an unknown event names the nearest one', () => {
    const catalog = project({ 'config/events/a.yml': event('create_ci_build') })
    const error = failure(() => catalog.event('create_ci_bild'))
    expect(error.code).toBe('UNKNOWN_EVENT')
    expect(error.message).toBe(
      'Failed to find event "create_ci_bild": no definition has this action. Did you mean "create_ci_build"?',
    )
    expect(failure(() => catalog.event('zzz')).message).toBe(
      'Failed to find event "zzz": no definition has this action. Add a definition with this action, or allow the name: undefinedEvents in internal-events.config.',
    )
  })

  test('a removed event is known to be removed', () => {
    const catalog = project({ 'config/events/a.yml': event('a', 'status: removed') })
    expect(failure(() => catalog.event('a')).message).toBe(
      'Failed to use event "a": config/events/a.yml:2 says that it was removed (status: removed). Stop tracking and asserting it, or restore its definition.',
    )
  })

  test('an event of an older system is no internal event', () => {
    const catalog = project({ 'config/events/a.yml': 'category: ide_edit\naction: a\n' })
    const error = failure(() => catalog.event('a'))
    expect(error.code).toBe('LEGACY_EVENT')
    expect(error.message).toBe(
      'Failed to use event "a": config/events/a.yml:2 has no internal_events: true, so it describes an event of an older system. Add internal_events: true when it is tracked as an internal event, or set requireInternalFlag: false in internal-events.config where all are.',
    )
  })
})

describe('metrics', () => {
  const events = { 'config/events/a.yml': event('a') }

  test('a list of time frames yields a key path for each', () => {
    const catalog = project({
      ...events,
      'config/metrics/counts_all/m.yml': metric(
        'counts.m',
        'data_source: internal_events\ntime_frame:\n- 28d\n- 7d\n- all\nevents:\n- name: a\n',
      ),
    })
    expect(
      [...catalog.metrics.values()].map(({ keyPath, timeFrame }) => [keyPath, timeFrame]),
    ).toEqual([
      ['counts.m_monthly', '28d'],
      ['counts.m_weekly', '7d'],
      ['counts.m', 'all'],
    ])
  })

  test('a time frame that a list repeats is one metric', () => {
    const catalog = project({
      ...events,
      'config/metrics/m.yml': metric(
        'counts.m',
        'data_source: internal_events\ntime_frame: [7d, 7d, all, 7d]\nevents:\n- name: a\n',
      ),
    })
    expect([...catalog.metrics.keys()]).toEqual(['counts.m_weekly', 'counts.m'])
    expect(catalog.faults).toEqual([])
  })

  test('a key path without its suffix names the one with it', () => {
    const catalog = project({
      ...events,
      'config/metrics/m.yml': metric(
        'counts.m',
        'data_source: internal_events\ntime_frame:\n- 7d\nevents:\n- name: a\n',
      ),
    })
    expect(failure(() => catalog.metric('counts.m')).message).toBe(
      'Failed to find usage metric "counts.m": no definition has this key_path. Did you mean "counts.m_weekly"?',
    )
  })

  test.each([
    ['counts.pulls_monthly', '"counts.pulls"'],
    ['counts.pulls_weekly', '"counts.pulls"'],
    ['counts.events_7d', '"counts.events_weekly"'],
    ['counts.events_28d', '"counts.events_monthly"'],
    ['counts.evnts_7d', '"counts.events_weekly"'],
    ['counts.events', '"counts.events_monthly" or "counts.events_weekly"'],
  ])('%s is taken for %s, whose time frame is one word', (keyPath, meant) => {
    const catalog = project({
      ...events,
      ...Object.fromEntries(
        ['pulls: all', 'events: 28d, 7d'].map((line) => {
          const [name, frames] = line.split(': ') as [string, string]
          const content = `data_source: internal_events\ntime_frame: [${frames}]\nevents:\n- name: a\n`
          return [`config/metrics/${name}.yml`, metric(`counts.${name}`, content)]
        }),
      ),
    })
    expect(failure(() => catalog.metric(keyPath)).message).toBe(
      `Failed to find usage metric "${keyPath}": no definition has this key_path. Did you mean ${meant}?`,
    )
  })

  describe('an unknown key path names', () => {
    const files = {
      ...events,
      'config/events/b.yml': event('b'),
      ...Object.fromEntries(
        ['ide_edit.g_edit_by_sfe', 'other.g_edit', 'other.late_g_edit_by'].map((path, index) => [
          `config/metrics/${index}.yml`,
          metric(
            `redis.${path}`,
            'data_source: internal_events\ntime_frame:\n- 7d\n- 28d\nevents:\n- name: a\n  unique: user.id\n',
          ),
        ]),
      ),
    }
    const remedyOf = (look: (catalog: Catalog) => unknown) =>
      failure(() => look(project(files))).message.split('definition has ')[1]

    test.each([
      [
        'those with it as the beginning of a segment',
        'g_edit_by_sfe',
        'this key_path. Did you mean "redis.ide_edit.g_edit_by_sfe_weekly" or "redis.ide_edit.g_edit_by_sfe_monthly"?',
      ],
      [
        'such before others, and no more than three',
        'g_edit_by',
        'this key_path. Did you mean "redis.ide_edit.g_edit_by_sfe_weekly", "redis.ide_edit.g_edit_by_sfe_monthly", "redis.other.late_g_edit_by_weekly" and 1 more?',
      ],
      [
        'for an event, its metrics',
        'a',
        'this key_path. It is an event: assert it with toTriggerInternalEvents, or a metric that counts it: "redis.ide_edit.g_edit_by_sfe_weekly", "redis.ide_edit.g_edit_by_sfe_monthly", "redis.other.g_edit_weekly" and 3 more.',
      ],
      [
        'for an event that has none, its matcher',
        'b',
        'this key_path. It is an event that no metric counts: assert it with toTriggerInternalEvents.',
      ],
      [
        'nothing where nothing is near',
        'zzzzzz',
        'this key_path. Add a definition with this key_path.',
      ],
      ['nothing for the empty string', '', 'this key_path. Add a definition with this key_path.'],
    ])('%s', (_what, keyPath, remedy) => {
      expect(remedyOf((catalog) => catalog.metric(keyPath))).toBe(remedy)
    })

    test('a key path that is taken for an event names its events', () => {
      expect(remedyOf((catalog) => catalog.event('redis.other.g_edit_weekly'))).toBe(
        'this action. It is the key_path of a usage metric: assert it with toIncrementUsageMetrics, or an event that it counts: "a".',
      )
    })
  })

  test('reads rules with unique, filters by custom keys and operators', () => {
    const catalog = project({
      'config/events/a.yml': event('a', 'additional_properties: { label: , value: , custom: }\n'),
      'config/metrics/m.yml': metric(
        'm',
        `data_source: internal_events
time_frame: 7d
events:
- name: a
  unique: user.id
  filter:
    label: x
    custom: 12.4
- name: a
  operator: sum(value)
- name: a
  unique: label
  operator: total
`,
      ),
    })
    expect(catalog.metric('m').rules).toEqual([
      {
        name: 'a',
        unique: 'user',
        filter: new Map<string, unknown>([
          ['label', 'x'],
          ['custom', 12.4],
        ]),
        operator: undefined,
        timeFramed: true,
      },
      { name: 'a', unique: undefined, filter: new Map(), operator: 'sum(value)', timeFramed: true },
      { name: 'a', unique: 'label', filter: new Map(), operator: 'total', timeFramed: true },
    ])
  })

  test('metrics of other sources load, and say why they cannot be asserted', () => {
    const catalog = project({
      ...events,
      'config/metrics/database.yml': metric(
        'counts.packages',
        'data_source: database\ntime_frame: all\n',
      ),
      'config/metrics/hostname.yml': metric('hostname', 'data_source: system\ntime_frame: none\n'),
      'config/metrics/legacy.yml': metric(
        'legacy_weekly',
        'data_source: redis_hll\ntime_frame: 7d\noptions:\n  events:\n  - i_old\n',
      ),
      'config/metrics/other.yml': metric('other', 'data_source: prometheus\nevents: 3\n'),
      'config/metrics/strings.yml': metric('strings', 'data_source: redis_hll\nevents:\n- i_old\n'),
    })
    expect(failure(() => catalog.metric('counts.packages')).message).toBe(
      'Failed to use usage metric "counts.packages": config/metrics/database.yml:1 has data_source: database, so internal events do not move it. Assert a metric of data_source: internal_events.',
    )
    expect(failure(() => catalog.metric('legacy_weekly')).message).toBe(
      'Failed to use usage metric "legacy_weekly": config/metrics/legacy.yml:1 has data_source: redis_hll without events that name selection rules, so internal events do not move it. Assert a metric of data_source: internal_events.',
    )
    expect(failure(() => catalog.metric('hostname')).code).toBe('METRIC_NOT_COUNTED')
    expect(failure(() => catalog.metric('other')).code).toBe('METRIC_NOT_COUNTED')
    expect(failure(() => catalog.metric('strings')).code).toBe('METRIC_NOT_COUNTED')
  })

  test('a removed metric is known to be removed, and its rules count all the same', () => {
    const catalog = project({
      ...events,
      'config/metrics/m.yml': metric(
        'm',
        'status: removed\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n',
      ),
      'config/metrics/empty.yml': metric(
        'empty',
        'status: removed\ndata_source: internal_events\ntime_frame: all\n',
      ),
    })
    expect(failure(() => catalog.metric('m')).message).toBe(
      'Failed to use usage metric "m": config/metrics/m.yml:1 says that it was removed (status: removed). Stop asserting it, restore its definition, or permit it: metrics: { allowRemoved: true } in internal-events.config.',
    )
    expect(failure(() => catalog.metric('empty')).code).toBe('REMOVED_METRIC')
    expect(catalog.rulesOf('a').map(({ unique }) => unique)).toEqual([undefined, undefined, 'user'])
    expect(catalog.metricsOf('a')).toEqual([])
  })

  test('a metric of no time frame counts without a week, and nobody can read it', () => {
    const rule =
      'data_source: internal_events\ntime_frame: none\nevents:\n- name: a\n  unique: user.id\n'
    const catalog = project({ ...events, 'config/metrics/m.yml': metric('m', rule) })
    expect(catalog.rulesOf('a').at(-1)).toMatchObject({ unique: 'user', timeFramed: false })
    expect(failure(() => catalog.metric('m'))).toMatchObject({
      code: 'METRIC_NOT_READ',
      message:
        'Failed to use usage metric "m": config/metrics/m.yml:1 has time_frame: none, which the real system counts without ever reading it (Unknown time frame: none). Give it 7d, 28d or all, or assert the events that it counts.',
    })
  })

  test('every event has a total for all time and a weekly one, and each rule of its metrics once', () => {
    const rule =
      'data_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n'
    const catalog = project({
      ...events,
      'config/metrics/one.yml': metric('one', rule),
      'config/metrics/two.yml': metric('two', rule),
      'config/metrics/total.yml': metric(
        'total',
        'data_source: internal_events\ntime_frame: all\nevents:\n- name: a\n',
      ),
    })
    expect(catalog.rulesOf('a').map(({ unique, timeFramed }) => [unique, timeFramed])).toEqual([
      [undefined, false],
      [undefined, true],
      ['user', true],
    ])
  })
})

describe.runIf(existsSync('../shared/gitlab-definitions'))('the definitions of GitLab', () => {
  const root = fileURLToPath(new URL('../../../shared/gitlab-definitions', import.meta.url))
  const catalog = () =>
    loadCatalog({ root, events: ['**/events/**/*.yml'], metrics: ['**/metrics/**/*.yml'] })

  test('every file loads', () => {
    expect(catalog().events.size).toBe(13)
    expect(catalog().metrics.size).toBe(26)
  })

  test('legacy and removed events, lists of time frames and aggregates are known as what they are', () => {
    expect(catalog().events.get('g_edit_by_sfe')?.internal).toBe(false)
    expect(catalog().events.get('api_request_from_runner')?.removed).toBe(true)
    expect(catalog().event('create_ci_build').additionalProperties).toEqual(new Set(['property']))
    expect(
      catalog().metrics.get('sums.sum_value_from_internal_events_cli_used_weekly')?.timeFrame,
    ).toBe('7d')
    expect(
      catalog().metrics.get('redis_hll_counters.ide_edit.ide_edit_total_unique_counts_weekly')
        ?.rules,
    ).toHaveLength(3)
    expect(catalog().faults).toEqual([])
    expect(failure(() => catalog().metric('hostname')).code).toBe('METRIC_NOT_COUNTED')
    expect(
      failure(() => catalog().metric('counts.ingress_modsecurity_packets_processed')).code,
    ).toBe('REMOVED_METRIC')
  })
})
