import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { type CheckRun, checkFiles, checkRoot, event, metric, SOUND } from './check-project.ts'

const METRICS = 'config/metrics/counts_all'
const EVENT = 'config/events/pull_package.yml'
const PULLS = `${METRICS}/pulls.yml`
const REDIS = { data_source: 'redis_hll', instrumentation_class: 'RedisHLLMetric' }
const FILES = { ...SOUND, [PULLS]: metric('counts.pulls') }

/** Commits files, changes them, and checks against the commit. */
async function checkAfter(
  change: (write: (path: string, text: string) => void, root: string) => void,
  folder = '.',
  files: Readonly<Record<string, string>> = FILES,
  revision = 'HEAD',
): Promise<CheckRun> {
  const { root: top, remove } = temporaryProject(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [join(folder, path), text])),
  )
  onTestFinished(remove)
  const git = (...args: string[]) => execFileSync('git', ['-C', top, ...args], { stdio: 'ignore' })
  git('init', '--quiet')
  git('add', '.')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'all')
  const root = join(top, folder)
  change((path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }, root)
  return checkRoot(root, '--against', revision)
}

test('without a change nothing is told', async () => {
  expect(await checkAfter(() => {})).toEqual({
    code: 0,
    out: '1 event and 1 metric: no findings\n',
    error: '',
  })
})

test('another configuration is told: its globs find the definitions of both', async () => {
  const config = (events: string) => JSON.stringify({ events: [events] })
  const { out } = await checkAfter(
    (write) => write('internal-events.config.json', config('config/*/*.yml')),
    '.',
    { ...FILES, 'internal-events.config.json': config('config/events/*.yml') },
  )
  expect(out).toBe(
    'internal-events.config.json:1:1: warning: the configuration differs, and both revisions are read by the globs of today. If the globs have changed, compare what they leave out by hand. [configuration-change]\n1 warning in 1 file\n',
  )
})

test('what leaves a payload, changes a value or tells readers is told by level', async () => {
  const { out } = await checkAfter((write) => {
    write(
      EVENT,
      event('pull_package', {
        description: 'A package is pulled from the registry',
        identifiers: '\n- user\n- namespace',
        additional_properties: '\n  property:\n    description: The source',
      }),
    )
    write(
      PULLS,
      metric('counts.pulls', {
        data_category: 'standard',
        events: '\n- name: pull_package\n  filter:\n    property: a',
      }),
    )
    write(`${METRICS}/pushes.yml`, metric('counts.pushes'))
  })
  expect(
    out,
  ).toBe(`${EVENT}:2:1: info: description of "pull_package" is "A package is pulled from the registry", and was "A package is pulled". Nobody has to do anything. [documentation-change]
${EVENT}:6:1: info: identifiers of "pull_package" gets "namespace". Nobody has to do anything. [payload-addition]
${EVENT}:6:1: warning: identifiers of "pull_package" loses "project". Tell those who read the payload, or keep what they read. [payload-change]
${EVENT}:9:1: info: additional_properties of "pull_package" gets "property". Nobody has to do anything. [payload-addition]
${EVENT}:9:1: warning: additional_properties of "pull_package" loses "label". Tell those who read the payload, or keep what they read. [payload-change]
${PULLS}:11:1: warning: data_category of "counts.pulls" is "standard", and was "optional". Tell those who read the payload, or keep what they read. [payload-change]
${PULLS}:16:1: warning: events of "counts.pulls": "pull_package" (every one → every one, where property is "a"). Give the metric a new key path, or tell those who compare its values. [metric-value-change]
${METRICS}/pushes.yml:1:1: info: the metric "counts.pushes" is new. Nobody has to do anything. [payload-addition]
4 warnings and 4 info in 3 files
`)
})

test('rules that change, come and go are told in words', async () => {
  const rules = (text: string) => ({
    ...FILES,
    [PULLS]: metric('counts.pulls', { events: `\n${text}` }),
  })
  const messageOf = async (before: string, after: string) => {
    const { out } = await checkAfter(
      (write) => write(PULLS, rules(after)[PULLS] as string),
      '.',
      rules(before),
    )
    return /warning: (.*)\. Give the metric a new key path/.exec(out)?.[1]
  }
  expect(
    await messageOf(
      '- name: pull_package\n  unique: user.id',
      '- name: pull_package\n  unique: project.id',
    ),
  ).toBe('events of "counts.pulls": "pull_package" (unique user.id → unique project.id)')
  expect(
    await messageOf(
      '- name: pull_package\n- name: push_package\n  filter:\n    label: npm',
      '- name: drop_package\n  operator: sum(value)\n- name: pull_package',
    ),
  ).toBe(
    'events of "counts.pulls": new "drop_package" (sum(value)), gone "push_package" (every one, where label is "npm")',
  )
  const seven = [1, 2, 3, 4, 5, 6, 7].map((index) => `- name: e${index}`).join('\n')
  expect(await messageOf('- name: e1', seven)).toBe(
    'events of "counts.pulls": new "e2" (every one), new "e3" (every one), new "e4" (every one), new "e5" (every one), new "e6" (every one), and 1 more',
  )
})

test('mappings and long texts are told by what differs', async () => {
  const long = 'x'.repeat(150)
  const files = {
    ...FILES,
    [EVENT]: event('pull_package', { description: `${long} before` }),
    [PULLS]: metric('counts.pulls', { options: '\n  prefix: a\n  same: 1' }),
  }
  const { out } = await checkAfter(
    (write) => {
      write(
        EVENT,
        event('pull_package', {
          description: `${long} after`,
          additional_properties: '\n  label:\n    description: Another text',
        }),
      )
      write(PULLS, metric('counts.pulls', { options: '\n  prefix: b\n  same: 1' }))
    },
    '.',
    files,
  )
  const changes = out.split('\n').filter((line) => /documentation-change|value-change/.test(line))
  expect(changes.map((line) => line.replace(/^.*?(warning|info): /, '').split('. ')[0])).toEqual([
    `description of "pull_package": it is "…${'x'.repeat(19)} after", and was "…${'x'.repeat(19)} before"`,
    'additional_properties of "pull_package" describes "label" in another way',
    'options of "counts.pulls": prefix is "b", and was "a"',
  ])
})

test('a metric that is renamed is gone, and another one is new', async () => {
  const { out } = await checkAfter((write, root) => {
    rmSync(join(root, PULLS))
    write(
      'config/metrics/counts_7d/pulls_weekly.yml',
      metric('counts.pulls_weekly', { time_frame: '7d' }),
    )
  })
  expect(
    out,
  ).toBe(`config/metrics/counts_7d/pulls_weekly.yml:1:1: info: the metric "counts.pulls_weekly" is new. Nobody has to do anything. [payload-addition]
${PULLS}:1:1: warning: the metric "counts.pulls" is gone. Tell those who read the payload, or keep what they read. [payload-change]
1 warning and 1 info in 2 files
`)
})

test('a metric with status removed is gone', async () => {
  const { out } = await checkAfter((write) =>
    write(
      PULLS,
      metric('counts.pulls', {
        status: 'removed',
        removed_by_url: 'https://example.com/merge_requests/2',
        milestone_removed: "'17.4'",
      }),
    ),
  )
  expect(
    out,
  ).toBe(`${PULLS}:1:1: warning: the metric "counts.pulls" is gone. Tell those who read the payload, or keep what they read. [payload-change]
1 warning in 1 file
`)
})

test('a rename that Git knows already is told like any other', async () => {
  const { out } = await checkAfter((write, root) => {
    rmSync(join(root, PULLS))
    write('config/metrics/counts_all/all_pulls.yml', metric('counts.all_pulls'))
    execFileSync('git', ['-C', root, 'add', '-A'])
  })
  expect(
    out,
  ).toBe(`${METRICS}/all_pulls.yml:1:1: info: the metric "counts.all_pulls" is new. Nobody has to do anything. [payload-addition]
${PULLS}:1:1: warning: the metric "counts.pulls" is gone. Tell those who read the payload, or keep what they read. [payload-change]
1 warning and 1 info in 2 files
`)
})

test('a change of all time frames of a list is told once', async () => {
  const changes = { time_frame: '[7d, 28d]', events: '\n- name: pull_package\n  unique: user.id' }
  const files = { ...SOUND, [PULLS]: metric('counts.pulls', changes) }
  const { out } = await checkAfter(
    (write) => write(PULLS, metric('counts.pulls', { ...changes, value_type: 'object' })),
    '.',
    files,
  )
  expect(
    out,
  ).toBe(`${PULLS}:5:1: warning: value_type of "counts.pulls_weekly" is "object", and was "number". Tell those who read the payload, or keep what they read. [payload-change]
1 warning in 1 file
`)
})

test('a new metric should not count in Redis', async () => {
  const { out } = await checkAfter((write) =>
    write(`${METRICS}/pushes.yml`, metric('counts.pushes', REDIS)),
  )
  expect(
    out,
  ).toBe(`${METRICS}/pushes.yml:1:1: info: the metric "counts.pushes" is new. Nobody has to do anything. [payload-addition]
${METRICS}/pushes.yml:10:14: warning: the metric is new, and counts in redis_hll. Use data_source: internal_events. [new-redis-metric]
1 warning and 1 info in 1 file
`)
})

test('what a file was that could not be read is unknown, and not new', async () => {
  const { out } = await checkAfter(
    (write) => {
      write(EVENT, event('pull_package'))
      write(PULLS, metric('counts.pulls', REDIS))
      write('config/events/push_package.yml', event('push_package'))
    },
    '.',
    { [EVENT]: `${event('pull_package')}a: [\n`, [PULLS]: `${metric('counts.pulls')}a: [\n` },
  )
  expect(
    out,
  ).toBe(`${EVENT}:1:1: warning: the file of the revision cannot be read (deficient indentation), so what changed in it is unknown. Compare by hand, or with another revision. [unreadable-revision]
config/events/push_package.yml:1:1: info: the event "push_package" is new. Nobody has to do anything. [payload-addition]
${PULLS}:1:1: warning: the file of the revision cannot be read (deficient indentation), so what changed in it is unknown. Compare by hand, or with another revision. [unreadable-revision]
2 warnings and 1 info in 3 files
`)
})

test('what a file was that cannot be read now is not gone', async () => {
  const { out } = await checkAfter((write) => write(EVENT, `${event('pull_package')}a: [\n`))
  expect(out).toMatch(/\[invalid-yaml\]\n1 error in 1 file\n$/)
})

test('a file that moves changes nothing for anybody', async () => {
  const { out } = await checkAfter((_write, root) => {
    mkdirSync(join(root, 'config/metrics/settings'))
    renameSync(join(root, PULLS), join(root, 'config/metrics/settings/pulls.yml'))
  })
  expect(out).toBe('1 event and 1 metric: no findings\n')
})

test('a project below the top of its repository is compared, too', async () => {
  const { out } = await checkAfter((_write, root) => rmSync(join(root, PULLS)), 'packages/registry')
  expect(
    out,
  ).toBe(`${PULLS}:1:1: warning: the metric "counts.pulls" is gone. Tell those who read the payload, or keep what they read. [payload-change]
1 warning in 1 file
`)
})

test.each([':/all', 'HEAD^{/al}', 'HEAD~0', '@'])(
  'the revision %j is what it is to Git',
  async (revision) => {
    const remove = (_write: unknown, root: string) => rmSync(join(root, PULLS))
    expect((await checkAfter(remove, '.', FILES, revision)).out).toMatch(/ is gone\..*\n1 warning/)
  },
)

test.each(['no-such-branch', ':/no such words', 'HEAD:config', '--all', ''])(
  'the revision %j ends with 2',
  async (revision) => {
    const { code, out, error } = await checkFiles(SOUND, `--against=${revision}`)
    expect([code, out]).toEqual([2, ''])
    expect(error).toBe(
      `Failed to compare with ${JSON.stringify(revision)}: Git does not know this revision in <root>. Fetch it, or correct the name.\n`,
    )
  },
)
