import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readProject } from '../../src/checks/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { covered, event, metric, reportOf, testAt } from '../dictionary/report-of.ts'

const CLI = new URL('../../src/entries/cli.ts', import.meta.url).pathname
const PAGE = readFileSync('docs/dictionary.md', 'utf8')

/** The commands of the page in their order, each with what it prints. */
const runs = [...PAGE.matchAll(/^```console\n\$ npx internal-events ([^\n]*)\n(.*?)^```$/gms)].map(
  ([, args = '', output = '']) => ({ args, output }),
)

test('every command of docs/dictionary.md prints what the page says', () => {
  const { root, remove } = temporaryProject({})
  onTestFinished(remove)
  cpSync('examples/package-registry/config', join(root, 'config'), { recursive: true })
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args])
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'all')
  const change = (path: string, text: (before: string) => string, to = path) => {
    mkdirSync(dirname(join(root, to)), { recursive: true })
    writeFileSync(join(root, to), text(readFileSync(join(root, path), 'utf8')))
  }
  const pull = 'config/events/pull_package.yml'
  const pulls = 'config/metrics/counts_all/package_pulls.yml'
  /** The changes before each of the commands. */
  const before = [
    () => {},
    () => writeFileSync(join(root, 'coverage.json'), JSON.stringify(reportOn(root))),
    () => {
      change(pull, (text) => text.replace(/ {2}client:\n.*\n/, ''))
      change(pull, (text) => text.replaceAll('pull', 'pin'), 'config/events/pin_package.yml')
      change(pulls, (text) =>
        text.replace('Count of packages', 'Packages').concat('    filter:\n      label: npm\n'),
      )
    },
    () => change(pull, () => 'action: [', 'config/events/pin_package.yml'),
    () => {
      rmSync(join(root, 'config/events/pin_package.yml'))
      change(pull, () => 'Another page', 'site/index.html')
    },
  ]
  expect(runs).toHaveLength(before.length)
  const printed = runs.map(({ args }, index) => {
    before[index]?.()
    const { stdout, stderr } = spawnSync(process.execPath, [CLI, ...args.split(' ')], {
      cwd: root,
      encoding: 'utf8',
    })
    return { args, output: stderr + stdout }
  })
  expect(printed).toEqual(runs)
}, 60_000)

/** A report in which all but four entries are asserted. */
function reportOn(root: string) {
  const { events, metrics } = readProject(root).catalog
  const untested = [
    'filter_package_list',
    'view_package_page',
    'counts.package_pulls_by_guests',
    'sums.pushed_kilobytes_monthly',
  ]
  const testsOf = (name: string) => (untested.includes(name) ? [] : [testAt('asserted')])
  return reportOf(
    ...[...events.values()]
      .filter(({ internal, removed }) => internal && !removed)
      .map(({ action }) => covered(event(action), testsOf(action))),
    ...[...metrics.values()]
      .filter(({ removed, rules }) => rules.length > 0 && !removed)
      .map(({ keyPath }) => covered(metric(keyPath), testsOf(keyPath))),
  )
}
