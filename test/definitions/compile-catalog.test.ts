import fs, {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

/** The module that definitions are parsed with, which is loaded in the way of CommonJS. */
const jsYaml = (): typeof import('js-yaml') => createRequire(import.meta.url)('js-yaml')

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
  const kept = () => {
    const [name, ...others] = readdirSync(join(root, CACHE))
    expect(others).toEqual([])
    return join(root, CACHE, name as string)
  }
  return { root, kept, load: () => loadCatalog({ root }) }
}

describe('what is kept between test files', () => {
  test('is what was read', () => {
    const { load } = project()
    const first = load()
    const second = load()
    expect([...second.events]).toEqual([...first.events])
    expect([...second.metrics]).toEqual([...first.metrics])
    expect(second.rulesOf('a')).toEqual(first.rulesOf('a'))
  })

  test('is used as long as no file changes, also by files whose times change', () => {
    const { root, load, kept } = project()
    load()
    const parse = vi.spyOn(jsYaml(), 'loadAll')
    onTestFinished(() => parse.mockRestore())
    utimesSync(join(root, EVENT), 1, 1)
    expect(load().event('a').file).toBe(EVENT)
    expect(parse).not.toHaveBeenCalled()
    rmSync(kept())
    load()
    expect(parse).toHaveBeenCalled()
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

  test.each<[string, (whole: string) => string]>([
    ['is empty', () => ''],
    ['is of another form', () => '{}'],
    ['is that of another version', (whole) => whole.replace(/catalog \d+/, 'catalog 0')],
    ['has no first line', (whole) => whole.slice(whole.indexOf('\n'))],
    ['has another first line', (whole) => whole.replace(/\{.*\}/, 'null')],
    ['is half-written', (whole) => whole.slice(0, whole.length / 2)],
    ['lacks its last character', (whole) => whole.slice(0, -1)],
    ['goes on after its end', (whole) => `${whole}E"b"\t{}\n`],
    ['has another value', (whole) => whole.replace('"action":"a"', '"action":"z"')],
  ])('is written anew when it %s', (_name, damage) => {
    const { load, kept } = project()
    load()
    const whole = readFileSync(kept(), 'utf8')
    writeFileSync(kept(), damage(whole))
    expect(load().event('a').action).toBe('a')
    expect(readFileSync(kept(), 'utf8')).toBe(whole)
  })

  test('has the faults of files, too', () => {
    const { load } = project({ 'config/events/b.yml': 'action: [' })
    const first = load()
    const second = load()
    expect(first.faults.map(({ file }) => file)).toEqual(['config/events/b.yml'])
    expect(second.faults).toEqual(first.faults)
    expect(second.badFiles).toEqual(first.badFiles)
    expect(() => second.event('b')).toThrow('Failed to use event "b": config/events/b.yml:1: ')
  })

  test('depends on the configuration', () => {
    const { root, load } = project({ 'config/events/b.yml': 'action: b\n' })
    expect(load().events.get('b')?.internal).toBe(false)
    writeFileSync(join(root, 'internal-events.config.json'), '{ "requireInternalFlag": false }')
    expect(load().event('b').internal).toBe(true)
    writeFileSync(join(root, 'internal-events.config.json'), '{ "undefinedEvents": "allow" }')
    expect(load().event('c').unchecked).toBe(true)
    rmSync(join(root, 'internal-events.config.json'))
    for (const strictFrontend of [true, false]) {
      const text = `import './other.js'\nexport default { strictFrontend: ${strictFrontend} }`
      writeFileSync(join(root, 'other.js'), '')
      writeFileSync(join(root, 'internal-events.config.js'), text)
      expect(load().strictFrontend).toBe(strictFrontend)
    }
  })

  test('stays for a week after its last use', () => {
    const { root, load, kept } = project()
    load()
    const file = kept()
    const day = Date.now() / 1000 - 24 * 60 * 60
    utimesSync(file, day, day)
    const left = join(root, CACHE, 'catalog-0.1.abc.part')
    writeFileSync(left, 'left by a worker that was killed')
    utimesSync(left, 1, 1)
    load()
    expect(statSync(file).mtimeMs).toBeGreaterThan(day * 1000 + 1000)
    writeFileSync(join(root, EVENT), 'internal_events: true\naction: other\n')
    load()
    expect(readdirSync(join(root, CACHE))).toHaveLength(2)
    for (const name of readdirSync(join(root, CACHE))) utimesSync(join(root, CACHE, name), 1, 1)
    writeFileSync(join(root, EVENT), 'internal_events: true\naction: third\n')
    load()
    expect(readdirSync(join(root, CACHE))).toHaveLength(1)
  })

  test('does no harm as a folder', () => {
    const { load, kept } = project()
    load()
    const file = kept()
    rmSync(file)
    mkdirSync(join(file, 'with/content'), { recursive: true })
    expect(load().event('a').action).toBe('a')
    expect(readdirSync(join(file, '..'))).toHaveLength(1)
  })

  test('is kept nowhere without a folder that can be written to', () => {
    const { load, root } = project({ [CACHE]: 'a file where the folder should be' })
    expect(load().events.has('a')).toBe(true)
    expect(load().events.has('a')).toBe(true)
    expect(readFileSync(join(root, CACHE), 'utf8')).toBe('a file where the folder should be')
  })

  test('is kept nowhere in a folder that may only be read', () => {
    const { load, root } = project()
    mkdirSync(join(root, CACHE), { recursive: true })
    const write = vi.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error('read-only file system'), { code: 'EROFS' })
    })
    onTestFinished(() => write.mockRestore())
    expect(load().event('a').action).toBe('a')
    expect(write).toHaveBeenCalledOnce()
    expect(readdirSync(join(root, CACHE))).toEqual([])
  })
})
