import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startRedis } from '../counters/redis/start-redis.ts'
import { type Fence, readFences } from './fences.ts'

const FOLDER = '.cache/fences'

/** The files that the entry points of a package stand for. */
const entriesOf = (name: string, folder: string) =>
  globSync(`${folder}/*.ts`).map((file) => {
    const entry = basename(file, '.ts')
    return [entry === 'index' ? name : `${name}/${entry}`, [`../../${file}`]] as const
  })

// The types for Vitest 4 do not go with those for Vitest 5: the compatibility run compiles them.
const fences = readFences().filter(({ code }) => !code.includes('testing/vitest-4'))
const fileOf = (fence: Fence) => `${fence.place.replaceAll(/[/:.]/g, '-')}.test.ts`

const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/**
 * Runs on Vitest: no configuration or declaration file, no test of another runner, and no decorator,
 * which Vite does not compile.
 */
const runs = ({ code }: Fence) =>
  (hasRedis || !code.includes('REDIS_URL')) &&
  !/export default|^\/\/ .*\.d\.ts$|@jest\/globals|node:test|testing\/playwright'|testing\/jest'|^@\w+\(/m.test(
    code,
  )

/** ClickHouse in process ends with a thread that it runs in, and takes the others with it. */
const needsProcess = ({ code }: Fence) => code.includes("from 'chdb'")

/** The files of those that run, as a list in the source of a configuration. */
const filesOf = (isMeant: (fence: Fence) => boolean) =>
  JSON.stringify(
    fences
      .filter((fence) => runs(fence) && isMeant(fence))
      .map((fence) => join(FOLDER, fileOf(fence))),
  )

/** A fence as a test file: one without tests is a script. */
function testFile({ code }: Fence): string {
  if (code.includes('test(')) return code
  const claims = code.replaceAll(
    /console\.log\((.*)\) \/\/ (.*)$/gm,
    (_line, value, text) => `claim(format(${value})).toBe(${JSON.stringify(text)})`,
  )
  return `import { format } from 'node:util'
import { expect as claim, test as run } from 'vitest'
${claims}\nrun('runs', () => {})\n`
}

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const fence of fences) writeFileSync(join(FOLDER, fileOf(fence)), testFile(fence))
  const paths = Object.fromEntries([
    ...entriesOf('internal-events-testing', 'src/entries'),
    ...entriesOf('internal-events-client', 'packages/client/src/entries'),
  ])
  writeFileSync(
    join(FOLDER, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { paths },
      include: ['*.ts'],
    }),
  )
  const alias = Object.entries(paths).map(([name, [file]]) => ({
    find: `^${name}$`,
    replacement: join(process.cwd(), FOLDER, file),
  }))
  writeFileSync(
    join(FOLDER, 'vitest.config.mjs'),
    `export default {
  resolve: { alias: ${JSON.stringify(alias)}.map(({ find, replacement }) => ({ find: new RegExp(find), replacement })) },
  test: {
    root: ${JSON.stringify(process.cwd())},
    setupFiles: ['src/entries/vitest.ts'],
    // A worker for each fence would take most of the time.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'threads', pool: 'threads', include: ${filesOf((fence) => !needsProcess(fence))} } },
      { extends: true, test: { name: 'forks', pool: 'forks', include: ${filesOf(needsProcess)} } },
    ],
  },
}\n`,
  )
})

test('there are fences to check', () => {
  expect(fences.length).toBeGreaterThan(20)
  expect(fences.filter(runs).length).toBeGreaterThan(15)
})

test('every fence compiles', () => {
  const output = run('tsc', '-p', FOLDER)
  expect(output).toBe('')
}, 60_000)

test('every fence runs', async () => {
  const redis = hasRedis ? await startRedis() : undefined
  process.env['REDIS_URL'] = `redis://127.0.0.1:${redis?.port}`
  const output = run('vitest', 'run', '--config', join(FOLDER, 'vitest.config.mjs'))
  redis?.stop()
  expect(output).toMatch(new RegExp(`Test Files  ${fences.filter(runs).length} passed`))
  // Each fence is a test file of its own, and their number grows with the documentation.
}, 240_000)

describe('links', () => {
  const documents = [
    'README.md',
    'packages/client/README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    ...globSync('docs/**/*.md'),
  ]

  test.each(documents)('those of %s lead somewhere', (path) => {
    const text = readFileSync(path, 'utf8')
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) {
      expect(existsSync(join(dirname(path), target as string)), target).toBe(true)
    }
  })
})

function run(command: string, ...args: string[]): string {
  const { VITEST: _, ...env } = process.env
  try {
    return execFileSync(join('node_modules/.bin', command), args, {
      env: { ...env, NO_COLOR: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return stdout + stderr
  }
}
