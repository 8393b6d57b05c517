import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

async function check(files: Record<string, string>) {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  const written = { out: '', error: '' }
  const code = await runCommand(['check', '--root', root], {
    out: (text) => {
      written.out += text
    },
    error: (text) => {
      written.error += text.replaceAll(root, '<root>')
    },
  })
  return { code, ...written }
}

const good = { 'config/events/good.yml': 'internal_events: true\naction: good\n' }

test('without faults it ends with 0', async () => {
  expect(await check(good)).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no faults\n',
    error: '',
  })
})

test('with faults it lists them by file, and ends with 1', async () => {
  expect(
    await check({
      ...good,
      'ee/config/events/good.yml': 'internal_events: true\naction: good\n',
      'config/metrics/z.yml':
        'key_path: z\ndata_source: internal_events\ndata_source: internal_events\ntime_frame: [7d, 28d]\nevents:\n- name: god\n',
      'config/events/a.yml': 'action: [\n',
    }),
  ).toEqual({
    code: 1,
    out: `config/events/a.yml:2: deficient indentation. Correct the YAML.
config/metrics/z.yml:1: it counts the event "god", which no definition has. Did you mean "good"?
config/metrics/z.yml:3: the key is repeated, and its last value counts. Remove the others.
ee/config/events/good.yml:2: action "good" is already defined in config/events/good.yml:2. Remove or rename one of them.
4 faults in 3 files
`,
    error: '',
  })
})

test.each([
  ['definitions', {}, /^Failed to load the catalog: no event definition matches/],
  [
    'a configuration that can be read',
    { ...good, 'internal-events.config.json': '[]' },
    /^Failed to read <root>/,
  ],
])('without %s it ends with 2', async (_what, files, error) => {
  const { code, out, error: told } = await check(files)
  expect([code, out]).toEqual([2, ''])
  expect(told).toMatch(error)
})

test('nothing in the files steers the terminal, and no line is endless', async () => {
  const rule = 'data_source: internal_events\ntime_frame: all\nevents:\n- name: '
  const hostile = '\\e[2J\\u009b31m\\u202e'
  const { out } = await check({
    ...good,
    'config/events/\u001b[2J\u001b[31mred.yml': 'nope: 1\n',
    'config/events/two\nconfig_events_fake.yml:1: all fine.yml': 'nope: 1\n',
    'config/events/rtl\u202elmy.yml': 'nope: 1\n',
    'config/events/tag.yml': 'action: !<tag:x,\u009b31mred\u202e> x\n',
    'config/events/text.yml': `"${hostile}"\n`,
    'config/events/twin1.yml': `action: "a${hostile}"\ninternal_events: true\n`,
    'config/events/twin2.yml': `action: "a${hostile}"\ninternal_events: true\n`,
    'config/metrics/event.yml': `key_path: e\n${rule}"o${hostile}"\n`,
    'config/metrics/filter.yml': `key_path: f\n${rule}good\n  filter: { "\\n${hostile}": [a] }\n`,
    'config/metrics/undeclared.yml': `key_path: u\n${rule}good\n  filter: { "\\n${hostile}": a }\n`,
    'config/metrics/frame.yml': `key_path: t\ndata_source: internal_events\ntime_frame: ${'x'.repeat(3_000_000)}\n`,
    'config/metrics/name.yml': `key_path: n\n${rule}${'x'.repeat(100_000)}\n  unique: [1]\n`,
    'config/metrics/path1.yml': `key_path: "${hostile}\\n0 faults"\n`,
    'config/metrics/path2.yml': `key_path: "${hostile}\\n0 faults"\n`,
  })
  const remedy = 'Correct the file, or leave it out of the globs in internal-events.config.'
  const action = `:1: an event definition needs an action, the name of the event. ${remedy}`
  expect(out.split('\n')).toEqual([
    `config/events/ [2J [31mred.yml${action}`,
    `config/events/rtl lmy.yml${action}`,
    'config/events/tag.yml:1: tag name cannot contain such characters: tag:x, 31mred . Correct the YAML.',
    `config/events/text.yml:1: the file should be a mapping, but is "\\u001b[2J 31m ". ${remedy}`,
    'config/events/twin2.yml:1: action "a\\u001b[2J 31m " is already defined in config/events/twin1.yml:1. Remove or rename one of them.',
    `config/events/two config_events_fake.yml:1: all fine.yml${action}`,
    'config/metrics/event.yml:1: it counts the event "o\\u001b[2J 31m ", which no definition has. Did you mean "a\\u001b[2J 31m "?',
    `config/metrics/filter.yml:4: filter of good:  [2J 31m  should be a string or a number. ${remedy}`,
    `config/metrics/frame.yml:3: unknown time frame: "${'x'.repeat(99)}…", it should be 7d, 28d, all or a list of these. ${remedy}`,
    `config/metrics/name.yml:4: unique of ${'x'.repeat(99)}… should be a string. ${remedy}`,
    'config/metrics/path2.yml:1: key_path "\\u001b[2J 31m \\n0 faults" is already defined in config/metrics/path1.yml:1. Remove or rename one of them.',
    'config/metrics/undeclared.yml:1: no event can move it: "good" does not declare  [2J 31m , by which the metric filters (config/events/good.yml:2). Declare  [2J 31m  under additional_properties there, or correct the metric.',
    '12 faults in 12 files',
    '',
  ])
})
