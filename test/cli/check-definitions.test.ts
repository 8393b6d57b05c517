import { expect, test } from 'vitest'
import { checkFiles, event, metric, SOUND } from '../checks/check-project.ts'

test('without findings it ends with 0', async () => {
  expect(await checkFiles(SOUND)).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no findings\n',
    error: '',
  })
})

test('with errors it lists them by file, and ends with 1', async () => {
  expect(
    await checkFiles({
      ...SOUND,
      'ee/config/events/pull_package.yml': event('pull_package', { tiers: '[premium]' }),
      'config/metrics/z.yml': metric('z', {
        data_source: 'internal_events\ndata_source: internal_events',
        time_frame: '[7d, 28d]',
        events: '\n- name: pull_pakage',
      }),
      'config/events/a.yml': 'action: [\n',
    }),
  ).toEqual({
    code: 1,
    out: `config/events/a.yml:2:1: error: deficient indentation. Correct the YAML. [invalid-yaml]
config/metrics/z.yml:11:1: error: the key data_source is repeated, and its last value counts. Remove the others. [duplicate-key]
config/metrics/z.yml:18:9: error: no definition has the event "pull_pakage". Did you mean "pull_package"? [undefined-event]
ee/config/events/pull_package.yml:5:1: error: the action is already that of config/events/pull_package.yml. Remove or rename one of them. [duplicate-event]
4 errors in 3 files; --fix corrects 1
`,
    error: '',
  })
})

test('warnings fail where --fail-on says so', async () => {
  const files = { 'config/events/pulled.yml': event('pull_package') }
  expect(await checkFiles(files)).toMatchObject({ code: 0 })
  expect(await checkFiles(files, '--fail-on', 'warning')).toMatchObject({ code: 1 })
})

test.each([
  [
    'definitions',
    {},
    /^Failed to check <root>: no file matches \{,ee\/\}config\/events\/\*\.yml, /,
  ],
  [
    'a configuration that can be read',
    { ...SOUND, 'internal-events.config.json': '[]' },
    /^Failed to read <root>/,
  ],
])('without %s it ends with 2', async (_what, files, error) => {
  const { code, out, error: told } = await checkFiles(files)
  expect([code, out]).toEqual([2, ''])
  expect(told).toMatch(error)
})

test('nothing in the files steers the terminal, and no line is endless', async () => {
  const rule = 'data_source: internal_events\ntime_frame: all\nevents:\n- name: '
  const hostile = '\\e[2J\\u009b31m\\u202e'
  const { out } = await checkFiles({
    ...SOUND,
    'config/events/\u001b[2J\u001b[31mred.yml': 'nope: 1\n',
    'config/events/two\nconfig_events_fake.yml:1: all fine.yml': 'nope: 1\n',
    'config/events/rtl\u202elmy.yml': 'nope: 1\n',
    'config/events/tag.yml': 'action: !<tag:x,\u009b31mred\u202e> x\n',
    'config/events/text.yml': `"${hostile}"\n`,
    'config/events/twin1.yml': `action: "a${hostile}"\ninternal_events: true\n`,
    'config/events/twin2.yml': `action: "a${hostile}"\ninternal_events: true\n`,
    'config/metrics/event.yml': `key_path: e\n${rule}"o${hostile}"\n`,
    'config/metrics/filter.yml': `key_path: f\n${rule}pull_package\n  filter: { "\\n${hostile}": [a] }\n`,
    'config/metrics/undeclared.yml': `key_path: u\n${rule}pull_package\n  filter: { "\\n${hostile}": a }\n`,
    'config/metrics/frame.yml': `key_path: t\ndata_source: internal_events\ntime_frame: ${'x'.repeat(3_000_000)}\n`,
    'config/metrics/name.yml': `key_path: n\n${rule}${'x'.repeat(100_000)}\n  unique: [1]\n`,
    'config/metrics/path1.yml': `key_path: "${hostile}\\n0 faults"\n`,
    'config/metrics/path2.yml': `key_path: "${hostile}\\n0 faults"\n`,
  })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these would steer it
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  const longest = Math.max(...out.split('\n').map(({ length }) => length))
  expect(longest).toBeLessThan(1200)
  expect(out).toMatchSnapshot()
})
