import { describe, expect, onTestFinished, test } from 'vitest'
import { type Catalog, readCatalog, writeCatalog } from '../../src/definitions/index.ts'
import { loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const copyOf = (catalog: Catalog) => readCatalog(writeCatalog(catalog)) as Catalog

test('a catalog survives being written as text', () => {
  const catalog = loadCatalog()
  const copy = copyOf(catalog)
  expect([...copy.events]).toEqual([...catalog.events])
  expect([...copy.metrics]).toEqual([...catalog.metrics])
  expect(copy.strictFrontend).toBe(false)
  const strict = loadCatalog({ strictFrontend: true })
  expect(copyOf(strict).strictFrontend).toBe(true)
  const journeys = { folder: 'journeys', evidence: 'tmp/journeys' }
  expect(copyOf(loadCatalog({ journeys })).journeys).toEqual(journeys)
  expect(copy.rulesOf('push_package')).toEqual(catalog.rulesOf('push_package'))
})

test('faults, duplicates and numbers that JSON does not have survive, too', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\nadditional_properties: { num: {} }\n',
    'ee/config/events/a.yml': 'internal_events: true\naction: a\n',
    'config/events/bad.yml': 'action: bad\nx: [\n',
    'config/metrics/m.yml':
      'key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: b\n- name: a\n  filter: { num: 9007199254740993, other: 1.0 }\n',
  })
  onTestFinished(remove)
  const catalog = loadCatalog({ root })
  const copy = copyOf(catalog)
  expect(copy.faults).toEqual(catalog.faults)
  expect(copy.faults.map(({ code }) => code)).toEqual([
    'INVALID_YAML',
    'DUPLICATE_EVENT',
    'UNDEFINED_EVENT',
  ])
  for (const name of ['a', 'bad']) expect(() => copy.event(name)).toThrow('Failed to use event')
  expect([...copy.metrics]).toEqual([...catalog.metrics])
})

test.each([
  'tab\tand\nlines\r\n',
  '"quoted"\t{}',
  '\nE"a"\t{"action":"a"}',
  '\u2028\u2029\u0000\u001f',
  'ünïcödé 事件 🦊',
  '\ud83e alone',
  '__proto__',
  'constructor',
  ' ',
])('a name survives, whatever its characters are: %j', (name) => {
  const catalog = loadCatalog({ root: rootWith(name) })
  const copy = copyOf(catalog)
  expect([...copy.events.keys()]).toEqual(['a', name])
  expect(copy.event(name)).toEqual(catalog.event(name))
  expect(copy.event('a')).toEqual(catalog.event('a'))
  expect(copy.metric(name)).toEqual(catalog.metric(name))
  expect(copy.metricsOf(name)).toEqual(catalog.metricsOf(name))
  expect(copy.rulesOf(name)).toHaveLength(3)
})

function rootWith(name: string): string {
  const text = JSON.stringify(name)
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\n',
    'config/events/b.yml': `internal_events: true\naction: ${text}\nadditional_properties: { ${text}: {} }\n`,
    'config/metrics/m.yml': `key_path: ${text}\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: ${text}\n  filter: { ${text}: ${text} }\n`,
  })
  onTestFinished(remove)
  return root
}

describe('the maps of a catalog that was read', () => {
  const copy = () => copyOf(loadCatalog())

  test('are those of any map', () => {
    const { events } = copy()
    const map = new Map(events)
    expect(events.size).toBe(map.size)
    expect([...events.keys()]).toEqual([...map.keys()])
    expect([...events.values()]).toEqual([...map.values()])
    expect([...events.entries()]).toEqual([...map])
    const visited: unknown[] = []
    events.forEach((value, name, of) => {
      visited.push([name, value])
      expect(of).toBe(events)
    })
    expect(visited).toEqual([...map])
    expect(events.has('push_package')).toBe(true)
    expect(events.has('push_packag')).toBe(false)
    expect(events.get('push_package')).toBe(events.get('push_package'))
  })

  test.each([undefined, null, 5, 5n, Symbol('x'), ['push_package'], {}])('have no %s', (name) => {
    expect(copy().events.has(name as string)).toBe(false)
  })
})

test('a text without its first line, or without its end, is not read', () => {
  const text = writeCatalog(loadCatalog())
  expect(readCatalog(text.slice(text.indexOf('\n')))).toBeUndefined()
  expect(readCatalog(text.slice(0, -1))).toBeUndefined()
  expect(readCatalog('')).toBeUndefined()
})

test('who reads a catalog hears of the lines that are used, also of those that are not there', () => {
  const used = new Set<string>()
  const catalog = readCatalog(writeCatalog(loadCatalog()), (kind, name) =>
    used.add(`${kind} ${name}`),
  ) as Catalog
  expect(catalog.event('push_package').action).toBe('push_package')
  expect(catalog.metricsOf('nothing')).toEqual([])
  expect([...used]).toEqual(['S ', 'E push_package', 'FE push_package', 'R nothing'])
  catalog.suggestEvent('push_packag')
  expect([...used].slice(4)).toEqual(['E undefined'])
})
