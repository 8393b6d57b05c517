import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { ALL_RULES } from '../../src/checks/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { checkFiles, event, SOUND } from './check-project.ts'

const CLI = 'src/entries/cli.ts'

/** Runs the command line as a process of its own, in a folder. */
function run(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${process.cwd()}/${CLI}`, 'check', ...args],
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
  expect(options).toHaveLength(9)
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

test('paths in findings are those from the working directory', () => {
  const root = project({ 'packages/registry/config/events/pulled.yml': event('pull_package') })
  expect(run(root, '--root', 'packages/registry', '--format', 'github').stdout).toMatch(
    /^::warning file=packages\/registry\/config\/events\/pulled\.yml,/,
  )
})
