import { describe, expect, onTestFinished, test } from 'vitest'
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

  test.each([
    ['{ "event": "x" }', 'unknown key "event"'],
    ['{ "events": 3 }', '"events" should be a glob or a list of globs'],
    ['[]', 'it should export an object'],
    ['{ "metrics": { "files": 3 } }', '"metrics.files" should be a glob or a list of globs'],
    ['{ "metrics": { "allowRemoved": 1 } }', '"metrics.allowRemoved" should be true or false'],
    ['{ "metrics": { "removed": true } }', 'unknown key "metrics.removed"'],
  ])('%s is refused', (text, cause) => {
    expect(() => load({ 'internal-events.config.json': text })).toThrow(
      new RegExp(
        `^Failed to read .*/internal-events.config.json: ${cause}. Export an object with the keys events and metrics.$`,
      ),
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

  test('a file that cannot be evaluated names itself and the cause', () => {
    expect(() => load({ 'internal-events.config.mjs': `throw new Error('broken')` })).toThrow(
      /^Failed to read .*\/internal-events.config.mjs: broken. Export an object with the keys events and metrics.$/,
    )
  })

  test('globs without any event are an error', () => {
    const { root, remove } = temporaryProject({ 'package.json': '{}' })
    onTestFinished(remove)
    expect(() => loadCatalog({ root })).toThrow(
      `Failed to load the catalog: no event definition matches config/events/**/*.yml under ${root}. Add definitions there, or name your globs in internal-events.config.ts.`,
    )
  })
})
