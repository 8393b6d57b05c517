import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readProject } from '../../src/checks/index.ts'
import { runCommand } from '../../src/cli/index.ts'
import { createReport, printReport, type TestOfRun } from '../../src/coverage/index.ts'
import type { Mark } from '../../src/fakes/index.ts'
import { event, filter, metric, property } from '../coverage/shop.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

const page = readFileSync('docs/coverage.md', 'utf8')
const commands = [...page.matchAll(/^```text\n\$ npx internal-events (.*?)\n(.*?)^```$/gms)].map(
  ([, args = '', output = '']) => [args, output] as const,
)
const [, config = ''] =
  /^```ts\n\/\/ internal-events.config.ts\n.*?coverage: (\{.*?\n {2}\}),\n/ms.exec(page) ?? []

const at = (line: number, ...entries: Mark['entry'][]): Mark[] =>
  entries.map((entry) => ({ entry, level: 'asserted', at: `test/registry.test.ts:${line}:5` }))

/** The tests of the registry in the two shards that the page shows, and what they do. */
const SHARDS: readonly (readonly TestOfRun[])[] = [
  [
    {
      name: 'a package is pushed',
      file: 'test/registry.test.ts',
      passed: true,
      evidence: {
        marks: [
          ...at(12, event('push_package'), property('push_package', 'label')),
          ...at(12, filter('push_package', 'label', 'npm'), metric('counts.npm_package_pushes')),
        ],
      },
    },
  ],
  [
    {
      name: 'a package is pulled',
      file: 'test/registry.test.ts',
      passed: true,
      evidence: {
        marks: [
          { entry: event('pull_package'), level: 'seen' },
          {
            entry: event('delete_package'),
            level: 'asserted',
            at: 'test/registry.test.ts:31:5',
            weak: 'it accepts any identifiers and properties',
          },
        ],
      },
    },
  ],
]

test('what the page says is what the command prints', async () => {
  expect(commands).toHaveLength(2)
  const { root, remove } = temporaryProject({
    'package.json': '{}',
    'internal-events.config.ts': `export default { coverage: ${config} }`,
  })
  onTestFinished(remove)
  cpSync('examples/package-registry/config', join(root, 'config'), { recursive: true })
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  onTestFinished(() => void vi.restoreAllMocks())
  const project = readProject(root)
  for (const [index, tests] of SHARDS.entries()) {
    const shard = { index: index + 1, count: 2 }
    const run = { runner: 'vitest', tests: 12, shard } as const
    const text = printReport(createReport({ project, run, tests }))
    writeFileSync(join(root, `coverage-vitest-${index + 1}-2.json`), text)
  }
  for (const [args, output] of commands) {
    let written = ''
    const write = (text: string) => {
      written += text
    }
    await runCommand(args.split(' '), { out: write, error: write })
    expect(written, args).toBe(output)
  }
})
