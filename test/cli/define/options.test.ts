import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { definitionsIn, runDefine } from './run-define.ts'

let remove = () => {}
afterEach(() => {
  remove()
  remove = () => {}
})

function project(files: Record<string, string> = {}): string {
  const made = temporaryProject(files)
  remove = made.remove
  return made.root
}

const PULL = `description: A package was pulled
internal_events: true
action: pull_package
identifiers: [project, namespace, user]
additional_properties: { label: { description: Type }, value: { description: Files } }
`
const GITLAB = { VERSION: '18.9.0\n' }
const EVENT = [
  'event',
  '--name',
  'push_package',
  '--description',
  'Pushed',
  '--identifiers',
  'user',
]
/** The options of an event, with another value for one of them. */
const eventWith = (option: string, value: string) =>
  EVENT.map((one, index) => (EVENT[index - 1] === option ? value : one))
const METRIC = ['metric', '--event', 'pull_package', '--description', 'packages pulled']
const HELP = 'Give another one, or run internal-events define --help.\n'

test.each([
  [
    [],
    'Failed to run internal-events define: there is no terminal to ask at, and no subject. Give event, metric, usage, or run internal-events define --help.\n',
  ],
  [['evnt'], 'Failed to run internal-events define: it defines no "evnt". Did you mean event?\n'],
  [
    ['thing'],
    'Failed to run internal-events define: it defines no "thing". Give event, metric, usage, advisor, or nothing to be asked.\n',
  ],
  [
    ['event', '--descripton', 'x'],
    'Failed to run internal-events define: there is no option --descripton. Did you mean --description?\n',
  ],
  [
    ['event', '--name', 'x'],
    'Failed to run internal-events define event: there is no terminal to ask at, and no --description, --identifiers. Give them, or run internal-events define --help.\n',
  ],
  [
    ['metric', '--scope', 'total'],
    'Failed to run internal-events define metric: there is no terminal to ask at, and no --event, --description. Give them, or run internal-events define --help.\n',
  ],
  [
    ['metric', '--instrumentation-class', 'X'],
    'Failed to run internal-events define metric: there is no terminal to ask at, and no --time-frame, --description, --name. Give them, or run internal-events define --help.\n',
  ],
  [
    ['usage'],
    'Failed to run internal-events define usage: there is no terminal to ask at, and no --event. Give them, or run internal-events define --help.\n',
  ],
  [
    ['advisor'],
    'Failed to run internal-events define advisor: there is no terminal to ask at. Run it in a terminal.\n',
  ],
  [
    [...EVENT, '--style', 'ruby'],
    `Failed to use --style "ruby": it is neither gitlab nor plain. ${HELP}`,
  ],
  [
    [...EVENT, '--milestone', 'next'],
    `Failed to use --milestone "next": it is not a version such as 18.9. ${HELP}`,
  ],
  [eventWith('--description', ' '), `Failed to use --description " ": it is empty. ${HELP}`],
  [
    eventWith('--description', 'a\nb'),
    `Failed to use --description "a\\nb": it has a line break or a control character. ${HELP}`,
  ],
  [
    eventWith('--name', 'Push'),
    `Failed to use --name "Push": it has more than lowercase letters, digits and underscores. ${HELP}`,
  ],
  [
    eventWith('--name', 'x'.repeat(252)),
    `Failed to use --name "${'x'.repeat(99)}…": it has more than 251 characters. ${HELP}`,
  ],
  [
    eventWith('--name', 'pull_package'),
    `Failed to use --name "pull_package": config/events/pull_package.yml defines an event of this name. Give another one, or --force to overwrite that file.\n`,
  ],
  [
    eventWith('--identifiers', 'project'),
    `Failed to use --identifiers "project": it is not project,namespace,user, or namespace,user, or user, or project,namespace, or namespace, or feature_enabled_by_namespace_ids,user, or none. ${HELP}`,
  ],
  [
    [...EVENT, '--property', 'user=Who'],
    `Failed to use --property "user=Who": it is an identifier, which no property can be named after. ${HELP}`,
  ],
  [
    [...EVENT, '--property', 'Label'],
    `Failed to use --property "Label": it has more than lowercase letters, digits and underscores. ${HELP}`,
  ],
  [
    [...EVENT, '--property', 'label=a', '--property', 'label=b'],
    `Failed to use --property "label=b": label is given twice. ${HELP}`,
  ],
  [
    [...EVENT, '--classification', 'ai'],
    `Failed to use --classification "ai": it is neither duo nor none. ${HELP}`,
  ],
  [[...EVENT, '--url', '!123'], `Failed to use --url "!123": it is not a URL. ${HELP}`],
  [
    [...EVENT, '--tiers', 'free'],
    `Failed to use --tiers "free": it is not free,premium,ultimate, or premium,ultimate, or ultimate. ${HELP}`,
  ],
  [
    [...EVENT, '--from', 'none.json'],
    'Failed to read the recording none.json: ENOENT. Give the answer of /micro/good, or what internal-events collector --output-json printed.\n',
  ],
  [
    [...EVENT, '--stages', 'none.yml'],
    "Failed to read none.yml: it has no mapping of stages. Give --stages the stages.yml of GitLab's handbook.\n",
  ],
  [
    [...METRIC, '--scope', 'users'],
    `Failed to use --scope "users": it is not total, user, project, namespace, label, property, value, sum. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'property'],
    `Failed to use --scope "property": property unavailable. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'user', '--time-frame', 'all'],
    `Failed to use --time-frame "all": it is not 28d, 7d, which are left for these events. ${HELP}`,
  ],
  [
    ['metric', '--event', 'pul_package', '--scope', 'total', '--description', 'x'],
    `Failed to use --event "pul_package": no definition has this event. Did you mean pull_package?\n`,
  ],
  [
    [...METRIC, '--scope', 'total', '--filter', 'label=npm'],
    'Failed to run internal-events define metric: there is no terminal to ask at, and no --name. Metrics using filters are too complex for default naming: give it.\n',
  ],
  [
    [...METRIC, '--scope', 'total', '--filter', 'colour=red', '--name', 'x'],
    `Failed to use --filter "colour=red": it is not <property>=<values> or <event>:<property>=<values> with a property of the events. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'label', '--filter', 'label=npm', '--name', 'x'],
    `Failed to use --filter "label=npm": the metric counts this property. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'total', '--filter', 'value=1.5', '--name', 'x'],
    `Failed to use --filter "value=1.5": it has more than whole numbers and commas. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'total', '--filter', 'label=', '--name', 'x'],
    `Failed to use --filter "label=": it has no value. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'total', '--filter', 'value=9007199254740993', '--name', 'x'],
    `Failed to use --filter "value=9007199254740993": no event can have the number 9007199254740992. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'total', '--name', 'x'.repeat(85)],
    `Failed to use --name "${'x'.repeat(85)}": it has more than 84 characters. ${HELP}`,
  ],
  [
    [...METRIC, '--scope', 'total', '--filter', 'label=a', '--filter', 'label=b', '--name', 'x'],
    `Failed to use --filter "label=b": label is given twice. ${HELP}`,
  ],
  [
    [...EVENT, '--description', 'Pushed again'],
    'Failed to run internal-events define: --description is given twice. Give it once.\n',
  ],
  [
    [...EVENT, '--scope', 'user'],
    'Failed to run internal-events define event: it takes no --scope. That is for metric: run internal-events define --help.\n',
  ],
  [
    [...EVENT, '--event', 'pull_package'],
    'Failed to run internal-events define event: it takes no --event. That is for metric and usage: run internal-events define --help.\n',
  ],
  [
    [...METRIC, '--scope', 'total', '--identifiers', 'user'],
    'Failed to run internal-events define metric: it takes no --identifiers. That is for event: run internal-events define --help.\n',
  ],
  [
    [...METRIC, '--instrumentation-class', 'X', '--time-frame', 'all', '--name', 'x'],
    'Failed to run internal-events define metric: it takes no --event beside --instrumentation-class. A metric of the database counts no events: run internal-events define --help.\n',
  ],
  [
    ['usage', '--event', 'pull_package', '--tiers', 'free'],
    'Failed to run internal-events define usage: it takes no --tiers. That is for event and metric: run internal-events define --help.\n',
  ],
  [
    ['usage', '--event', 'pull_package', '--event', 'other'],
    `Failed to use --event "other": examples show one event at a time. ${HELP}`,
  ],
  [
    ['usage', '--event', 'pull_package', '--example', 'perl'],
    `Failed to use --example "perl": it is not back-end, front-end, vue, attributes, haml, ruby, rspec. ${HELP}`,
  ],
])('refuses %j with 2, and writes nothing', async (args, error) => {
  const root = project({ 'config/events/pull_package.yml': PULL })
  expect(await runDefine(...args, '--root', root)).toEqual({ code: 2, out: '', error })
  expect(Object.keys(definitionsIn(root))).toEqual(['config/events/pull_package.yml'])
})

test('a pipe, a device and a folder are not read, since they may have no end', async () => {
  const root = project({ 'package.json': '{}' })
  const pipe = join(root, 'pipe')
  execFileSync('mkfifo', [pipe, join(root, 'VERSION')])
  mkdirSync(join(root, 'folder'))
  for (const file of [pipe, '/dev/zero', join(root, 'folder')]) {
    expect(await runDefine('event', '--from', file, '--root', root)).toEqual({
      code: 2,
      out: '',
      error: `Failed to read the recording ${file}: it is not a regular file. Give the answer of /micro/good, or what internal-events collector --output-json printed.\n`,
    })
    expect(await runDefine(...EVENT, '--stages', file, '--root', root)).toMatchObject({
      code: 2,
      error: `Failed to read ${file}: it has no mapping of stages. Give --stages the stages.yml of GitLab's handbook.\n`,
    })
  }
})

test('a recording that no text can hold is told', async () => {
  const root = project({ 'recording.json': '' })
  const file = join(root, 'recording.json')
  truncateSync(file, 250_000_001)
  expect(await runDefine('event', '--from', file, '--root', root)).toEqual({
    code: 2,
    out: '',
    error: `Failed to read the recording ${file}: it has more than 250000000 bytes. Give the answer of /micro/good, or what internal-events collector --output-json printed.\n`,
  })
})

test('a folder that is not there is told', async () => {
  expect(await runDefine(...EVENT, '--root', '/no/such/folder')).toEqual({
    code: 2,
    out: '',
    error: `Failed to use --root "/no/such/folder": there is no such folder. ${HELP}`,
  })
})

test('outside of GitLab all definitions are in one place, with a schema for editors', async () => {
  const root = project({
    'package.json': '{ "version": "2.3.4" }',
    'node_modules/internal-events-testing/schemas/event.json': '{}',
  })
  expect(await runDefine(...EVENT, '--tiers', 'ultimate', '--root', root)).toEqual({
    code: 0,
    out: 'create config/events/push_package.yml\n',
    error: '',
  })
  expect(definitionsIn(root)).toEqual({
    'config/events/push_package.yml': `# yaml-language-server: $schema=../../node_modules/internal-events-testing/schemas/event.json
---
description: Pushed
internal_events: true
status: active
action: push_package
identifiers:
- user
product_group:
milestone: '2.3'
introduced_by_url:
tiers:
- ultimate
`,
  })
})

test("in GitLab's repositories an owner is asked for, and what is left to do is told", async () => {
  const root = project(GITLAB)
  expect(await runDefine(...EVENT, '--root', root)).toMatchObject({
    code: 2,
    error:
      'Failed to run internal-events define event: there is no terminal to ask at, and no --group. Give them, or run internal-events define --help.\n',
  })
  expect(await runDefine(...EVENT, '--group', 'x', '--root', root)).toEqual({
    code: 0,
    out: 'create config/events/push_package.yml\n',
    error:
      'warning: introduced_by_url of config/events/push_package.yml is TODO: put the URL of the merge request there\n',
  })
})

test('groups and categories that no list has are told', async () => {
  const root = project({
    ...GITLAB,
    'config/feature_categories.yml': '- wiki\n',
    'stages.yml':
      'stages: { create: { section: dev, groups: { editor: { categories: [wiki] } } }, plan: 1 }',
  })
  const options = ['--stages', join(root, 'stages.yml'), '--url', 'https://x.y/1', '--root', root]
  expect(await runDefine(...EVENT, ...options, '--group', 'edit')).toMatchObject({
    code: 0,
    error: 'warning: the list of product groups does not have edit\n',
  })
  const refused = await runDefine(...EVENT, ...options, '--group', 'editor', '--category', 'wikis')
  expect(refused.error).toBe(
    `Failed to use --name "push_package": config/events/push_package.yml defines an event of this name. Give another one, or --force to overwrite that file.\n`,
  )
  const category = await runDefine(
    ...[...eventWith('--name', 'other'), ...options, '--group', 'editor', '--category', 'wikis'],
  )
  expect(category.error).toBe(
    `Failed to use --category "wikis": the list of feature categories does not have it. ${HELP}`,
  )
})

test.each([
  ['an empty repository', {}, ''],
  [
    'a repository that has others in use',
    {
      'config/events/pull_package.yml': `${PULL}product_group: editor\nproduct_categories: [wiki]\n`,
    },
    'warning: no event has the group editr. Did you mean editor?\nwarning: no event has the category wikii. Did you mean wiki?\n',
  ],
])(
  '%s without lists takes new groups and categories, if they are well-formed',
  async (_name, files, error) => {
    const root = project(files)
    const named = (group: string, category: string) =>
      runDefine(...EVENT, '--group', group, '--category', category, '--force', '--root', root)
    expect(await named('growth', 'code_review,duo')).toMatchObject({ code: 0, error: '' })
    expect(definitionsIn(root)['config/events/push_package.yml']).toContain(
      'product_group: growth\nproduct_categories:\n- code_review\n- duo\n',
    )
    const other = await runDefine(
      ...[
        ...eventWith('--name', 'other'),
        '--group',
        'editr',
        '--category',
        'wikii',
        '--root',
        root,
      ],
    )
    expect(other).toMatchObject({ code: 0, error })
    const bad = [...eventWith('--name', 'bad'), '--root', root]
    expect((await runDefine(...bad, '--group', 'a group!')).error).toBe(
      `Failed to use --group "a group!": it has more than letters, digits, "_", "-" and ":". ${HELP}`,
    )
    expect((await runDefine(...bad, '--category', 'duo,')).error).toBe(
      `Failed to use --category "": it is empty. ${HELP}`,
    )
  },
)

test('a dry run prints, and writes nothing', async () => {
  const root = project({ 'config/events/push_package.yml': 'not: [yaml' })
  const { code, out, error } = await runDefine(...EVENT, '--dry-run', '--root', root)
  expect([code, out.split('\n').slice(0, 3), error.split('. ')[0]]).toEqual([
    0,
    ['would update config/events/push_package.yml', '---', 'description: Pushed'],
    'warning: left out: config/events/push_package.yml:1: unexpected end of the stream within a flow collection',
  ])
  expect(definitionsIn(root)).toEqual({ 'config/events/push_package.yml': 'not: [yaml' })
})

test('a file that is there is overwritten only with --force', async () => {
  const root = project({ 'config/events/push_package.yml': 'description: x\n' })
  expect(await runDefine(...EVENT, '--root', root)).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to write the event definition config/events/push_package.yml: the file exists. Look at it, and give --force to overwrite it.\n',
  })
  expect(await runDefine(...EVENT, '--force', '--root', root)).toMatchObject({
    code: 0,
    out: 'update config/events/push_package.yml\n',
  })
})

test('an event that is defined is overwritten only with --force, and in its own file alone', async () => {
  const root = project({
    'config/events/push_package.yml': PULL.replace('pull_package', 'push_package'),
    'config/events/removed/pull_package.yml': PULL,
  })
  expect(await runDefine(...EVENT, '--force', '--root', root)).toEqual({
    code: 0,
    out: 'update config/events/push_package.yml\n',
    error: '',
  })
  expect(definitionsIn(root)['config/events/push_package.yml']).toContain('description: Pushed\n')
  const other = eventWith('--name', 'pull_package')
  expect(await runDefine(...other, '--force', '--root', root)).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to write the event definition config/events/pull_package.yml: config/events/removed/pull_package.yml is that of pull_package. Choose another name, or remove that file.\n',
  })
})

test('the other side of ee/ is looked at, too', async () => {
  const root = project({ ...GITLAB, 'ee/config/events/push_package.yml': 'description: x\n' })
  expect(await runDefine(...EVENT, '--group', 'x', '--root', root)).toMatchObject({
    code: 2,
    error:
      'Failed to write the event definition config/events/push_package.yml: ee/config/events/push_package.yml is that of push_package. Choose another name, or remove that file.\n',
  })
})

test('definitions go where the configuration finds them', async () => {
  const config = "export default { events: 'defs/events/*.yml', metrics: ['defs/metrics/*.yml'] }"
  const root = project({ 'internal-events.config.js': config })
  await runDefine(...EVENT, '--root', root)
  const metric = ['metric', '--event', 'push_package', '--scope', 'user', '--description', 'x']
  expect(await runDefine(...metric, '--root', root)).toEqual({
    code: 0,
    out: 'create defs/metrics/count_distinct_user_id_from_push_package.yml\n',
    error: '',
  })
})

test('a file that no glob of the configuration finds is told', async () => {
  const config = "export default { events: 'config/events/{a,b}*.yml' }"
  const root = project({ 'internal-events.config.js': config })
  expect(await runDefine(...EVENT, '--root', root)).toMatchObject({
    code: 0,
    error:
      'warning: no glob of event definitions in internal-events.config finds config/events/push_package.yml\n',
  })
})

test('JSON has all that was done, and similar events', async () => {
  const root = project({ 'config/events/pull_package.yml': PULL })
  const event = eventWith('--name', 'pulled_packages')
  const { code, out, error } = await runDefine(...event, '--json', '--root', root)
  expect([code, error]).toEqual([0, ''])
  expect(JSON.parse(out)).toEqual({
    dryRun: false,
    files: [
      {
        path: 'config/events/pulled_packages.yml',
        action: 'create',
        content: definitionsIn(root)['config/events/pulled_packages.yml'],
      },
    ],
    similar: [
      {
        action: 'pull_package',
        description: 'A package was pulled',
        file: 'config/events/pull_package.yml',
      },
    ],
    warnings: [],
    examples: [],
  })
})

test('a filter with which nothing unique can be counted is warned of', async () => {
  const root = project({ 'config/events/pull_package.yml': PULL })
  const options = ['--scope', 'user', '--filter', 'label=a b,c', '--name', 'x', '--root', root]
  expect(await runDefine(...METRIC, ...options)).toMatchObject({
    code: 0,
    error:
      'warning: where unique values are counted, a filter takes letters, digits, "_", "-" and ":" alone; with "a b" the tracking of the event fails\n',
  })
})

test('a metric takes over what its events have in common, and nothing else', async () => {
  const owned = (action: string, group: string) => `${PULL.replace('pull_package', action)}
product_group: ${group}
product_categories: [wiki]
introduced_by_url: https://x.y/1
tiers: [ultimate, premium]
`
  const root = project({
    'config/events/a.yml': owned('a', 'one'),
    'config/events/b.yml': owned('b', 'two'),
  })
  const metric = ['metric', '--event', 'a,b', '--scope', 'total', '--description', 'x']
  expect(await runDefine(...metric, '--root', root)).toMatchObject({ code: 0 })
  expect(definitionsIn(root)['config/metrics/counts_all/count_total_a_and_b.yml']).toContain(`
product_group:
product_categories:
- wiki
performance_indicator_type: []
value_type: number
status: active
milestone:
introduced_by_url: https://x.y/1
`)
})

test('a property that tracking takes for an identifier does not filter', async () => {
  const root = project({ 'config/events/pull_package.yml': PULL.replace('{ label:', '{ user:') })
  const options = ['--scope', 'total', '--name', 'x', '--filter', 'user=1', '--root', root]
  expect((await runDefine(...METRIC, ...options)).error).toMatch(/^Failed to use --filter "user=1"/)
})

test('a key path that a time frame of another metric has is not taken', async () => {
  const root = project({
    'config/events/pull_package.yml': PULL,
    'config/metrics/a.yml':
      'key_path: counts.count_total_pull_package_weekly\ndata_source: database\ntime_frame: 7d\n',
  })
  expect(await runDefine(...METRIC, '--scope', 'total', '--root', root)).toMatchObject({
    code: 2,
    error:
      'Failed to run internal-events define metric: there is no terminal to ask at, and no --name. The default key path is already in use: give it.\n',
  })
  const named = ['--scope', 'total', '--name', 'pull_package', '--root', root]
  expect((await runDefine(...METRIC, ...named)).error).toBe(
    `Failed to use --name "pull_package": a metric has the key path counts.count_total_pull_package_weekly. ${HELP}`,
  )
})

test('a metric that exists is told with its files', async () => {
  const root = project({
    'config/events/pull_package.yml': PULL,
    'config/metrics/a.yml':
      'key_path: counts.a\ndata_source: internal_events\ntime_frame: [7d, 28d]\nevents: [{ name: pull_package }]\n',
    'config/metrics/b.yml':
      'key_path: counts.b\ndata_source: internal_events\ntime_frame: all\nevents: [{ name: pull_package }]\n',
  })
  expect((await runDefine(...METRIC, '--scope', 'total', '--root', root)).error).toBe(
    `Failed to use --scope "total": already defined in config/metrics/a.yml and config/metrics/b.yml. ${HELP}`,
  )
})

test('a definition that cannot be written is told', async () => {
  const root = project({ config: 'a file' })
  expect(await runDefine(...EVENT, '--root', root)).toMatchObject({
    code: 2,
    error:
      'Failed to write the event definition config/events/push_package.yml: ENOTDIR. Make its folder one that can be written to.\n',
  })
})

test('definitions with faults are told of, and do not stop it', async () => {
  const bomb = Array.from(
    { length: 30 },
    (_, index) => `k${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
  )
  const root = project({
    'config/events/a.yml': '&a [*a]',
    'config/events/b.yml': `action: b\nk0: &a0 [x]\n${bomb.join('\n')}\nadditional_properties: *a30\n`,
    'config/events/d.yml': `description: ${'x'.repeat(10_000_000)}\n`,
  })
  writeFileSync(join(root, 'config/events/c.yml'), Buffer.from([0xff, 0xfe]))
  symlinkSync('e', join(root, 'config/events/e'))
  const config = "export default { events: ['config/events/*.yml', 'config/events/e/*.yml'] }"
  writeFileSync(join(root, 'internal-events.config.js'), config)
  const { code, out, error } = await runDefine(...EVENT, '--root', root)
  expect([code, out]).toEqual([0, 'create config/events/push_package.yml\n'])
  expect(error.split('\n').map((line) => line.slice(0, 60))).toEqual([
    'warning: left out: config/events/e:1: the folder cannot be o',
    'warning: left out: config/events/a.yml:1: the file has an al',
    'warning: left out: config/events/b.yml:3: the file has an al',
    'warning: left out: config/events/c.yml:1: the line is not va',
    '',
  ])
})
