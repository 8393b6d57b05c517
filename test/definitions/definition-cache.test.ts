import {
  chmodSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const EVENT = 'config/events/a.yml'
const CACHE = 'node_modules/.cache/internal-events-testing'

function project(files: Record<string, string> = {}) {
  const { root, remove } = temporaryProject({
    [EVENT]:
      'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n',
    'config/metrics/m.yml':
      'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n  filter:\n    label: x\n',
    'node_modules/x.txt': '',
    ...files,
  })
  onTestFinished(remove)
  const cached = () => readdirSync(join(root, CACHE)).map((name) => join(root, CACHE, name))
  return { root, cached, load: () => loadCatalog({ root }) }
}

describe('what is kept between test files', () => {
  test('is what was read', () => {
    const { load } = project()
    const first = load()
    const second = load()
    expect(second.events).toEqual(first.events)
    expect(second.metrics).toEqual(first.metrics)
    expect(second.rulesOf('a')).toEqual(first.rulesOf('a'))
  })

  test('is used as long as no file changes', () => {
    const { load, cached } = project()
    load()
    const [file] = cached() as [string]
    const kept = deserialize(readFileSync(file))
    kept.definitions.events[0].additionalProperties.add('from the cache')
    writeFileSync(file, serialize(kept))
    expect(load().event('a').additionalProperties).toContain('from the cache')
  })

  test.each<[string, (root: string) => void]>([
    [
      'is written to',
      (root) => writeFileSync(join(root, EVENT), 'internal_events: true\naction: b\n'),
    ],
    [
      'changes without changing its size',
      (root) => {
        const text = readFileSync(join(root, EVENT), 'utf8').replace('action: a', 'action: b')
        writeFileSync(join(root, EVENT), text)
        utimesSync(join(root, EVENT), 1, 1)
      },
    ],
    [
      'changes without changing its size or its own time',
      (root) => {
        const { atimeMs, mtimeMs } = statSync(join(root, EVENT))
        const text = readFileSync(join(root, EVENT), 'utf8').replace('action: a', 'action: b')
        writeFileSync(join(root, EVENT), text)
        utimesSync(join(root, EVENT), atimeMs / 1000, mtimeMs / 1000)
      },
    ],
    [
      'is added',
      (root) => {
        writeFileSync(join(root, 'config/events/b.yml'), 'internal_events: true\naction: b\n')
      },
    ],
  ])('is read anew when a file %s', (_name, change) => {
    const { root, load } = project()
    load()
    change(root)
    expect(load().events.has('b')).toBe(true)
  })

  test('is read anew when a file is removed', () => {
    const { root, load } = project()
    load()
    rmSync(join(root, 'config/metrics/m.yml'))
    expect(load().metrics.size).toBe(0)
  })

  test('is read anew when a file changes from one kind to the other', () => {
    const { root, load } = project()
    load()
    const config = join(root, 'internal-events.config.json')
    writeFileSync(config, '{ "events": ["config/**/*.yml"], "metrics": [] }')
    expect(load().faults.map(({ kind, file }) => [kind, file])).toEqual([
      ['event', 'config/metrics/m.yml'],
    ])
  })

  test('is written anew when it is damaged', () => {
    const { load, cached } = project()
    load()
    const [file] = cached() as [string]
    const whole = readFileSync(file)
    for (const damaged of ['', '{}', whole.subarray(0, -9)]) {
      writeFileSync(file, damaged)
      expect(load().events.has('a')).toBe(true)
      expect(readFileSync(file)).toEqual(whole)
    }
    expect(cached()).toHaveLength(1)
  })

  test('has the faults of files, too', () => {
    const { root, load, cached } = project()
    writeFileSync(join(root, 'config/events/b.yml'), 'action: [')
    const first = load()
    const [file] = cached() as [string]
    const kept = deserialize(readFileSync(file))
    kept.definitions.faults[0].cause = 'from the cache'
    writeFileSync(file, serialize(kept))
    expect(first.faults).toHaveLength(1)
    expect(load().faults.map(({ cause }) => cause)).toEqual(['from the cache'])
  })

  test('of another form is read anew', () => {
    const { load, cached } = project()
    load()
    const [file] = cached() as [string]
    const { stamp, definitions } = deserialize(readFileSync(file))
    const { faults: _, ...older } = definitions
    const [version, , ...files] = stamp.split('\n')
    writeFileSync(file, serialize({ stamp: [version, ...files].join('\n'), definitions: older }))
    expect(load().faults).toEqual([])
  })

  test('does not know the configuration', () => {
    const { root, load } = project({ 'config/events/b.yml': 'action: b\n' })
    expect(load().events.get('b')?.internal).toBe(false)
    writeFileSync(join(root, 'internal-events.config.json'), '{ "requireInternalFlag": false }')
    expect(load().event('b').internal).toBe(true)
  })

  test('is kept nowhere without a folder that can be written to', () => {
    const { root, load } = project({ [CACHE]: 'a file where the folder should be' })
    expect(load().events.has('a')).toBe(true)
    expect(load().events.has('a')).toBe(true)
    chmodSync(join(root, CACHE), 0o444)
  })
})
