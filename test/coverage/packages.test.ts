import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readProject } from '../../src/checks/index.ts'
import { runCommand } from '../../src/cli/index.ts'
import {
  createReport,
  printReport,
  readCoverageReport,
  reportCoverage,
} from '../../src/coverage/index.ts'
import { event, shopWith, VITEST } from './shop.ts'

const PACKAGE = `{ "events": "../../config/events/*.yml", "metrics": "../../config/metrics/*.yml" }`
const REPORT = 'packages/*/coverage-vitest.json'

/** A repository with two packages, which have their definitions from its root. */
function repository(files: Readonly<Record<string, string>> = { '.git/HEAD': '' }) {
  const root = shopWith({
    'internal-events.config.json': '{ "coverage": { "required": ["push", "pull"] } }',
    'packages/api/internal-events.config.json': PACKAGE,
    'packages/web/internal-events.config.json': PACKAGE,
    ...files,
  })
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  onTestFinished(() => void vi.restoreAllMocks())
  for (const name of ['api', 'web']) {
    const project = readProject(join(root, 'packages', name))
    const [at, weak] = [join(project.root, 'test/a.test.ts:7:3'), 'any namespace does']
    const report = createReport({
      project,
      run: VITEST,
      tests: [
        {
          name: 'it works',
          file: join(project.root, 'test/a.test.ts'),
          passed: true,
          evidence: { marks: [{ entry: event('push'), level: 'asserted', at, weak }] },
        },
      ],
    })
    writeFileSync(join(project.root, 'coverage-vitest.json'), printReport(report))
  }
  const run = async (...args: readonly string[]) => {
    const written = { out: '', error: '' }
    const code = await runCommand(['coverage', ...args], {
      out: (text) => {
        written.out += text
      },
      error: (text) => {
        written.error += text
      },
    })
    return { code, ...written }
  }
  return { root, run }
}

const test1 = { name: 'it works', line: 7, level: 'asserted', weak: 'any namespace does' }

test.each([
  ['of a repository', { '.git/HEAD': '' }],
  ['of a working directory', {}],
])('reports of packages %s are merged with paths from its root', async (_, files) => {
  const { root, run } = repository(files as Record<string, string>)
  const { error } = await run('merge', REPORT)
  expect(error).toBe('')
  const file = join(root, 'coverage/internal-events/coverage.json')
  const merged = readCoverageReport(file)
  expect(merged.project).toBe('api, web')
  expect(merged.root).toBeUndefined()
  expect(merged.runs).toEqual([
    { root: 'packages/api', runner: 'vitest', tests: 1 },
    { root: 'packages/web', runner: 'vitest', tests: 1 },
  ])
  expect(merged.entries.find(({ id }) => id.name === 'push')).toMatchObject({
    file: 'config/events/push.yml',
    tests: [
      { ...test1, file: 'packages/api/test/a.test.ts' },
      { ...test1, file: 'packages/web/test/a.test.ts' },
    ],
  })
  // A merged report can be merged again.
  const before = readFileSync(file, 'utf8')
  expect((await run(file, '--json')).out).toContain(before.split('\n').at(-3))
})

test('a package that merges its own report has paths from its own root', async () => {
  const { root, run } = repository()
  const folder = join(root, 'packages/api')
  await run('merge', join(folder, 'coverage-vitest.json'), '--root', folder)
  const {
    root: way,
    runs,
    entries,
  } = readCoverageReport(join(folder, 'coverage/internal-events/coverage.json'))
  expect([way, runs]).toEqual(['packages/api', [{ runner: 'vitest', tests: 1 }]])
  expect(entries.find(({ id }) => id.name === 'push')).toMatchObject({
    file: '../../config/events/push.yml',
    tests: [{ ...test1, file: 'test/a.test.ts' }],
  })
})

test('annotations have paths from the root of the repository, wherever the command runs', async () => {
  const { root, run } = repository()
  const annotations =
    '::error file=config/events/push.yml,line=1,col=1,title=coverage-gate::push should be asserted (coverage.required["push"]). Assert what is missing in a test.\n'
  expect((await run(REPORT, '--format', 'github')).out).toContain(annotations)
  const folder = join(root, 'packages/api')
  writeFileSync(
    join(folder, 'internal-events.config.json'),
    PACKAGE.replace('}', ', "coverage": { "required": ["push"] } }'),
  )
  expect(
    await run(join(folder, 'coverage-vitest.json'), '--root', folder, '--format', 'github'),
  ).toMatchObject({ code: 1, out: annotations })
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  expect(await run('coverage-vitest.json', '--format', 'github')).toMatchObject({
    code: 1,
    out: annotations,
  })
  const { out } = await run('coverage-vitest.json', '--format', 'gitlab')
  const paths = JSON.parse(out).map(({ location }: { location: { path: string } }) => location.path)
  expect([...new Set(paths)].sort()).toEqual([
    'config/events/pull.yml',
    'config/events/push.yml',
    'config/metrics/npm_pulls.yml',
    'config/metrics/pushes.yml',
    'packages/api/test/a.test.ts',
  ])
})

test('of several summaries of one run, each names its package and its report', () => {
  const { root } = repository()
  let out = ''
  const terminal = {
    out(text: string) {
      out += text
    },
    error() {},
  }
  for (const name of ['api', 'web']) {
    const given = { run: VITEST, tests: [], judge: true, isOneOfSeveral: true, terminal }
    reportCoverage({ root: join(root, 'packages', name), ...given })
  }
  expect(out.match(/^(Coverage .*|packages\/.*json)$/gm)).toEqual([
    'Coverage of definitions in packages/api by 1 test of vitest',
    'packages/api/coverage/internal-events/coverage-vitest.json',
    'Coverage of definitions in packages/web by 1 test of vitest',
    'packages/web/coverage/internal-events/coverage-vitest.json',
  ])
})
