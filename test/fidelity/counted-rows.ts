import type { CounterStore } from '../../src/counters/index.ts'
import type { AdditionalProperties } from '../../src/definitions/index.ts'
import type { TrackOptions } from '../../src/tracking/index.ts'

const SIX_WEEKS = 6 * 7 * 24 * 60 * 60

/** Calls that track one event in week 7 of 2026, and what Redis holds after them in GitLab. */
export interface CountedRow {
  /** The rule, in words. */
  readonly rule: string
  /** The file of GitLab that says so. */
  readonly source: string
  /** Lines of metric definitions, without `key_path` and `data_source`. */
  readonly metrics: readonly string[]
  readonly calls: readonly TrackOptions[]
  /** The numbers under keys; of a hash, its fields; of unique values, the estimate. */
  readonly redis: Readonly<Record<string, number | Readonly<Record<string, number>>>>
  /** The seconds that keys live; `null` for ever. */
  readonly lives?: Readonly<Record<string, number | null>>
  /** The code of the error of the last call, and the class of the one that Ruby raises. */
  readonly error?: { readonly code: string; readonly ruby: string }
  /** The number of events that are sent to Snowplow. Default: one a call. */
  readonly sent?: number
}

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const rule = (timeFrame: string, ...lines: string[]) =>
  `time_frame: ${timeFrame}\nevents:\n- ${['name: a', ...lines].join('\n  ')}\n`
const properties = (given: Record<string, unknown>): TrackOptions => ({
  additionalProperties: given as AdditionalProperties,
})
const unique = (event: string) => `{hll_counters}_${event}-2026-07`
const total = { '{event_counters}_a': 1, '{event_counters}_a-2026-07': 1 }
const totals = (count: number) => ({
  '{event_counters}_a': count,
  '{event_counters}_a-2026-07': count,
})

export const COUNTED_ROWS: readonly CountedRow[] = [
  {
    rule: 'an event without metrics has a total and a weekly total',
    source: 'tracking/event_definition.rb',
    metrics: [],
    calls: [{}],
    redis: total,
    lives: { '{event_counters}_a': null, '{event_counters}_a-2026-07': SIX_WEEKS },
  },
  {
    rule: 'a rule of several metrics counts once',
    source: 'usage/event_selection_rule.rb',
    metrics: [rule('7d', 'unique: user.id'), rule('[7d, 28d]', 'unique: user.id')],
    calls: [{ user }],
    redis: { ...total, [unique('a-user')]: 1 },
    lives: { [unique('a-user')]: SIX_WEEKS },
  },
  {
    rule: 'a unique rule without identifiers and properties raises, after the totals',
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: user.id')],
    calls: [{}],
    redis: total,
    error: { code: 'MISSING_IDENTIFIERS', ruby: 'ArgumentError' },
    sent: 0,
  },
  {
    rule: 'so does one whose only property is dropped',
    source: 'internal_events.rb, internal_events/events_router.rb',
    metrics: [rule('7d', 'unique: user.id')],
    calls: [properties({ property: 'not declared' })],
    redis: total,
    error: { code: 'MISSING_IDENTIFIERS', ruby: 'ArgumentError' },
    sent: 0,
  },
  {
    rule: 'so does one with options alone that are none in Ruby',
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: user.id')],
    calls: [{ category: 'Pulls', sendSnowplowEvent: true, aiContext: { session_id: '1' } }],
    redis: total,
    error: { code: 'MISSING_IDENTIFIERS', ruby: 'ArgumentError' },
    sent: 0,
  },
  {
    rule: 'so do a sum and a count by value',
    source: 'internal_events.rb',
    metrics: [rule('7d', 'operator: sum(value)'), rule('7d', 'unique: label', 'operator: total')],
    calls: [{}],
    redis: total,
    error: { code: 'MISSING_IDENTIFIERS', ruby: 'ArgumentError' },
    sent: 0,
  },
  {
    rule: 'a unique rule with an identifier that is nil only warns',
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: user.id')],
    calls: [{ user: null }, { project }],
    redis: totals(2),
  },
  {
    rule: 'with a filter, which no property meets, nothing raises',
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: user.id', 'filter:', '  label: npm')],
    calls: [{}],
    redis: total,
  },
  {
    rule: 'a filter tells 1 from "1"',
    source: 'usage/event_selection_rule.rb',
    metrics: [rule('all', 'filter:', '  custom: 1')],
    calls: [properties({ custom: '1' }), properties({ custom: 1 })],
    redis: { ...totals(2), '{event_counters}_a-filter:[custom:1]': 1 },
  },
  {
    rule: 'the rules of a removed metric count',
    source: 'tracking/event_definition.rb',
    metrics: [`status: removed\n${rule('7d', 'unique: user.id')}`],
    calls: [{ user }],
    redis: { ...total, [unique('a-user')]: 1 },
  },
  {
    rule: 'unique with time_frame: all expires after six weeks',
    source: 'internal_events.rb',
    metrics: [rule('all', 'unique: user.id')],
    calls: [{ user }],
    redis: { ...total, '{hll_counters}_a-user': 1 },
    lives: { '{hll_counters}_a-user': SIX_WEEKS },
  },
  {
    rule: 'a count by value with time_frame: all never expires',
    source: 'internal_events.rb',
    metrics: [rule('all', 'unique: label', 'operator: total')],
    calls: [properties({ label: 'npm' })],
    redis: { ...total, '{hll_counters}_a-operator:total-label': { npm: 1 } },
    lives: { '{hll_counters}_a-operator:total-label': null },
  },
  {
    rule: 'unique: feature_enabled_by_namespace_ids counts lists',
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: feature_enabled_by_namespace_ids')],
    calls: [[1, 2], [1, 2], [2, 1], [12], []].map((featureEnabledByNamespaceIds) => ({
      featureEnabledByNamespaceIds,
    })),
    redis: { ...totals(5), [unique('a-feature_enabled_by_namespace_ids')]: 4 },
  },
  {
    rule: "unique by a custom key tells 1 from '1'",
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: custom')],
    calls: [1, '1', 1, '1'].map((custom) => properties({ custom })),
    redis: { ...totals(4), [unique('a-custom')]: 2 },
  },
  {
    rule: "ids are one whether 1 or '1'",
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: user.id')],
    calls: [{ user: { id: 1 } }, { user: { id: '1' } }],
    redis: { ...totals(2), [unique('a-user')]: 1 },
  },
  {
    rule: "a project's namespace is that of the event",
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: namespace.id')],
    calls: [{ project }, { namespace: { id: 3 } }],
    redis: { ...totals(2), [unique('a-namespace')]: 1 },
  },
  {
    rule: "a nil label counts by value under the field ''",
    source: 'internal_events.rb',
    metrics: [rule('7d', 'unique: label', 'operator: total')],
    calls: [properties({ label: null }), properties({ label: 'npm' }), { user }],
    redis: { ...totals(3), [unique('a-operator:total-label')]: { '': 1, npm: 1 } },
  },
  {
    rule: "fields are text: 1 and '1' are one",
    source: 'usage_data_counters/redis_hash_counter.rb',
    metrics: [rule('7d', 'unique: custom', 'operator: total')],
    calls: [properties({ custom: 1 }), properties({ custom: '1' })],
    redis: { ...totals(2), [unique('a-operator:total-custom')]: { 1: 2 } },
  },
  {
    rule: 'a count by user has the id as its field, where Ruby prints the object (kept)',
    source: 'docs/differences.md',
    metrics: [rule('7d', 'unique: user.id', 'operator: total')],
    calls: [{ user }, { user: { id: 1 } }],
    redis: { ...totals(2), [unique('a-operator:total-user')]: { 1: 2 } },
  },
  {
    rule: 'a sum over nil raises, and sends nothing',
    source: 'internal_events.rb, usage_data_counters/redis_sum.rb',
    metrics: [rule('all', 'operator: sum(value)')],
    calls: [properties({ value: 0.1 }), properties({ value: 0.2 }), properties({ value: null })],
    redis: { ...totals(3), '{event_sums}_a-operator:sum(value)': 0.3 },
    lives: { '{event_sums}_a-operator:sum(value)': null },
    error: { code: 'INVALID_SUM', ruby: 'Redis::CommandError' },
    sent: 2,
  },
  {
    rule: 'a sum without value is left out',
    source: 'internal_events.rb',
    metrics: [rule('all', 'operator: sum(value)')],
    calls: [{ user }],
    redis: total,
  },
  {
    rule: 'time_frame: none has a key without a week',
    source: 'usage/metric_definition.rb',
    metrics: [rule('none', 'unique: user.id'), rule('none', 'operator: sum(value)')],
    calls: [{ user, ...properties({ value: 2 }) }],
    redis: {
      ...total,
      '{hll_counters}_a-user': 1,
      '{event_sums}_a-operator:sum(value)': 2,
    },
  },
  {
    rule: 'a protected label that is a number is refused, before anything counts',
    source: 'tracking/event_validator.rb',
    metrics: [],
    calls: [properties({ property: 5, secret: { of: 'any type' } })],
    redis: {},
    error: { code: 'INVALID_PROPERTY_TYPE', ruby: 'InvalidPropertyTypeError' },
    sent: 0,
  },
  {
    rule: 'a protected custom property is of any type, and stays out of counters and Snowplow',
    source: 'tracking/event_validator.rb',
    metrics: [rule('7d', 'unique: secret')],
    calls: [properties({ secret: { of: 'any type' }, label: 'x' })],
    redis: total,
  },
  {
    rule: 'a unique key with a space is refused, after the totals',
    source: 'redis/hll.rb',
    metrics: [rule('7d', 'unique: user.id', 'filter:', '  label: a b')],
    calls: [{ user, ...properties({ label: 'a b' }) }],
    redis: total,
    error: { code: 'INVALID_KEY_FORMAT', ruby: 'KeyFormatError' },
    sent: 0,
  },
  {
    rule: 'a total key with a space is not',
    source: 'usage_data_counters/redis_counter.rb',
    metrics: [rule('7d', 'filter:', '  label: a b')],
    calls: [properties({ label: 'a b' })],
    redis: { ...total, '{event_counters}_a-filter:[label:a b]-2026-07': 1 },
  },
]

/** Returns the definitions of a row, by their files. */
export function definitionsOf({ metrics }: Pick<CountedRow, 'metrics'>): Record<string, string> {
  return {
    'config/events/a.yml': `internal_events: true
action: a
additional_properties:
  label:
    description: x
  value:
    description: x
  custom:
    description: x
extra_trackers:
- tracking_class: Ai
  protected_properties:
    property:
      description: x
    secret:
      description: x
`,
    ...Object.fromEntries(
      metrics.map((lines, index) => [
        `config/metrics/${index}.yml`,
        `key_path: m${index}\ndata_source: internal_events\n${lines}`,
      ]),
    ),
  }
}

/** Reads what a store holds under the keys of a row. */
export async function readRow(
  store: CounterStore,
  { redis }: CountedRow,
): Promise<Record<string, unknown>> {
  const held: Record<string, unknown> = {}
  for (const key of Object.keys(redis)) {
    if (!key.startsWith('{hll_counters}')) held[key] = await store.read(key)
    else if (key.includes('operator:total')) {
      held[key] = Object.fromEntries(await store.readFields(key))
    } else held[key] = await store.countUnique([key])
  }
  return held
}
