import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

const event = (action: string, more = '') => `internal_events: true\naction: ${action}\n${more}`
const good = {
  'config/events/a.yml': event('a'),
  'config/metrics/a.yml':
    'key_path: counts.a\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: a\n',
}

function project(files: Record<string, string> = good) {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  const shown = relative(process.cwd(), root)
  async function types(...args: string[]) {
    const written = { out: '', error: '' }
    const code = await runCommand(['types', '--root', root, ...args], {
      out: (text) => {
        written.out += text.replaceAll(shown, '<root>')
      },
      error: (text) => {
        written.error += text.replaceAll(root, '<root>')
      },
    })
    return { code, ...written }
  }
  return { root, types, file: join(root, 'internal-events.d.ts') }
}

test('it writes the types into the root, and says how many', async () => {
  const { types, file } = project()
  expect(await types()).toEqual({
    code: 0,
    out: '<root>/internal-events.d.ts: 1 event and 1 metric\n',
    error: '',
  })
  expect(readFileSync(file, 'utf8')).toContain('readonly a: NoProperties_Nobody;')
  expect((await types()).out).toBe('<root>/internal-events.d.ts: 1 event and 1 metric, as before\n')
})

test('--out names another file, and --export-only leaves the global register alone', async () => {
  const { root, types } = project()
  const out = join(root, 'types/own.d.mts')
  expect((await types('--export-only', '--out', out)).code).toBe(0)
  const text = readFileSync(out, 'utf8')
  expect(text).toContain('export interface Register {')
  expect(text).not.toContain('declare global')
})

test('--check ends with 0 where the file is current', async () => {
  const { types } = project()
  await types()
  expect(await types('--check')).toEqual({
    code: 0,
    out: '<root>/internal-events.d.ts is up to date\n',
    error: '',
  })
})

test('--check ends with 1 where there is no file, and writes none', async () => {
  const { types } = project()
  for (let run = 0; run < 2; run++) {
    expect(await types('--check')).toEqual({
      code: 1,
      out: '<root>/internal-events.d.ts does not exist\nRun internal-events types.\n',
      error: '',
    })
  }
})

test('--check says what has changed since, and ends with 1', async () => {
  const { root, types, file } = project({ ...good, 'config/events/b.yml': event('b') })
  await types()
  const before = readFileSync(file, 'utf8')
  writeFileSync(join(root, 'config/events/a.yml'), event('a', 'additional_properties:\n  label:\n'))
  writeFileSync(join(root, 'config/events/b.yml'), event('"c d"'))
  expect(await types('--check')).toEqual({
    code: 1,
    out: `<root>/internal-events.d.ts is out of date: 1 added, 1 removed, 1 changed
  + event "c d"
  - event b
  ~ event a
Run internal-events types.
`,
    error: '',
  })
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('--check shows 20 differences at most', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `e${String(index).padStart(2, '0')}`)
  const { types, file } = project(
    Object.fromEntries(names.map((name) => [`config/events/${name}.yml`, event(name)])),
  )
  await types()
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, lines.filter((line) => !/readonly e\d\d:/.test(line)).join('\n'))
  const { out } = await types('--check')
  expect(out.split('\n')).toEqual([
    '<root>/internal-events.d.ts is out of date: 25 added, 0 removed, 0 changed',
    ...names.slice(0, 20).map((name) => `  + event ${name}`),
    '  … and 5 more',
    'Run internal-events types.',
    '',
  ])
})

test.each(['--check', '--export-only'])(
  'a pipe in the place of the file is not read with %s',
  async (option) => {
    const { root, types } = project()
    const out = join(root, 'pipe.d.ts')
    execFileSync('mkfifo', [out])
    expect(await types(option, '--out', out)).toEqual({
      code: 2,
      out: '',
      error:
        'Failed to write types to <root>/pipe.d.ts: it is not a regular file. Name a file that can be written.\n',
    })
  },
)

test('a link that leads to no file stays, and is told', async () => {
  const { root, types, file } = project()
  symlinkSync(join(root, 'gone.d.ts'), file)
  expect(await types()).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to write types to <root>/internal-events.d.ts: it is a link that leads to no file. Name a file that can be written.\n',
  })
  expect(readlinkSync(file)).toBe(join(root, 'gone.d.ts'))
})

test('files with faults are told of, and do not stop the others', async () => {
  const { types } = project({ ...good, 'config/events/bad.yml': 'action: [\n' })
  expect(await types()).toEqual({
    code: 0,
    out: '<root>/internal-events.d.ts: 1 event and 1 metric\n',
    error: '1 file has faults, and what they define is left out: run internal-events check.\n',
  })
})

test.each([
  [
    'definitions',
    {},
    [],
    'Failed to load the catalog: no event definition matches {,ee/}config/events/*.yml, {,ee/}config/events/removed/*.yml under <root>. Add definitions there, or name your globs in internal-events.config.ts.\n',
  ],
  [
    'a file of declarations',
    good,
    ['--out', 'types.ts'],
    'Failed to run internal-events types: --out is "types.ts", which does not end in .d.ts. Run internal-events types --help.\n',
  ],
  [
    'a file of its own',
    { ...good, 'internal-events.d.ts': 'export {}\n' },
    ['--check'],
    'Failed to write types to <root>/internal-events.d.ts: the file was not generated. Name another file, or remove it.\n',
  ],
  [
    'a known option',
    good,
    ['--chek'],
    'Failed to run internal-events types: there is no option --chek. Did you mean --check?\n',
  ],
])('without %s it ends with 2', async (_what, files, args, error) => {
  expect(await project(files).types(...args)).toEqual({ code: 2, out: '', error })
})
