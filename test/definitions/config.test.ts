import { join, relative } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findRoot, readCatalog, writeCatalog } from '../../src/definitions/index.ts'
import { loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const definitions = {
  'events/a.yml': 'internal_events: true\naction: a\n',
  'metrics/m.yml': 'key_path: m\n',
}

function load(files: Record<string, string>) {
  const { root, remove } = temporaryProject({ ...definitions, ...files })
  onTestFinished(remove)
  return loadCatalog({ root })
}

describe('internal-events.config', () => {
  const object = `{ events: 'events/*.yml', metrics: ['metrics/*.yml'] }`

  test.each([
    ['internal-events.config.json', '{ "events": "events/*.yml", "metrics": ["metrics/*.yml"] }'],
    ['internal-events.config.mjs', `export default ${object}`],
    ['internal-events.config.cjs', `module.exports = ${object}`],
    ['internal-events.config.js', `export default ${object}`],
    [
      'internal-events.config.ts',
      `interface Any {}\nconst config: Any = ${object}\nexport default config`,
    ],
  ])('%s', (file, text) => {
    const catalog = load({ [file]: text })
    expect(catalog.event('a').action).toBe('a')
    expect(catalog.metrics.has('m')).toBe(true)
  })

  test('is found from a root that is relative to the working directory', () => {
    const { root, remove } = temporaryProject({
      ...definitions,
      'internal-events.config.mjs': `export default ${object}`,
    })
    onTestFinished(remove)
    expect(loadCatalog({ root: relative(process.cwd(), root) }).metrics.has('m')).toBe(true)
  })

  test.each([
    ['export default null', 'it should export an object'],
    ['export default undefined', 'it should export an object'],
    ['export default Promise', 'it should export an object'],
    ['export default () => ({})', 'it should export an object'],
    ['export default Promise.resolve({})', 'it exports a promise, which cannot be waited for'],
    ['export default (async () => ({}))()', 'it exports a promise, which cannot be waited for'],
    [
      'await 0; export default {}',
      'await is only valid in async functions and the top level bodies of modules',
    ],
  ])('%s is refused', (text, cause) => {
    expect(() => load({ 'internal-events.config.mjs': text })).toThrow(
      new RegExp(`/internal-events.config.mjs: ${cause}. Export an object with some of the keys`),
    )
  })

  test.each([
    ['{ "tracking": "x" }', 'unknown key "tracking"'],
    ['{ "events": 3 }', '"events" should be a glob or a list of globs'],
    ['{ "metrics": ["x", null] }', '"metrics" should be a glob or a list of globs'],
    [
      '{ "undefinedEvents": "token_usage_*" }',
      `"undefinedEvents" should be 'error', 'allow' or a list of names, in which only \\* stands for others`,
    ],
    [
      '{ "undefinedEvents": ["token_{usage,cost}"] }',
      `"undefinedEvents" should be 'error', 'allow' or a list of names, in which only \\* stands for others`,
    ],
    ['{ "requireInternalFlag": "no" }', '"requireInternalFlag" should be true or false'],
    ['{ "strictFrontend": "yes" }', '"strictFrontend" should be true or false'],
    ['{ "privacy": true }', `"privacy" should be 'error', 'off' or an object`],
    ['{ "privacy": { "level": "warn" } }', `"privacy.level" should be 'error' or 'off'`],
    [
      '{ "privacy": { "maxTextLength": 0 } }',
      '"privacy.maxTextLength" should be a whole number from 1',
    ],
    ...[
      '{ "detector": "email" }',
      '{ "detector": "email", "reason": " " }',
      '{ "detector": "mail", "reason": "a" }',
      '{ "detector": "email", "reason": "a", "file": "a" }',
      '{ "detector": "email", "reason": "a", "events": [1] }',
      '{ "detector": "email", "reason": "a", "field": 1 }',
      '3',
    ].map((exception) => [
      `{ "privacy": { "exceptions": [${exception}] } }`,
      '"privacy.exceptions" should be a list of objects with a detector \\(email, token, ip-address, user-name, page-url, free-text, high-entropy, pseudonym\\), a reason, and field, events or files if not all are meant',
    ]),
    ['[]', 'it should export an object'],
    ['{ "metrics": { "files": 3 } }', '"metrics.files" should be a glob or a list of globs'],
    ['{ "metrics": { "allowRemoved": 1 } }', '"metrics.allowRemoved" should be true or false'],
  ])('%s is refused', (text, cause) => {
    expect(() => load({ 'internal-events.config.json': text })).toThrow(
      new RegExp(
        `^Failed to read .*/internal-events.config.json: ${cause}. Export an object with some of the keys events, metrics, undefinedEvents, requireInternalFlag, strictFrontend, privacy, check, coverage, journeys.$`,
      ),
    )
  })

  test.each([
    ['{ "event": "x" }', 'event', 'Did you mean "events"?'],
    [
      '{ "metrics": { "removed": true } }',
      'metrics.removed',
      'Keys of metrics are files, allowRemoved.',
    ],
    ['{ "privacy": { "levels": "off" } }', 'privacy.levels', 'Did you mean "privacy.level"?'],
    [
      '{ "privacy": { "detectors": [] } }',
      'privacy.detectors',
      'Keys of privacy are level, exceptions, maxTextLength.',
    ],
    ['{ "check": { "rule": {} } }', 'check.rule', 'Did you mean "check.rules"?'],
    ['{ "journeys": { "path": "x" } }', 'journeys.path', 'Keys of journeys are folder, evidence.'],
    ['{ "coverage": { "assert": 80 } }', 'coverage.assert', 'Did you mean "coverage.asserted"?'],
    [
      '{ "coverage": { "seen": { "all": 80 } } }',
      'coverage.seen.all',
      'Keys of coverage.seen are events, properties, filters, metrics.',
    ],
  ])('the unknown key of %s is told with those that it may be', (text, key, remedy) => {
    const { root, remove } = temporaryProject({
      ...definitions,
      'internal-events.config.json': text,
    })
    onTestFinished(remove)
    expect(() => loadCatalog({ root })).toThrow(
      expect.objectContaining({
        message: `Failed to read ${root}/internal-events.config.json: unknown key "${key}". ${remedy}`,
      }),
    )
  })

  test.each([
    ['{ "allowRemoved": true }', 'config/metrics/m.yml', 'm'],
    ['{ "files": "metrics/*.yml", "allowRemoved": true }', 'metrics/removed.yml', 'm'],
  ])('metrics: %s permits metrics of status: removed', (metrics, file, keyPath) => {
    const { root, remove } = temporaryProject({
      'events/a.yml': 'internal_events: true\naction: a\n',
      [file]:
        'key_path: m\nstatus: removed\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: a\n',
      'internal-events.config.json': `{ "events": "events/*.yml", "metrics": ${metrics} }`,
    })
    onTestFinished(remove)
    const catalog = loadCatalog({ root })
    expect(catalog.metric(keyPath).rules).toHaveLength(1)
    expect(catalog.metricsOf('a')).toHaveLength(1)
  })

  test('privacy settings travel with the compiled catalog', () => {
    const config = { events: 'events/*.yml', privacy: { maxTextLength: 7 } }
    const files = { 'internal-events.config.json': JSON.stringify(config) }
    const settings = { level: 'error', exceptions: [], maxTextLength: 7 }
    const catalog = load(files)
    expect(catalog.privacy).toEqual(settings)
    expect(readCatalog(writeCatalog(catalog))?.privacy).toEqual(settings)
    expect(load({ 'internal-events.config.json': '{ "events": "events/*.yml" }' }).privacy).toBe(
      undefined,
    )
  })

  test('a file that cannot be evaluated names itself and the cause', () => {
    expect(() => load({ 'internal-events.config.mjs': `throw new Error('broken')` })).toThrow(
      /^Failed to read .*\/internal-events.config.mjs: broken. Export an object with some of the keys events, metrics, undefinedEvents, requireInternalFlag, strictFrontend, privacy, check, coverage, journeys.$/,
    )
  })

  test('globs without any event are an error', () => {
    const { root, remove } = temporaryProject({ 'package.json': '{}' })
    onTestFinished(remove)
    expect(() => loadCatalog({ root })).toThrow(
      `Failed to load the catalog: no event definition matches {,ee/}config/events/*.yml, {,ee/}config/events/removed/*.yml under ${root}. Add definitions there, or name your globs in internal-events.config.ts.`,
    )
  })
})

test('without a configuration, definitions are where GitLab has them', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\n',
    'config/events/removed/b.yml': 'action: b\n',
    'config/events/elsewhere/x.yml': 'action: x\n',
    'config/events/schema.json': '{}',
    'config/metrics/counts_all/deep/m.yml': 'key_path: m\n',
    'ee/config/events/c.yml': 'action: c\n',
    'ee/config/events/removed/d.yml': 'action: d\n',
    'ee/config/metrics/counts_7d/n.yml': 'key_path: n\n',
    'jh/config/events/y.yml': 'action: y\n',
  })
  onTestFinished(remove)
  const { events, metrics } = loadCatalog({ root })
  expect([...events.keys()].sort()).toEqual(['a', 'b', 'c', 'd'])
  expect([...metrics.keys()].sort()).toEqual(['m', 'n'])
})

describe('the root', () => {
  const config = '{ "events": "events/*.yml" }'
  const at = (files: Record<string, string>, start: string) => {
    const { root, remove } = temporaryProject({ [`${start}/x.txt`]: '', ...files })
    onTestFinished(remove)
    return findRoot(join(root, start))
      .replace(root, '')
      .replace(process.cwd(), 'the working directory')
  }

  test.each([
    ['its configuration', 'internal-events.config.json', config],
    ['its events', 'config/events/a.yml', ''],
    ['its events of ee/', 'ee/config/events/a.yml', ''],
  ])('is the nearest folder with %s, that of the package.json included', (_what, file, text) => {
    const files = { [`pkg/${file}`]: text, 'pkg/package.json': '{}', [file]: text }
    expect(at(files, 'pkg/test/unit')).toBe('/pkg')
    expect(at({ [`pkg/test/${file}`]: text, ...files }, 'pkg/test/unit')).toBe('/pkg/test')
  })

  test.each([
    ['package.json', 'pkg/package.json'],
    ['root of a repository', 'pkg/.git/HEAD'],
    ['root of a work tree', 'pkg/.git'],
  ])('is not above the nearest %s', (_what, boundary) => {
    const files = {
      'internal-events.config.json': config,
      'config/events/a.yml': '',
      [boundary]: '{}',
    }
    expect(at(files, 'pkg/test')).toBe('the working directory')
  })

  test('may be above for globs, as in a workspace whose definitions are shared', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml': 'internal_events: true\naction: a\n',
      'packages/one/package.json': '{}',
      'packages/one/internal-events.config.json':
        '{ "events": "../../config/events/*.yml", "metrics": [] }',
    })
    onTestFinished(remove)
    const folder = findRoot(join(root, 'packages/one/test'))
    expect(loadCatalog({ root: folder }).event('a').file).toBe('../../config/events/a.yml')
  })
})
