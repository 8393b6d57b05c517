import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The files with a fault for which what they define cannot be used. */
export const BAD_FILES = [
  'config/events/broken_yaml.yml',
  'config/events/no_action.yml',
  'config/events/not_utf8.yml',
  'config/metrics/counts_all/20210216175442_no_key_path.yml',
  'config/metrics/counts_all/bomb.yml',
  'config/metrics/counts_all/misspelt_event.yml',
  // No event has these values: a boolean, and an integer that a number cannot hold.
  'config/metrics/counts_all/scalar_6.yml',
  'config/metrics/counts_all/scalar_7.yml',
  'ee/config/events/internal_twin.yml',
]

/** The files with a fault that GitLab's own tools let pass. */
export const REMARKED_FILES = [
  'config/events/byte_order_mark.yml',
  'config/metrics/counts_all/repeated_key.yml',
  'config/metrics/counts_all/two_documents.yml',
]

/**
 * Writes a repository of 5,000 definition files with the oddities that real ones have gathered over
 * the years: events of older systems that share an action, removed events beside live ones, repeated
 * keys, scalars of YAML 1.1, files that nobody can read.
 */
export function generateRepository(root: string): void {
  rmSync(root, { recursive: true, force: true })
  const files = { ...oddities(), ...plainFiles(5000 - Object.keys(oddities()).length) }
  const folders = new Set(Object.keys(files).map((path) => dirname(join(root, path))))
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content)
}

function* numbered(count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield index
}

/** Events and metrics, of which each counts in another way than the one before. */
function plainFiles(count: number): Record<string, string> {
  const events = Math.floor(count / 3)
  const rules = [
    '',
    '\n  unique: user.id',
    '\n  unique: project.id',
    '\n  unique: namespace.id',
    '\n  unique: label',
    '\n  operator: sum(value)',
    '\n  filter:\n    label: npm',
    '\n  unique: user.id\n  filter:\n    property: web\n    weight: 7',
    '\n  unique: label\n  operator: total',
  ]
  return Object.fromEntries([
    ...[...numbered(events)].map((index) => [
      `${index % 2 ? 'ee/' : ''}config/events/event_${index}.yml`,
      event(`event_${index}`),
    ]),
    ...[...numbered(count - events)].map((index) => {
      const rule = rules[index % rules.length] as string
      const times = rule.includes('unique') ? '[28d, 7d]' : '[28d, 7d, all]'
      return [
        `${index % 2 ? 'ee/' : ''}config/metrics/counts_all/metric_${index}.yml`,
        metric(`counts.metric_${index}`, `event_${index % events}`, rule, times),
      ]
    }),
  ])
}

function oddities(): Record<string, string | Uint8Array> {
  const legacy = (name: string) =>
    `---\ncategory: ${name}\naction: click_button\ndescription: an event of one page\ntiers:\n- free\n`
  const aliases = [...numbered(60)].map(
    (n) => `l${n}: &l${n} [${n ? `*l${n - 1}, *l${n - 1}` : 'x'}]`,
  )
  const scalars = ['010', '1_000', '0b11', '1:30', '1e3', '1.0', 'yes', '9007199254740993']
  return {
    'config/events/legacy_one.yml': legacy('parcels:show'),
    'config/events/legacy_two.yml': legacy('parcels:index'),
    'ee/config/events/legacy_three.yml': legacy('depots:show'),
    'config/events/removed/event_0.yml': `${event('event_0')}status: removed\n`,
    'config/events/removed/event_gone.yml': `${event('event_gone')}status: removed\n`,
    'config/events/of_16_4.yml': event('of_16_4').replace(
      'internal_events: true',
      'category: InternalEventTracking',
    ),
    'config/events/internal_twin.yml': event('internal_twin'),
    'ee/config/events/internal_twin.yml': event('internal_twin'),
    'config/events/broken_yaml.yml': 'action: broken_yaml\ndescription: one: two\n',
    'config/events/no_action.yml': 'description: an event\ninternal_events: true\n',
    'config/events/not_utf8.yml': new Uint8Array([
      ...new TextEncoder().encode('action: not_utf8\nx: '),
      0xe9,
      0x0a,
    ]),
    'config/events/byte_order_mark.yml': `\uFEFF${event('byte_order_mark')}`,
    'config/events/folder.yml/README.md': 'A folder that is named like a file.\n',
    'config/metrics/counts_all/20210216175442_no_key_path.yml':
      'time_frame: all\ndata_source: system\n',
    'config/metrics/counts_all/bomb.yml': `key_path: counts.bomb\ndata_source: internal_events\n${aliases.join('\n')}\ntime_frame: *l59\n`,
    'config/metrics/counts_all/misspelt_event.yml': metric('counts.misspelt_event', 'evnt_1'),
    'config/metrics/counts_all/repeated_key.yml': `${metric('counts.repeated_key', 'event_1')}tiers: [premium]\n`,
    'config/metrics/counts_all/two_documents.yml': `${metric('counts.two_documents', 'event_1')}---\nkey_path: counts.other\n`,
    'config/metrics/counts_all/removed.yml':
      `${metric('counts.removed', 'event_1')}milestone_removed: '15.0'\n`.replace(
        'status: active',
        'status: removed',
      ),
    'config/metrics/counts_all/of_older_event.yml': metric('counts.of_older_event', 'click_button'),
    'config/metrics/counts_all/database.yml':
      'key_path: counts.database\ndata_source: database\ntime_frame: all\ninstrumentation_class: CountUsersMetric\n',
    'config/metrics/license/host.yml':
      'key_path: host\nvalue_type: string\ndata_source: system\ntime_frame: none\n',
    ...Object.fromEntries(
      scalars.map((scalar, index) => [
        `config/metrics/counts_all/scalar_${index}.yml`,
        metric(`counts.scalar_${index}`, 'event_1', `\n  filter:\n    weight: ${scalar}`),
      ]),
    ),
  }
}

function event(name: string): string {
  return `---
description: ${name} happens
internal_events: true
action: ${name}
identifiers:
- project
- user
additional_properties:
  label:
    description: kind
  property:
    description: origin
  value:
    description: size
  weight:
    description: weight
product_group: parcels
milestone: '16.6'
introduced_by_url: https://example.com/1
tiers:
- free
`
}

function metric(keyPath: string, name: string, rule = '', timeFrame = 'all'): string {
  return `---
key_path: ${keyPath}
description: counts ${name}
product_group: parcels
value_type: number
status: active
milestone: '16.6'
introduced_by_url: https://example.com/1
time_frame: ${timeFrame}
data_source: internal_events
data_category: optional
tiers: [free]
events:
- name: ${name}${rule}
`
}
