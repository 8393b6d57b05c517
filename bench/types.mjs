/**
 * Measures what generated types cost a compiler: 3,000 tests in 300 files, with 2,500 events of 40
 * kinds of properties and 3,500 metrics, are checked without and with the generated file, in turn.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './compare.mjs'

const EVENTS = 2500
const METRICS = 3500
const FILES = 300
const TESTS = 10
const RUNS = 3
const root = fileURLToPath(new URL('..', import.meta.url))
const words = [
  'access',
  'build',
  'click',
  'create',
  'list',
  'merge',
  'open',
  'pull',
  'push',
  'view',
]
const things = ['board', 'branch', 'commit', 'epic', 'issue', 'job', 'package', 'runner', 'wiki']

const nameOf = (index) =>
  `${words[index % words.length]}_${things[index % things.length]}_on_page_${index}`
const keyPathOf = (index) =>
  `redis_hll_counters.${things[index % things.length]}.count_distinct_user_id_from_${nameOf(index % EVENTS)}_${index}`
const listOf = (keys) => keys.map((key) => `\n  ${key}:\n    description: One`).join('')

/** The kinds of properties: label, property and value in all combinations, and keys of their own. */
function propertiesOf(index) {
  const kind = index % 40
  const base = ['label', 'property', 'value'].filter((_, bit) => kind & (1 << bit))
  return kind < 8 ? base : [...base, `custom_${kind}`, `other_${kind}`]
}

const event = (index) => `internal_events: true
action: ${nameOf(index)}
identifiers:${index % 3 ? '\n- project\n- namespace' : ''}
- user
additional_properties:${listOf(propertiesOf(index)) || ' {}'}
`
const metric = (index) => `key_path: ${keyPathOf(index)}
time_frame: all
data_source: internal_events
events:
- name: ${nameOf(index % EVENTS)}
`
const literalOf = (key) => (key === 'value' ? '1' : "'npm'")
const objectOf = (index) =>
  `{ ${propertiesOf(index)
    .map((key) => `${key}: ${literalOf(key)}`)
    .join(', ')} }`

function testOf(test) {
  const index = (test * 7) % EVENTS
  const properties = `additionalProperties: ${objectOf(index)}`
  return `test('tracks ${test}', async () => {
  await expect(() => trackInternalEvent('${nameOf(index)}', { user, ${properties} }))
    .toTriggerInternalEvents('${nameOf(index)}')
    .with({ user, ${properties} })
    .and.toIncrementUsageMetrics('${keyPathOf((test * 11) % METRICS)}')
})\n`
}

function createProject() {
  const folder = mkdtempSync(join(tmpdir(), 'internal-events-bench-'))
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (let index = 0; index < EVENTS; index++) write(`config/events/${index}.yml`, event(index))
  for (let index = 0; index < METRICS; index++) write(`config/metrics/${index}.yml`, metric(index))
  for (let file = 0; file < FILES; file++) {
    const tests = Array.from({ length: TESTS }, (_, test) => testOf(file * TESTS + test))
    write(
      `tests/file-${file}.test.ts`,
      `import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
import 'internal-events-testing/vitest'
const user = { id: 1 }
${tests.join('')}`,
    )
  }
  write('package.json', '{ "type": "module", "private": true }')
  for (const [name, include] of [
    ['texts', ['tests']],
    ['generated', ['tests', 'internal-events.d.ts']],
  ]) {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      target: 'es2023',
      lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      types: ['node'],
      skipLibCheck: true,
    }
    write(`tsconfig.${name}.json`, JSON.stringify({ compilerOptions, include }))
  }
  mkdirSync(join(folder, 'node_modules/internal-events-testing'), { recursive: true })
  // Copied: of a link, the compiler would find the sources beside it.
  for (const part of ['dist', 'types', 'package.json']) {
    cpSync(join(root, part), join(folder, 'node_modules/internal-events-testing', part), {
      recursive: true,
    })
  }
  for (const name of ['vitest', '@types', '@snowplow']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  execFileSync(process.execPath, [join(root, 'dist/cli.mjs'), 'types'], { cwd: folder })
  return folder
}

/** Installs the version that the project itself does not have. */
function installTypeScript(version) {
  const folder = mkdtempSync(join(tmpdir(), 'internal-events-typescript-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `typescript@${version}`], {
    cwd: folder,
  })
  return folder
}

/** Checks the project once: seconds of the processor and of the clock, and what the compiler made. */
function check(compiler, project) {
  const args = [process.execPath, compiler, '-p', project, '--extendedDiagnostics']
  // The shell tells the time of the processes that the compiler starts, too.
  const { status, stdout, stderr } = spawnSync('bash', ['-c', 'time "$@"', 'time', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TIMEFORMAT: '%U %S %R' },
  })
  if (status !== 0) throw new Error(stdout)
  const [user, system, clock] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  const numberOf = (what) => Number(new RegExp(`^${what}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1])
  return {
    cpu: user + system,
    clock,
    types: numberOf('Types'),
    instantiations: numberOf('Instantiations'),
    memory: numberOf('Memory used'),
  }
}

const folder = createProject()
const older = installTypeScript('5.9.3')
const rows = []
for (const [version, packages] of [
  ['5.9', older],
  ['7.0', root],
]) {
  const compiler = join(packages, 'node_modules/typescript/lib/tsc.js')
  const results = { texts: [], generated: [] }
  for (let run = -1; run < RUNS; run++) {
    for (const [kind, all] of Object.entries(results)) {
      const result = check(compiler, join(folder, `tsconfig.${kind}.json`))
      // The first run only fills the caches of the system.
      if (run >= 0) all.push(result)
    }
  }
  const middle = (kind, what) => median(results[kind].map((result) => result[what]))
  for (const kind of Object.keys(results)) {
    rows.push({
      TypeScript: version,
      names: kind === 'texts' ? '`string`' : 'generated',
      's CPU': middle(kind, 'cpu').toFixed(1),
      ratio: (middle(kind, 'cpu') / middle('texts', 'cpu')).toFixed(2),
      's on the clock': middle(kind, 'clock').toFixed(1),
      types: middle(kind, 'types').toLocaleString('en'),
      instantiations: middle(kind, 'instantiations').toLocaleString('en'),
      MB: (middle(kind, 'memory') / 1024).toFixed(0),
    })
  }
}
for (const made of [folder, older]) rmSync(made, { recursive: true })
printTable(
  `Generated types, ${(FILES * TESTS).toLocaleString('en')} tests with 2,500 events and 3,500 metrics`,
  rows,
)
