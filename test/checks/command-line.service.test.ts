import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ALL_RULES } from '../../src/checks/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { checkFiles, event, SOUND } from './check-project.ts'

const CLI = 'src/entries/cli.ts'

/** Runs the command line as a process of its own, in a folder. */
function run(cwd: string, ...args: string[]) {
  return runIn(process.cwd(), cwd, ...args)
}

/** The same, of the package in a folder. */
function runIn(home: string, cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(home, CLI), 'check', ...args],
    { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: undefined } },
  )
  return { status, stdout, stderr }
}

function project(files: Record<string, string>): string {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  return root
}

test('--help tells of every option, and of every exit code', async () => {
  const { code, out, error } = await checkFiles({}, '--help')
  expect([code, error]).toEqual([0, ''])
  const options = [
    ...readFileSync('src/cli/run-check.ts', 'utf8').matchAll(/^ {2}'?([a-z-]+)'?: \{ type:/gm),
  ].map(([, name]) => `--${name}`)
  expect(options).toHaveLength(10)
  for (const option of [...options, 'Exit codes: 0 ', ' 1 ', ' 2 ']) expect(out).toContain(option)
})

test('--rules lists every rule', async () => {
  const { out } = await checkFiles({}, '--rules')
  expect(out.trimEnd().split('\n')).toEqual(
    ALL_RULES.map(({ id, severity, summary }) =>
      expect.stringMatching(
        new RegExp(
          `^${id} +${severity} +${summary.slice(0, 20).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`,
        ),
      ),
    ),
  )
})

test('every rule explains itself in sentences', () => {
  for (const { id, summary, explain } of ALL_RULES) {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    expect(summary, id).toMatch(/^[A-Z`].*[.)]$|^label, /)
    expect(explain, id).toMatch(/[.]$/)
  }
  expect(new Set(ALL_RULES.map(({ id }) => id)).size).toBe(ALL_RULES.length)
})

test('in a project the command finds the root, and ends with the exit code', () => {
  const root = project({ ...SOUND, 'app/a.ts': '', 'package.json': '{}' })
  expect(run(root)).toEqual({
    status: 0,
    stdout: '1 event and 0 metrics: no findings\n',
    stderr: '',
  })
  const bad = project({ 'config/events/a.yml': 'a: [\n', 'package.json': '{}' })
  expect(run(bad)).toEqual({
    status: 1,
    stdout:
      'config/events/a.yml:2:1: error: deficient indentation. Correct the YAML. [invalid-yaml]\n1 error in 1 file\n',
    stderr: '',
  })
  expect(run(project({}), '--root', '.')).toMatchObject({ status: 2, stdout: '' })
})

test.each([
  ['@babel/parser', { 'app/a.ts': 'trackInternalEvent(name)\n' }],
  ['@ruby/prism', { 'app/a.rb': 'track_internal_event(name)\n' }],
])('%s is told where a source needs it, and it is not installed', (name, source) => {
  expect(runIn(packageWithout(name), project({ ...SOUND, ...source }), '--sources')).toEqual({
    status: 2,
    stdout: '',
    stderr: `Failed to load ${name}: check --sources needs it, and it is not installed. Run npm install --save-dev ${name}.\n`,
  })
})

test('a parser that no source needs is not loaded', () => {
  const root = project({ ...SOUND, 'app/a.ts': 'trackInternalEvent(name)\n', 'app/a.rb': '' })
  expect(runIn(packageWithout('@ruby/prism'), root, '--sources')).toEqual({
    status: 0,
    stdout: '1 event and 0 metrics: no findings\n',
    stderr: '',
  })
})

/** Returns the folder of a copy of this package that has the packages of this one, but for one. */
function packageWithout(name: string): string {
  const root = project({})
  for (const part of ['package.json', 'schemas', 'src']) {
    cpSync(part, join(root, part), { recursive: true })
  }
  const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  for (const one of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (one === name) continue
    const link = join(root, 'node_modules', one)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(resolve('node_modules', one), link)
  }
  return root
}

test('a working directory that is removed is told', () => {
  const root = project(SOUND)
  const folder = join(root, 'gone')
  mkdirSync(folder)
  const command = `rmdir "${folder}"; exec "$0" "$@"`
  const cli = [process.execPath, resolve(CLI), 'check', '--root', root]
  expect(spawnSync('sh', ['-c', command, ...cli], { cwd: folder, encoding: 'utf8' })).toMatchObject(
    {
      status: 2,
      stdout: '',
      stderr:
        'Failed to run internal-events check: the working directory does not exist any more. Change to another folder.\n',
    },
  )
})

test('paths in findings are those from the working directory', () => {
  const root = project({ 'packages/registry/config/events/pulled.yml': event('pull_package') })
  expect(run(root, '--root', 'packages/registry', '--format', 'github').stdout).toMatch(
    /^::warning file=packages\/registry\/config\/events\/pulled\.yml,/,
  )
})

test('the definitions of a package may lie outside of its folder', () => {
  const root = project({
    'config/events/pulled.yml': event('pull_package'),
    'packages/registry/internal-events.config.json': '{ "events": "../../config/events/*.yml" }',
  })
  expect(run(root, '--root', 'packages/registry', '--format', 'github').stdout).toMatch(
    /^::warning file=config\/events\/pulled\.yml,/,
  )
})
