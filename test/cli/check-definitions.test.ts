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
