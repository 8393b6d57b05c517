import { onTestFinished } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

/** The exit code of a run of `internal-events check`, and what it prints, the root left out. */
export interface CheckRun {
  readonly code: unknown
  readonly out: string
  readonly error: string
}

/** Runs `internal-events check` in a project of these files. */
export async function checkFiles(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CheckRun> {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  return checkRoot(root, ...args)
}

export async function checkRoot(root: string, ...args: readonly string[]): Promise<CheckRun> {
  const written = { out: '', error: '' }
  const code = await runCommand(['check', '--root', root, ...args], {
    out: (text) => {
      written.out += text.replaceAll(root, '<root>')
    },
    error: (text) => {
      written.error += text.replaceAll(root, '<root>')
    },
  })
  return { code, ...written }
}

/** Writes an event definition without a fault; `changes` replace values by key, `undefined` removes them. */
export function event(
  action: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  return definition({
    description: 'A package is pulled',
    internal_events: 'true',
    status: 'active',
    action,
    identifiers: '\n- project\n- user',
    additional_properties: '\n  label:\n    description: The type of the package',
    product_group: 'package_registry',
    milestone: "'17.3'",
    introduced_by_url: 'https://example.com/merge_requests/1',
    tiers: '\n- free\n- premium\n- ultimate',
    ...changes,
  })
}

/** Writes the same for a metric, which counts the event `pull_package`. */
export function metric(
  keyPath: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  return definition({
    key_path: keyPath,
    description: 'A count of packages',
    product_group: 'package_registry',
    value_type: 'number',
    status: 'active',
    milestone: "'17.3'",
    introduced_by_url: 'https://example.com/merge_requests/1',
    time_frame: 'all',
    data_source: 'internal_events',
    data_category: 'optional',
    tiers: '\n- free\n- premium\n- ultimate',
    events: '\n- name: pull_package',
    ...changes,
  })
}

function definition(keys: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(keys).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}:${value.startsWith('\n') ? '' : ' '}${value}\n`],
  )
  return `---\n${lines.join('')}`
}

/** The project that each test starts from: one event, and nothing wrong. */
export const SOUND = { 'config/events/pull_package.yml': event('pull_package') }
