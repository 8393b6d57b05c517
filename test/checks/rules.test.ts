import { describe, expect, test } from 'vitest'
import { ALL_RULES } from '../../src/checks/index.ts'
import { checkFiles, event, metric, SOUND } from './check-project.ts'

const FOLDER = 'config/metrics/counts_all'
const REMOVED = {
  status: 'removed',
  removed_by_url: 'https://example.com/merge_requests/2',
  milestone_removed: "'17.4'",
}
const pulls = (changes: Parameters<typeof metric>[1], name = 'pulls') => ({
  ...SOUND,
  [`${FOLDER}/${name}.yml`]: metric(`counts.${name}`, changes),
})
const pull = (changes: Parameters<typeof event>[1]) => ({
  'config/events/pull_package.yml': event('pull_package', changes),
})
const HLL = {
  data_source: 'redis_hll',
  events: undefined,
  instrumentation_class: 'RedisHLLMetric',
  options: '{events: [pull_package]}',
}
const config = (content: object) => ({ 'internal-events.config.json': JSON.stringify(content) })

/** A project for each rule, and what the rule says of it. */
const FAULTS: Readonly<Record<string, readonly (readonly [object])[]>> = {
  'file-too-large': [[{ ...SOUND, 'config/events/a.yml': `# ${'x'.repeat(300_000)}\n` }]],
  'invalid-yaml': [
    [{ ...SOUND, 'config/events/a.yml': 'action: a\n  b: [\n' }],
    [{ ...SOUND, 'config/events/a.yml': 'action:\n\t- a\n' }],
    [{ ...SOUND, 'config/events/a.yml': 'action: a\r\ndescription: b: c\r\n' }],
  ],
  'yaml-alias': [[{ ...SOUND, 'config/events/a.yml': 'action: a\ntiers: &t [free]\nx: *t\n' }]],
  'not-a-mapping': [
    [{ ...SOUND, 'config/events/a.yml': '' }],
    [{ ...SOUND, 'config/events/a.yml': '- a\n' }],
    [{ ...SOUND, 'config/events/a.yml': 'a\n' }],
  ],
  'byte-order-mark': [[{ 'config/events/pull_package.yml': `\uFEFF${event('pull_package')}` }]],
  'several-documents': [
    [{ 'config/events/pull_package.yml': `${event('pull_package')}---\na: 1\n` }],
  ],
  'duplicate-key': [
    [{ 'config/events/pull_package.yml': `${event('pull_package')}status: active\n` }],
    [
      pulls({
        events: '\n- name: pull_package\n  filter:\n    label: npm\n    label: maven',
      }),
    ],
  ],
  'unloadable-value': [
    [pull({ description: '2024-01-31' })],
    [pull({ description: ':pulled' })],
    [pull({ description: '2024-01-31 10:00:00' })],
  ],
  'missing-key': [
    [pull({ tiers: undefined })],
    [pulls({ tiers: undefined, tier: '\n- free' })],
    [pulls({ events: '\n- unique: user.id' })],
    [pulls({ ...HLL, instrumentation_class: undefined, options: undefined })],
    [pulls({ ...HLL, options: '{}' })],
  ],
  'unknown-key': [
    [
      pull({
        additional_properties: undefined,
        additonal_properties: '\n  label:\n    description: x',
      }),
    ],
    [pull({ additional_properties: '', label: '\n  description: x' })],
    [pulls({ events: '\n- name: pull_package\n  filtre:\n    label: npm' })],
    [pulls({ filter: '\n  label: npm' })],
    [pull({ frobnicate: '1' })],
    [{ 'config/events/pull_package.yml': `${event('pull_package')}__proto__: 1\n` }],
    [pulls({ ...HLL, options: '{events: [pull_package], extra: 1}' })],
  ],
  'invalid-value': [
    [pull({ tiers: '\n- Premium' })],
    [pull({ internal_events: '"true"' })],
    [pull({ action: 'Pull-Package' })],
    [pull({ introduced_by_url: 'merge request 7' })],
    [pull({ description: '5' })],
    [pull({ additional_properties: '\n  label:\n  description: x' })],
    [pulls({ time_frame: '8d' })],
    [pulls({ time_frame: '[]' })],
    [pulls({ instrumentation_class: 'CountMetric' })],
    [pulls({ events: '\n- name: pull_package\n  unique: user.id' })],
    [pulls({ events: '\n- name: pull_package\n  operator: sum' })],
    [pulls({ tiers: '[free, free]' })],
    [pulls({ ...HLL, instrumentation_class: 'RedisMetric' })],
    [pulls({ ...HLL, options: '{events: pull_package}' })],
    [pulls({ events: '[]' })],
    [pulls({ ...HLL, options: undefined, events: '\n- name: pull_package\n  unique: user.id' })],
  ],
  'status-fields': [
    [pulls({ status: 'removed' })],
    [pulls({ status: 'broken' })],
    [pull({ milestone_removed: "'17.4'" })],
  ],
  'unquoted-milestone': [[pull({ milestone: '16.10' })]],
  'legacy-key': [[pull({ distributions: '\n- ce' })], [pulls({ tier: '\n- free' })]],
  todo: [
    [pull({ introduced_by_url: 'TODO' })],
    [pull({ introduced_by_url: '' })],
    [pull({ additional_properties: '\n  label:\n    description: TODO' })],
  ],
  'invalid-definition': [
    [
      pulls({
        data_source: 'redis_hll',
        instrumentation_class: 'RedisHLLMetric',
        events: '\n- name: pull_package\n  operator: count',
      }),
    ],
  ],
  'internal-category': [[pull({ category: 'default' })]],
  'identifier-as-property': [[pull({ additional_properties: '\n  user:' })]],
  'undescribed-property': [[pull({ additional_properties: '\n  label:' })]],
  'duplicate-event': [
    [{ ...SOUND, 'config/events/1700000000_pull_package.yml': event('pull_package') }],
  ],
  'duplicate-key-path': [
    [
      {
        ...pulls({ time_frame: '[7d, all]' }),
        'config/metrics/counts_7d/pulls_weekly.yml': metric('counts.pulls_weekly', {
          time_frame: '7d',
        }),
      },
    ],
  ],
  'key-path-time-frame': [
    [pulls({}, 'pulls_weekly')],
    [pulls({ time_frame: '[7d, 28d]' }, 'pulls_weekly')],
    [
      {
        ...SOUND,
        'config/metrics/counts_7d/pulls_monthly.yml': metric('counts.pulls_monthly', {
          time_frame: '7d',
        }),
      },
    ],
    [
      {
        ...SOUND,
        'config/metrics/counts_28d/count_total_pull_package.yml': metric(
          'counts.count_total_pull_package',
          { time_frame: '28d' },
        ),
      },
    ],
  ],
  'key-path-unique': [
    [
      {
        ...SOUND,
        [`${FOLDER}/count_distinct_user_id_from_pull_package.yml`]: metric(
          'redis_hll_counters.count_distinct_user_id_from_pull_package',
          { time_frame: '[7d, 28d]', events: '\n- name: pull_package\n  unique: project.id' },
        ),
      },
    ],
    [
      {
        ...SOUND,
        [`${FOLDER}/sum_value_from_pull_package.yml`]: metric('sums.sum_value_from_pull_package'),
      },
    ],
  ],
  'mixed-rules': [
    [
      pulls({
        time_frame: '[7d]',
        events: '\n- name: pull_package\n  unique: user.id\n- name: pull_package',
      }),
    ],
  ],
  'repeated-rule': [
    [
      pulls({
        events:
          '\n- name: pull_package\n  filter: {label: a, property: b}\n- filter: {property: b, label: a}\n  name: pull_package',
      }),
    ],
  ],
  'unwritable-filter': [
    [
      pulls({
        time_frame: '[7d]',
        events: '\n- name: pull_package\n  unique: user.id\n  filter:\n    label: merge request',
      }),
    ],
  ],
  'impossible-filter': [
    [pulls({ events: '\n- name: pull_package\n  filter:\n    label: 5' })],
    [pulls({ events: '\n- name: pull_package\n  filter:\n    label: yes' })],
    [pulls({ events: '\n- name: pull_package\n  filter:\n    value: 98765432109876543210' })],
    [pulls({ events: '\n- name: pull_package\n  filter:\n    value: "1"' })],
  ],
  'undefined-event': [
    [pulls({ events: '\n- name: pull_pakage' })],
    [pulls({ events: '\n- name: something_else' })],
  ],
  'removed-event': [
    [{ ...pulls({}), 'config/events/pull_package.yml': event('pull_package', REMOVED) }],
  ],
  'legacy-event': [[{ ...pulls({}), ...pull({ internal_events: undefined, category: 'a' }) }]],
  'missing-identifier': [
    [pulls({ time_frame: '[7d]', events: '\n- name: pull_package\n  unique: namespace.id' })],
    [
      {
        ...pulls({ time_frame: '[7d]', events: '\n- name: pull_package\n  unique: user.id' }),
        ...pull({ identifiers: undefined }),
      },
    ],
  ],
  'undeclared-property': [
    [pulls({ events: '\n- name: pull_package\n  filter:\n    lang: ruby' })],
    [pulls({ time_frame: '[7d]', events: '\n- name: pull_package\n  unique: users.id' })],
  ],
  'undeclared-built-in': [
    [pulls({ events: '\n- name: pull_package\n  filter:\n    property: guest' })],
    [pulls({ events: '\n- name: pull_package\n  operator: sum(value)' })],
  ],
  'file-name': [
    [{ 'config/events/pulled.yml': event('pull_package') }],
    [{ ...SOUND, [`${FOLDER}/pull.yml`]: metric('counts.pulls') }],
    [{ 'config/events/package.yml': event('pull.package') }],
  ],
  'time-frame-folder': [
    [pulls({ time_frame: '7d' }, 'pulls_weekly')],
    [{ ...SOUND, 'config/metrics/counts_7d/pulls.yml': metric('counts.pulls') }],
  ],
  'tier-folder': [
    [{ 'ee/config/events/pull_package.yml': event('pull_package') }],
    [{ ...pull({ tiers: '[premium, ultimate]' }), 'ee/README': '' }],
  ],
  'removed-folder': [
    [pull(REMOVED)],
    [{ 'config/events/removed/pull_package.yml': event('pull_package') }],
  ],
  'key-path-inside': [
    [
      {
        ...SOUND,
        [`${FOLDER}/pulls.yml`]: metric('counts.pulls'),
        [`${FOLDER}/npm.yml`]: metric('counts.pulls.of.npm'),
        [`${FOLDER}/pulls_of.yml`]: metric('counts.pulls_of'),
      },
    ],
  ],
  'repeated-item': [[pull({ tiers: '[premium, ultimate, premium]', identifiers: '[user, user]' })]],
  'stray-file': [
    [
      {
        ...SOUND,
        'config/metrics/counts_all/pulls.yaml': 'x',
        'config/metrics/counts_all/pulls.yml~': 'x',
        'config/events/other.yaml': 'x',
        'config/metrics/schema/base.json': '{}',
        'config/metrics/.gitkeep': '',
      },
    ],
    [
      {
        ...SOUND,
        'config/events/packages/other.yml': event('other'),
        'config/events/removed/a.txt': '',
      },
    ],
    [
      {
        ...SOUND,
        'config/metrics/counts_all/readme.md': '',
        'config/metrics/counts_all/f.yml/a.json': '',
        'config/metrics/README.md': '',
        'config/metrics/schema/README.md': '',
        'config/events/OTHER.YML': event('other'),
        'config/events/f.yml/a.txt': '',
        'config/events/readme.md': '',
      },
    ],
  ],
  'value-schema': [
    [pulls({ value_type: 'object', value_json_schema: 'config/metrics/pulls.json' })],
  ],
  'unknown-instrumentation': [
    [
      {
        ...pulls({
          data_source: 'database',
          events: undefined,
          instrumentation_class: 'CountPullMetric',
        }),
        'lib/gitlab/usage/metrics/instrumentations/count_pulls_metric.rb':
          'class CountPullsMetric < DatabaseMetric\nend\n',
      },
    ],
  ],
  'unused-instrumentation': [
    [
      {
        ...pulls({
          data_source: 'database',
          events: undefined,
          instrumentation_class: 'Ee::UsedMetric',
        }),
        'lib/gitlab/usage/metrics/instrumentations/all.rb':
          'module A\n  class DatabaseMetric\n  end\n  class ParentMetric < DatabaseMetric\n  end\n  class UsedMetric < ParentMetric\n  end\n  class IdleMetric < A::ParentMetric\n  end\nend\n',
      },
    ],
  ],
  'product-group': [
    [
      {
        ...pull({ product_group: 'package_regstry' }),
        'config/metrics/schema/product_groups.json': '{"enum": ["package_registry"]}',
      },
    ],
    [{ ...SOUND, ...config({ check: { productGroups: ['runner'] } }) }],
    [{ ...pull({ product_group: '' }), ...config({ check: { productGroups: ['runner'] } }) }],
  ],
  'product-category': [
    [
      {
        ...pull({ product_categories: '\n- registry' }),
        'config/feature_categories.yml': '- package_registry\n- wiki\n',
      },
    ],
  ],
  'missing-category': [[{ ...pulls({}), 'config/feature_categories.yml': '- wiki\n' }]],
  'unused-glob': [
    [{ ...SOUND, ...config({ events: ['config/events/*.yml', 'ee/config/event/*.yml'] }) }],
  ],
  'unused-ignore': [
    [
      {
        'config/events/pull_package.yml': `${event('pull_package')}# check-ignore file-name: the old name\n`,
      },
    ],
    [{ ...SOUND, ...config({ check: { ignores: [{ rule: 'todo', reason: 'soon' }] } }) }],
    [{ 'config/events/pulled.yml': `${event('pull_package')}# check-ignore file-nam: old\n` }],
  ],
  'unexplained-ignore': [
    [{ 'config/events/pulled.yml': `${event('pull_package')}# check-ignore file-name\n` }],
  ],
}

describe.each(Object.entries(FAULTS))('%s', (id, rows) => {
  test.each(rows.map((row, index) => [index, row] as const))(
    'tells of fault %i',
    async (_index, [files]) => {
      const { out } = await checkFiles(files as Record<string, string>, '--fail-on', 'info')
      expect(out).toContain(`[${id}]`)
      expect(out).toMatchSnapshot()
    },
  )
})

test('a sound project has no findings', async () => {
  expect(await checkFiles(pulls({}))).toEqual({
    code: 0,
    out: '1 event and 1 metric: no findings\n',
    error: '',
  })
})

test.each([
  [HLL],
  [{ ...HLL, options: undefined, events: '\n- name: pull_package' }],
  [{ ...REMOVED, events: '[]' }],
  [
    {
      ...HLL,
      key_path: 'usage_activity_by_stage_monthly.create.merge_requests_users',
      instrumentation_class: undefined,
      options: undefined,
    },
  ],
])('a metric with %j has no errors', async (changes) => {
  expect(await checkFiles(pulls(changes))).toMatchObject({ code: 0 })
})

test.each([
  'https://gitlab.com/[x]',
  'https://gitlab.com/|',
  'https://gitlab.com/%zz',
  'https://gitlab.com/?%zz',
  'https://gitlab.com/\u00e9',
  'https://git lab.com/x',
  'https://gitlab.com:a/x',
  'https://gitlab.com/#a#b',
])('%s is not a URL to Ruby, and not here', async (url) => {
  expect((await checkFiles(pull({ introduced_by_url: `"${url}"` }))).out).toBe(
    `config/events/pull_package.yml:14:20: error: introduced_by_url is "${url}", but should be a URL. Correct the value. [invalid-value]\n1 error in 1 file\n`,
  )
})

test.each([
  'https://gitlab.com/gitlab-org/gitlab/-/merge_requests/1?tab=a[b]#note_1',
  'http://user@[::1]:80/%41',
  'mailto:a@example.com',
])('%s is a URL', async (url) => {
  expect(await checkFiles(pull({ introduced_by_url: `"${url}"` }))).toMatchObject({ code: 0 })
})

test('an event of before 17.0 may not tell its identifiers', async () => {
  const files = {
    ...pulls({ time_frame: '[7d]', events: '\n- name: pull_package\n  unique: user.id' }),
    ...pull({ identifiers: undefined, milestone: "'16.9'" }),
  }
  expect((await checkFiles(files)).out).toBe('1 event and 1 metric: no findings\n')
})

test('every rule has a project here, but for those of other tests', () => {
  const elsewhere = [
    // bad-input.test.ts
    'not-utf8',
    'unreadable-file',
    // changes.service.test.ts
    'configuration-change',
    'documentation-change',
    'metric-value-change',
    'new-redis-metric',
    'payload-addition',
    'payload-change',
    'unreadable-revision',
    // sources.test.ts
    'source-undeclared-property',
    'source-undefined-event',
    'source-unparsed',
  ]
  expect([...Object.keys(FAULTS), ...elsewhere].sort()).toEqual(
    ALL_RULES.map(({ id }) => id).sort(),
  )
})
