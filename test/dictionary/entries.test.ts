import { expect, test } from 'vitest'
import { event, metric, projectOf } from './run-dictionary.ts'

/** The entry of the only definition of a project. */
async function entryOf(files: Readonly<Record<string, string>>, name: string) {
  const { run, data } = projectOf(files)
  expect((await run()).error).toBe('')
  return data().entries.find((entry) => entry.name === name)
}

test('an event has all that its definition says', async () => {
  const text = event(
    'pull_package',
    `description: |
  A package was pulled
status: active
identifiers: [user, project]
additional_properties:
  label:
    description: The type
  lang:
product_group: package_registry
product_categories: [package_registry, api]
milestone: '18.1'
introduced_by_url: https://example.com/1
classification: duo
tiers: [free, premium]
`,
  )
  expect(await entryOf({ 'config/events/a.yml': text }, 'pull_package')).toEqual({
    kind: 'event',
    name: 'pull_package',
    status: 'active',
    description: 'A package was pulled',
    categories: ['package_registry', 'api'],
    tiers: ['free', 'premium'],
    owner: 'package_registry',
    milestone: '18.1',
    introducedBy: 'https://example.com/1',
    internal: true,
    classification: 'duo',
    identifiers: ['user', 'project'],
    properties: [
      { name: 'label', description: 'The type' },
      { name: 'lang', description: '' },
    ],
    file: 'config/events/a.yml',
    line: 2,
  })
})

test('a metric has all that its definition says, with its rules', async () => {
  const text = metric(
    'counts.pulls',
    `
- name: pull
  unique: user.id
  filter: { label: npm, value: 1.0 }
- name: push
  operator: sum(value)`,
    `description: Pulls
status: broken
repair_issue_url: https://example.com/2
value_type: number
data_category: optional
instrumentation_class: CountMetric
product_group: package_registry
tiers: [free]
`,
  )
  expect(
    await entryOf(
      { 'config/metrics/a.yml': text.replace('time_frame: all', 'time_frame: 7d') },
      'counts.pulls',
    ),
  ).toEqual({
    kind: 'metric',
    name: 'counts.pulls',
    status: 'broken',
    description: 'Pulls',
    categories: [],
    tiers: ['free'],
    owner: 'package_registry',
    timeFrame: '7d',
    dataSource: 'internal_events',
    valueType: 'number',
    dataCategory: 'optional',
    instrumentationClass: 'CountMetric',
    repairIssue: 'https://example.com/2',
    rules: [
      {
        event: 'pull',
        unique: 'user',
        filter: [
          { property: 'label', value: 'npm', written: 'npm' },
          { property: 'value', value: 1, written: '1.0' },
        ],
      },
      { event: 'push', operator: 'sum(value)', filter: [] },
    ],
    file: 'config/metrics/a.yml',
    line: 1,
  })
})

test('old definitions are read as well', async () => {
  const old = `action: click
category: projects:show
status: removed
milestone: 16.4
milestone_removed: 17.2
removed_by_url: https://example.com/3
tier: [starter]
`
  expect(await entryOf({ 'config/events/a.yml': old }, 'click')).toMatchObject({
    status: 'removed',
    description: '',
    internal: false,
    milestone: '16.4',
    removedIn: '17.2',
    removedBy: 'https://example.com/3',
    tiers: ['starter'],
    properties: [],
  })
})

test('a definition in the folder of removed ones is removed, and has no owner if nobody is named', async () => {
  const entry = await entryOf({ 'config/events/removed/a.yml': event('gone') }, 'gone')
  expect(entry?.status).toBe('removed')
  expect(entry).not.toHaveProperty('owner')
})

test('each time frame of a list is a metric', async () => {
  const { run, data } = projectOf({
    'config/metrics/a.yml': metric('counts.a', '[{ name: a }]').replace('all', '[7d, 28d]'),
  })
  expect((await run()).out).toContain('0 events and 2 metrics')
  expect(data().entries.map(({ name }) => name)).toEqual(['counts.a_monthly', 'counts.a_weekly'])
})

test('an integer that JSON cannot hold is shown as it is written', async () => {
  const entry = await entryOf(
    {
      'config/metrics/a.yml': metric(
        'counts.a',
        '[{ name: a, filter: { value: 123456789012345678901 } }]',
      ),
    },
    'counts.a',
  )
  expect(entry).toMatchObject({
    rules: [{ filter: [{ property: 'value', value: false, written: '123456789012345678901' }] }],
  })
})

test('nothing that a definition says ends the script that it stands in', async () => {
  const description = '</script><script>alert(1)</script><!-- \\u2028 \\ud800'
  const { run, page, data } = projectOf({
    'package.json': '{ "name": "</title><script>alert(2)</script>" }',
    'config/events/a.yml': event('"</script>"', `description: "${description}"\n`),
  })
  await run()
  expect(page().match(/<\/?script/g)).toEqual(['<script', '</script', '<script', '</script'])
  expect(page()).not.toContain('\u2028')
  expect(data().entries[0]).toMatchObject({
    name: '</script>',
    description: '</script><script>alert(1)</script><!-- \u2028 \uFFFD',
  })
})

test('a package without a name is called after its folder', async () => {
  const { root, run, data } = projectOf({ 'package.json': '[', 'config/events/a.yml': event('a') })
  await run()
  expect(root.endsWith(`/${data().project}`)).toBe(true)
})
