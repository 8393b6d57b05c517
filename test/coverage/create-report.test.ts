import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { event, filter, metric, property, reportOf, SHOP, shopWith, testWith } from './shop.ts'

/** The levels of entries by their keys. */
const levels = (report: ReturnType<typeof reportOf>) =>
  report.entries.map(({ id, level, weak }) => [
    ...Object.values(id),
    level,
    ...(weak ? ['weak'] : []),
  ])

test('the entries are what tests can guard, each with its owner, its place and its readers', () => {
  const { entries, ...report } = reportOf([])
  expect(report).toEqual({
    version: 1,
    project: 'shop',
    runs: [{ runner: 'vitest', tests: 1 }],
    undefinedEvents: [],
  })
  const none = { level: 'none', weak: false, tests: [] }
  const pull = { owner: 'registry', file: 'config/events/pull.yml', ...none }
  const pulls = { owner: 'registry', file: 'config/metrics/npm_pulls.yml', ...none }
  expect(entries).toEqual([
    { id: event('pull'), ...pull, line: 1, metrics: 2 },
    { id: property('pull', 'label'), ...pull, line: 5, metrics: 2 },
    { id: property('pull', 'property'), ...pull, line: 7, metrics: 0 },
    { id: filter('pull', 'label', 'npm'), ...pulls, line: 9, metrics: 2 },
    {
      id: event('push'),
      owner: 'ide',
      file: 'config/events/push.yml',
      line: 1,
      metrics: 1,
      ...none,
    },
    { id: metric('counts.npm_pulls_monthly'), ...pulls, line: 1, metrics: 1 },
    { id: metric('counts.npm_pulls_weekly'), ...pulls, line: 1, metrics: 1 },
    {
      id: metric('counts.pushes'),
      owner: 'ide',
      file: 'config/metrics/pushes.yml',
      line: 1,
      metrics: 1,
      ...none,
    },
  ])
})

test('removed and legacy definitions, and values that no event can have, are no entries', () => {
  const { entries } = reportOf([], {
    root: shopWith({
      'config/events/old.yml': 'action: old\n',
      'config/metrics/old.yml':
        'key_path: counts.old\ndata_source: internal_events\ntime_frame: all\nstatus: removed\nevents:\n- name: pull\n  filter:\n    property: old\n',
      'config/metrics/odd.yml':
        'key_path: counts.odd\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: pull\n  filter:\n    property: yes\n    label: 1\n- name: gone\n  filter:\n    label: npm\n',
    }),
  })
  expect(entries.map(({ id }) => id)).toEqual([
    event('pull'),
    property('pull', 'label'),
    property('pull', 'property'),
    filter('pull', 'label', 'npm'),
    filter('pull', 'label', 1),
    event('push'),
    metric('counts.npm_pulls_monthly'),
    metric('counts.npm_pulls_weekly'),
    metric('counts.odd'),
    metric('counts.pushes'),
  ])
})

test('an entry has the tests that touch it, with places from the root', () => {
  const root = shopWith()
  const at = (file: string) => `${join(root, file)}:12:3`
  const { entries } = reportOf(
    [
      testWith(
        { entry: event('push'), level: 'called' },
        { entry: event('push'), level: 'asserted', at: at('test/a.test.ts') },
      ),
      {
        name: 'suite > other',
        file: join(root, 'test/b.test.ts'),
        passed: true,
        evidence: {
          marks: [
            { entry: event('push'), level: 'seen' },
            { entry: event('pull'), level: 'seen', at: at('../outside.ts') },
          ],
        },
      },
    ],
    { root },
  )
  const testsOf = (name: string) => entries.find(({ id }) => id.name === name)?.tests
  expect(testsOf('push')).toEqual([
    { name: 'it works', file: 'test/a.test.ts', line: 12, level: 'asserted' },
    { name: 'suite > other', file: 'test/b.test.ts', level: 'seen' },
  ])
  expect(testsOf('pull')).toEqual([
    { name: 'suite > other', file: '../outside.ts', line: 12, level: 'seen' },
  ])
})

test('a test that did not pass guards nothing', () => {
  const failed = { ...testWith({ entry: event('push'), level: 'asserted' }), passed: false }
  const { entries } = reportOf([failed])
  expect(entries.map(({ level }) => level)).toEqual(entries.map(() => 'none'))
})

test('a place that a stack tells as a URL is that of its file', () => {
  const root = shopWith()
  const fileOf = (at: string) =>
    reportOf([testWith({ entry: event('push'), level: 'asserted', at })], { root }).entries.find(
      ({ id }) => id.name === 'push',
    )?.tests
  const push = [{ name: 'it works', file: 'test/a b.test.ts', line: 12, level: 'asserted' }]
  expect(fileOf(`file://${root}/test/a%20b.test.ts:12:3`)).toEqual(push)
  expect(fileOf('http://localhost:63315/test/a%20b.test.ts?import&v=1:12:3')).toEqual(push)
  expect(fileOf(`http://localhost:63315/@fs${root}/test/a%20b.test.ts:12:3`)).toEqual(push)
})

test('a root that is a link has the files that lie behind it', () => {
  const root = shopWith()
  const { root: folder, remove } = temporaryProject({})
  onTestFinished(remove)
  symlinkSync(root, join(folder, 'link'))
  const { entries } = reportOf(
    [testWith({ entry: event('push'), level: 'seen', at: `${root}/test/a.test.ts:1:1` })],
    { root: join(folder, 'link') },
  )
  expect(entries.flatMap(({ tests }) => tests.map(({ file }) => file))).toEqual(['test/a.test.ts'])
})

test('of one place the highest level counts, and a strong assertion before a weak one', () => {
  const weak = 'it accepts any properties'
  const mark = (level: 'called' | 'asserted', reason?: string) => ({
    entry: event('push'),
    level,
    at: '/x.ts:1:1',
    ...(reason ? { weak: reason } : {}),
  })
  const push = (...marks: ReturnType<typeof mark>[]) =>
    reportOf([testWith(...marks)]).entries.find(({ id }) => id.name === 'push')
  expect(push(mark('called'), mark('asserted', weak))).toMatchObject({
    level: 'asserted',
    weak: true,
    tests: [{ weak }],
  })
  const strong = push(mark('asserted', weak), mark('asserted'), mark('asserted', weak))
  expect(strong).toMatchObject({ level: 'asserted', weak: false })
  expect(strong?.tests).toEqual([
    { name: 'it works', file: expect.stringMatching(/x\.ts$/), line: 1, level: 'asserted' },
  ])
})

test('an entry with a strong assertion elsewhere is not weak', () => {
  const entry = event('push')
  const report = reportOf([
    testWith(
      { entry, level: 'asserted', at: '/x.ts:1:1', weak: 'no reason' },
      { entry, level: 'asserted', at: '/x.ts:2:1' },
    ),
  ])
  const push = report.entries.find(({ id }) => id.name === 'push')
  expect(push?.weak).toBe(false)
  expect(push?.tests).toHaveLength(2)
})

test('a value is not the text that looks like it', () => {
  const report = reportOf([
    testWith({ entry: filter('pull', 'label', 'npm'), level: 'asserted' }),
    testWith({ entry: filter('pull', 'label', 1), level: 'asserted' }),
    testWith({ entry: property('pull', 'label'), level: 'seen' }),
  ])
  expect(levels(report)).toContainEqual(['filter', 'pull', 'label', 'npm', 'asserted'])
  expect(levels(report)).toContainEqual(['property', 'pull', 'label', 'seen'])
  expect(levels(report)).toContainEqual(['event', 'pull', 'none'])
})

test('names that no definition has are told, and cover nothing', () => {
  const report = reportOf([
    testWith(
      { entry: event('unknown'), level: 'asserted' },
      { entry: property('unknown', 'label'), level: 'asserted' },
      { entry: event('gone'), level: 'asserted' },
      { entry: property('push', 'undeclared'), level: 'asserted' },
      { entry: metric('counts.users'), level: 'asserted' },
      { entry: event('__proto__'), level: 'called' },
    ),
  ])
  expect(report.undefinedEvents).toEqual(['__proto__', 'unknown'])
  expect(new Set(report.entries.map(({ level }) => level))).toEqual(new Set(['none']))
})

test('a project without anything to guard is an error', () => {
  const { root, remove } = temporaryProject({})
  onTestFinished(remove)
  expect(() => reportOf([], { root })).toThrow(
    expect.objectContaining({
      code: 'NOTHING_TO_COVER',
      message: `Failed to cover the definitions of ${root}: no file matches {,ee/}config/events/*.yml, {,ee/}config/events/removed/*.yml, {,ee/}config/metrics/**/*.yml. Add definitions there, name another root, or name your globs in internal-events.config.`,
    }),
  )
  const onlyRemoved = temporaryProject({
    'config/events/gone.yml': SHOP['config/events/gone.yml'] ?? '',
  })
  onTestFinished(onlyRemoved.remove)
  expect(() => reportOf([], { root: onlyRemoved.root })).toThrow(
    `Failed to cover the definitions of ${onlyRemoved.root}: no internal event or metric there can be used. Run internal-events check.`,
  )
})
