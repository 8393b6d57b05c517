import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ALL_RULES } from '../../src/checks/index.ts'
import { runCommand } from '../../src/cli/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

const page = readFileSync('docs/check.md', 'utf8')

/** The files that the page shows, without the lines that name them. */
const files = Object.fromEntries(
  [...page.matchAll(/^```(?:yaml|js)\n(?:#|\/\/) (\S+)\n(.*?)^```$/gms)].map(
    ([, path = '', text = '']) => [path, text],
  ),
)

const commands = [
  ...page.matchAll(/^```text\n\$ npx internal-events check ?(.*?)\n(.*?)^```$/gms),
].map(([, args = '', output = '']) => [args, output] as const)

test('the page shows files and commands', () => {
  expect(Object.keys(files)).toHaveLength(3)
  expect(commands.map(([args]) => args)).toEqual([
    '',
    '--fix',
    'app --sources',
    'explain unquoted-milestone',
  ])
})

test('what the page says is what the command prints', async () => {
  const { root, remove } = temporaryProject({ ...files, 'package.json': '{}' })
  onTestFinished(remove)
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  onTestFinished(() => void vi.restoreAllMocks())
  for (const [args, output] of commands) {
    let written = ''
    await runCommand(['check', ...args.split(' ').filter(Boolean)], {
      out: (text) => {
        written += text
      },
      error: (text) => {
        written += text
      },
    })
    expect(written, args).toBe(output)
  }
})

test('the page lists every rule', () => {
  const rows = ALL_RULES.map(
    ({ id, severity, summary, fixable }) =>
      `| \`${id}\` | ${severity} | ${summary}${fixable ? ' (`--fix`)' : ''} |`,
  )
  expect(page).toContain(['| rule | severity | claim |', '| --- | --- | --- |', ...rows].join('\n'))
})
