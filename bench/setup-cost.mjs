/**
 * What the setup file costs a test file, with a catalog of 2,500 events and 3,500 metrics: the same
 * project runs with an empty setup file and with ours, in turn, several times.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './compare.mjs'

const FILES = 30
const RUNS = 5
const root = fileURLToPath(new URL('..', import.meta.url))

const common = `description: One of very many
product_group: package_registry
product_categories:
- package_registry
milestone: '1.0'
introduced_by_url: https://example.com/package-registry/pull/1
tiers:
- free
- premium
`
const event = (index) => `---
internal_events: true
action: event_${index}
identifiers:
- project
- namespace
- user
additional_properties:
  label:
    description: The type
  property:
    description: The source
${common}`
const metric = (index) => `---
key_path: counts.metric_${index}
value_type: number
status: active
time_frame: ${index % 2 ? 'all' : '7d'}
data_source: internal_events
data_category: optional
events:
- name: event_${index % 2500}
  ${index % 2 ? 'filter:\n    label: npm' : 'unique: user.id'}
${common}`

const testFiles = {
  'that tracks nothing': `import { expect, test } from 'vitest'\ntest('x', () => expect(1).toBe(1))\n`,
  'that tracks one event': `import { expect, test } from 'vitest'
import { trackInternalEvent } from 'internal-events-testing'
test('x', () => {
  expect(() => trackInternalEvent('event_7', { user: { id: 1 } })).toTriggerInternalEvents('event_7')
})\n`,
}

function createProject() {
  const folder = mkdtempSync(join(tmpdir(), 'internal-events-bench-'))
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (let index = 0; index < 2500; index++) write(`config/events/event_${index}.yml`, event(index))
  for (let index = 0; index < 3500; index++) {
    write(`config/metrics/counts_all/metric_${index}.yml`, metric(index))
  }
  write('empty.mjs', '')
  write('package.json', '{ "type": "module" }')
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'))
  symlinkSync(root, join(folder, 'node_modules/internal-events-testing'))
  return { folder, write }
}

/** Milliseconds of a whole run, one file after another in one worker each. */
function run(folder, setupFile) {
  const config = `export default { test: { include: ['*.test.mjs'], setupFiles: ['${setupFile}'], fileParallelism: false } }`
  writeFileSync(join(folder, 'vitest.config.mjs'), config)
  const start = performance.now()
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
    { stdio: 'pipe' },
  )
  return performance.now() - start
}

const { folder, write } = createProject()
const rows = []
for (const [kind, source] of Object.entries(testFiles)) {
  for (let index = 0; index < FILES; index++) write(`file-${index}.test.mjs`, source)
  const tracks = kind !== 'that tracks nothing'
  const empty = []
  const ours = []
  for (let index = 0; index < RUNS; index++) {
    // A file that tracks needs our setup file; its base is the run of files that do not.
    if (!tracks) empty.push(run(folder, './empty.mjs'))
    ours.push(run(folder, 'internal-events-testing/vitest'))
  }
  const base = tracks ? rows[0].base : median(empty)
  rows.push({ kind, base, ours: median(ours) })
}
rmSync(folder, { recursive: true })
printTable(
  `The setup file, ${FILES} test files one after another, a catalog of 2,500 events and 3,500 metrics`,
  rows.map(({ kind, base, ours }) => ({
    'a test file': kind,
    'empty setup file, ms a file': (base / FILES).toFixed(0),
    'ours, ms a file': (ours / FILES).toFixed(0),
    'difference, ms a file': ((ours - base) / FILES).toFixed(1),
  })),
)
