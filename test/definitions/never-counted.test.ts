import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type Catalog,
  createInternalEvents,
  InMemoryCounterStore,
  loadCatalog,
} from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const EVENTS = {
  'config/events/live.yml': `action: live
internal_events: true
additional_properties: { label: , value: , cust: , both: }
extra_trackers:
- protected_properties: { both: , secret: }
`,
  'config/events/gone.yml': 'internal_events: true\naction: gone\nstatus: removed\n',
  'config/events/old.yml': 'action: old\n',
  'config/events/broken.yml': 'action: broken\nx: [\n',
  'config/events/bare.yml': 'internal_events: true\naction: bare\n',
}

function load(rules: string, { source = 'internal_events', more = '' } = {}): Catalog {
  const { root, remove } = temporaryProject({
    ...EVENTS,
    'config/metrics/m.yml': `key_path: m\ntime_frame: [7d, 28d]\ndata_source: ${source}\n${more}events:\n${rules}`,
  })
  onTestFinished(remove)
  return loadCatalog({ root })
}

function failure(catalog: Catalog): unknown {
  try {
    catalog.metric('m_weekly')
  } catch (error) {
    return error
  }
  return undefined
}

const live = (line: string) => `- name: live\n  ${line}\n`
const by = (filter: string) => live(`filter: { ${filter} }`)
const declares = (name: string) =>
  `Declare ${name} under additional_properties there, or correct the metric.`
const QUOTES = 'Put the value in quotes in the filter, and track it as a string.'
const DIGITS = 'Write a number up to 2^53 in the filter, without quotes.'

/** Rules that count nothing, with the cause and the remedy. */
const idle: [string, string, string, string][] = [
  [
    'a removed event',
    '- name: gone\n',
    '"gone" has status: removed (config/events/gone.yml:2)',
    'Restore the event, or remove the metric.',
  ],
  [
    'a filter by an undeclared property',
    by('nosuch: x'),
    '"live" does not declare nosuch, by which the metric filters (config/events/live.yml:1)',
    declares('nosuch'),
  ],
  [
    'a filter by a protected property',
    by('secret: x'),
    '"live" has secret as a protected property, which only extra trackers get (config/events/live.yml:1)',
    'Use a property that the event declares.',
  ],
  [
    'a filter by an identifier',
    by('user: 1'),
    '"live" does not declare user, by which the metric filters (config/events/live.yml:1)',
    'Use a property that the event declares.',
  ],
  [
    'unique by an undeclared property',
    live('unique: nosuch'),
    '"live" does not declare nosuch, whose values the metric counts (config/events/live.yml:1)',
    declares('nosuch'),
  ],
  [
    'counts of an undeclared property by value',
    live('unique: nosuch\n  operator: total'),
    '"live" does not declare nosuch, whose values the metric counts (config/events/live.yml:1)',
    declares('nosuch'),
  ],
  [
    'a label that is a number',
    by('label: 5'),
    '"live" never has the label 5, by which the metric filters: tracking takes a string',
    QUOTES,
  ],
  [
    'a label that is a boolean',
    by('label: yes'),
    '"live" never has the label true, by which the metric filters: tracking takes a string',
    QUOTES,
  ],
  [
    'a value that is a string',
    by("value: '20'"),
    '"live" never has the value "20", by which the metric filters: tracking takes a finite number',
    DIGITS,
  ],
  [
    'a value beyond 2^53',
    by('value: 9007199254740993'),
    '"live" never has the value 9007199254740993, by which the metric filters: tracking takes numbers up to 2^53',
    DIGITS,
  ],
  [
    'a custom property that is a boolean',
    by('cust: no'),
    '"live" never has the cust false, by which the metric filters: tracking takes a string or a finite number',
    QUOTES,
  ],
  [
    'a custom property beyond 2^53',
    by('cust: 9007199254740993'),
    '"live" never has the cust 9007199254740993, by which the metric filters: tracking takes numbers up to 2^53',
    QUOTES,
  ],
  [
    'several, each for its reason',
    `- name: gone\n${by('label: 5')}- name: bare\n  unique: nosuch\n`,
    '"gone" has status: removed (config/events/gone.yml:2), "live" never has the label 5, by which the metric filters: tracking takes a string and "bare" does not declare nosuch, whose values the metric counts (config/events/bare.yml:2)',
    'Restore the event, or remove the metric.',
  ],
]

/** The same, of which real files have some, or the file of the event tells. */
const tolerated: typeof idle = [
  [
    'an undeclared property beside a declared one',
    by('label: x, property: y'),
    '"live" does not declare property, by which the metric filters (config/events/live.yml:1)',
    declares('property'),
  ],
  [
    'the sum of an undeclared value',
    '- name: bare\n  operator: sum(value)\n',
    '"bare" does not declare value, which the metric adds up (config/events/bare.yml:2)',
    declares('value'),
  ],
  [
    'an event whose definition has a fault',
    '- name: broken\n',
    '"broken" cannot be used (config/events/broken.yml:3: deficient indentation)',
    'Correct the YAML.',
  ],
]

describe('a metric that no event can move may not be asserted', () => {
  test.each([...idle, ...tolerated])('%s', (_what, rules, cause, remedy) => {
    const expected = {
      code: 'METRIC_NEVER_MOVES',
      message: `Failed to use usage metric "m_weekly": config/metrics/m.yml:1: no event can move it: ${cause}. ${remedy}`,
      file: 'config/metrics/m.yml',
      line: 1,
    }
    expect(failure(load(rules))).toMatchObject(expected)
    expect(failure(load(rules, { source: 'redis_hll' }))).toMatchObject(expected)
  })

  test.each(['internal_events', 'redis_hll'])(
    'of %s, nor one with an undefined event',
    (source) => {
      expect(failure(load(`${by('label: x')}- name: lives\n`, { source }))).toMatchObject({
        code: 'UNDEFINED_EVENT',
        message:
          'Failed to use usage metric "m_weekly": config/metrics/m.yml:1: it counts the event "lives", which no definition has. Did you mean "live"?',
      })
    },
  )
})

describe('`check`', () => {
  const listed = (catalog: Catalog) =>
    catalog.faults.flatMap(({ kind, cause }) => (kind === 'metric' ? cause : []))

  test.each(idle)('lists %s, once a file', (_what, rules, cause) => {
    const catalog = load(rules)
    expect(listed(catalog)).toEqual([`no event can move it: ${cause}`])
    expect(catalog.badFiles).toContain('config/metrics/m.yml')
  })

  test.each(tolerated)('is silent on %s', (_what, rules) => {
    expect(listed(load(rules))).toEqual([])
  })

  test('is silent on removed metrics, and on those of older sources', () => {
    expect(listed(load(by('nosuch: x'), { more: 'status: removed\n' }))).toEqual([])
    expect(listed(load(`${by('nosuch: x')}- name: lives\n`, { source: 'redis_hll' }))).toEqual([])
  })
})

test('a metric of an event of an older system may be asserted, since end points count it', () => {
  expect(load('- name: old\n').metric('m_weekly').rules).not.toEqual([])
})

test.each<[string, Record<string, unknown>]>([
  ['- name: live\n', {}],
  [live('unique: user.id'), {}],
  [live('unique: project.id'), {}],
  [live('unique: namespace.id'), {}],
  [live('unique: feature_enabled_by_namespace_ids'), {}],
  [live('unique: cust'), { cust: 1 }],
  [live('operator: sum(value)\n  unique: nosuch'), { value: 1 }],
  [by("label: 'yes', cust: 5, value: 1.5"), { label: 'yes', cust: 5, value: 1.5 }],
  [by('both: yes'), { both: true }],
  [`- name: gone\n- name: old\n- name: broken\n${by('label: 5')}- name: live\n`, {}],
])('a metric with a rule that counts may be asserted: %j', (rules, additionalProperties) => {
  const catalog = load(rules)
  expect(catalog.metric('m_weekly').rules).not.toEqual([])
  const counters = new InMemoryCounterStore()
  const ids = { user: { id: 1 }, project: { id: 2 }, namespace: { id: 3 } }
  const { trackInternalEvent } = createInternalEvents({ catalog, counters })
  trackInternalEvent('live', {
    ...ids,
    featureEnabledByNamespaceIds: [4],
    additionalProperties: additionalProperties as { label: string },
  })
  // The total, and that of weeks, are counted for any event.
  const own = counters.keys().filter((key) => !/_live(?:-\d{4}-\d\d)?$/.test(key))
  expect(own).toHaveLength(rules.endsWith('- name: live\n') ? 0 : 1)
})
