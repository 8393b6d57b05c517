import { onTestFinished } from 'vitest'
import { readProject } from '../../src/checks/index.ts'
import {
  type CoverageReport,
  type CoveredRun,
  createReport,
  type TestOfRun,
} from '../../src/coverage/index.ts'
import type { EntryId, Mark } from '../../src/fakes/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

/** The definitions of a shop: two events that count, one that is removed, and three metrics. */
export const SHOP: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop" }',
  'config/events/pull.yml': `action: pull
internal_events: true
product_group: registry
additional_properties:
  label:
    description: The type
  property:
    description: The client
`,
  'config/events/push.yml': 'action: push\ninternal_events: true\nproduct_group: ide\n',
  'config/events/gone.yml': 'action: gone\ninternal_events: true\nstatus: removed\n',
  'config/metrics/npm_pulls.yml': `key_path: counts.npm_pulls
data_source: internal_events
time_frame: [7d, 28d]
product_group: registry
events:
- name: pull
  unique: user.id
  filter:
    label: npm
`,
  'config/metrics/pushes.yml':
    'key_path: counts.pushes\ndata_source: internal_events\ntime_frame: all\nproduct_group: ide\nevents:\n- name: push\n- name: gone\n',
  'config/metrics/users.yml': 'key_path: counts.users\ndata_source: database\ntime_frame: all\n',
}

export const VITEST: CoveredRun = { runner: 'vitest', tests: 1 }

export const event = (name: string): EntryId => ({ kind: 'event', name })
export const metric = (name: string): EntryId => ({ kind: 'metric', name })
export const property = (name: string, one: string): EntryId => ({
  kind: 'property',
  name,
  property: one,
})
export const filter = (name: string, one: string, value: string | number): EntryId => ({
  kind: 'filter',
  name,
  property: one,
  value,
})

/** Makes a test of `test/a.test.ts` with these marks. */
export function testWith(...marks: Mark[]): TestOfRun {
  return { name: 'it works', file: 'test/a.test.ts', passed: true, evidence: { marks } }
}

/** Makes a test that asserts all of these at one line. */
export function asserting(...entries: EntryId[]): TestOfRun {
  return testWith(...entries.map((entry) => ({ entry, level: 'asserted' as const })))
}

/** Makes the folder of a project with these files, besides those of the shop. */
export function shopWith(files: Readonly<Record<string, string>> = {}): string {
  const { root, remove } = temporaryProject({ ...SHOP, ...files })
  onTestFinished(remove)
  return root
}

/** Makes the report of one run in the shop. */
export function reportOf(
  tests: readonly TestOfRun[],
  { root = shopWith(), run = VITEST }: { root?: string; run?: CoveredRun } = {},
): CoverageReport {
  return createReport({ project: readProject(root), run, tests })
}
