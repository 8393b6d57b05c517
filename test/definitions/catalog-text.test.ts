import { expect, onTestFinished, test } from 'vitest'
import { readCatalog, writeCatalog } from '../../src/definitions/index.ts'
import { loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

test('a catalog survives being written as text', () => {
  const catalog = loadCatalog()
  const copy = readCatalog(writeCatalog(catalog))
  expect([...copy.events]).toEqual([...catalog.events])
  expect([...copy.metrics]).toEqual([...catalog.metrics])
  expect(copy.strictFrontend).toBe(false)
  const strict = loadCatalog({ strictFrontend: true })
  expect(readCatalog(writeCatalog(strict)).strictFrontend).toBe(true)
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
  const copy = readCatalog(writeCatalog(catalog))
  expect(copy.faults).toEqual(catalog.faults)
  expect(copy.faults.map(({ code }) => code)).toEqual([
    'INVALID_YAML',
    'DUPLICATE_EVENT',
    'UNDEFINED_EVENT',
  ])
  for (const name of ['a', 'bad']) expect(() => copy.event(name)).toThrow('Failed to use event')
  expect([...copy.metrics]).toEqual([...catalog.metrics])
})
