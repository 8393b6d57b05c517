import { execFileSync } from 'node:child_process'
import fs, { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type CatalogSource, loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const event = (action: string) => `internal_events: true\naction: ${action}\n`
const metric = (keyPath: string) =>
  `key_path: ${keyPath}\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: a\n`

function project(files: Record<string, string>, links: Record<string, string> = {}): string {
  const { root, remove } = temporaryProject({ 'config/events/a.yml': event('a'), ...files })
  onTestFinished(remove)
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path))
  return root
}

/** Returns the names that a project defines, and the faults of its files. */
function load(source: CatalogSource) {
  const { events, metrics, faults } = loadCatalog(source)
  return {
    names: [...events.keys(), ...metrics.keys()],
    faults: faults.map(({ file, line, cause, remedy }) => `${file}:${line}: ${cause}. ${remedy}`),
  }
}

function refuse(method: 'readdirSync' | 'openSync', code: string, end: string): void {
  const real = fs[method] as (...args: unknown[]) => unknown
  const spy = vi.spyOn(fs, method).mockImplementation(((...args: unknown[]) => {
    if (String(args[0]).endsWith(end)) throw Object.assign(new Error(code), { code })
    return real(...args)
  }) as never)
  onTestFinished(() => spy.mockRestore())
}

describe('links', () => {
  test('to folders are not followed by **', () => {
    const files = { 'config/metrics/sub/m.yml': metric('m') }
    const root = project(files, {
      'config/metrics/again': 'sub',
      'config/metrics/all': '.',
      'config/metrics/other': '../events',
    })
    expect(load({ root })).toEqual({ names: ['a', 'm'], faults: [] })
  })

  test('to folders that a glob names are followed', () => {
    const root = project(
      { 'real/config/events/b.yml': event('b'), 'real/config/metrics/x/m.yml': metric('m') },
      { ee: 'real', packages: '.' },
    )
    expect(load({ root }).names).toEqual(['a', 'b', 'm'])
    expect(
      load({ root, events: 'pack*/*/config/events/*.yml', metrics: 'r?al/config/metrics/**/*.yml' })
        .names,
    ).toEqual(['b', 'm'])
  })

  test('to files are read', () => {
    const root = project(
      { 'shared/b.yml': event('b') },
      { 'config/events/b.yml': '../../shared/b.yml' },
    )
    expect(load({ root })).toEqual({ names: ['a', 'b'], faults: [] })
  })

  test.each([
    [
      'to nothing',
      'nowhere.yml',
      'the link leads to no file (ENOENT). Correct or remove the link.',
    ],
    ['to itself', 'b.yml', 'the link leads to no file (ELOOP). Correct or remove the link.'],
    [
      'to a device',
      '/dev/zero',
      'it is not a regular file. Put a file in its place, or remove it.',
    ],
    [
      'to a folder',
      '../events',
      'it is not a regular file. Put a file in its place, or remove it.',
    ],
  ])('%s are faults', (_where, target, fault) => {
    const root = project({}, { 'config/events/b.yml': target })
    expect(load({ root })).toEqual({ names: ['a'], faults: [`config/events/b.yml:1: ${fault}`] })
    expect(() => loadCatalog({ root, undefinedEvents: 'allow' }).event('b')).toThrow(
      `Failed to use event "b": config/events/b.yml:1: ${fault}`,
    )
  })

  test('to folders that are not there are faults', () => {
    const root = project(
      { 'real/x.txt': '' },
      { 'config/metrics': 'nowhere', ee: 'ee', 'config/events/removed': '../../real/none' },
    )
    const fault = 'the folder cannot be opened'
    expect(load({ root }).faults.sort()).toEqual([
      `config/events/removed:1: ${fault} (ENOENT). Make it readable, or correct the link.`,
      `config/metrics:1: ${fault} (ENOENT). Make it readable, or correct the link.`,
      `ee:1: ${fault} (ELOOP). Make it readable, or correct the link.`,
    ])
  })

  test('to a folder without definitions are none', () => {
    expect(load({ root: project({ 'real/x.txt': '' }, { ee: 'real' }) }).faults).toEqual([])
  })
})

test('a pipe is a fault', () => {
  const root = project({})
  execFileSync('mkfifo', [join(root, 'config/events/b.yml')])
  expect(load({ root }).faults).toEqual([
    'config/events/b.yml:1: it is not a regular file. Put a file in its place, or remove it.',
  ])
})

test('a folder that cannot be opened is a fault, and the others are read', () => {
  const root = project({
    'config/metrics/shut/m.yml': metric('m'),
    'config/metrics/n.yml': metric('n'),
  })
  refuse('readdirSync', 'EACCES', 'metrics/shut/')
  expect(load({ root })).toEqual({
    names: ['a', 'n'],
    faults: [
      'config/metrics/shut:1: the folder cannot be opened (EACCES). Make it readable, or correct the link.',
    ],
  })
})

test('nor does one stop the others that is listed, but may not be entered', () => {
  const root = project({ 'config/events/b.yml': event('b'), 'node_modules/x.txt': '' })
  refuse('openSync', 'EACCES', 'b.yml')
  expect(load({ root })).toEqual({
    names: ['a'],
    faults: ['config/events/b.yml:1: the file cannot be read (EACCES). Make it readable.'],
  })
})

test('a folder of events that cannot be opened is told instead of missing definitions', () => {
  const root = project({})
  refuse('readdirSync', 'EACCES', join(root, 'config/events/'))
  expect(load({ root }).faults).toEqual([
    'config/events:1: the folder cannot be opened (EACCES). Make it readable, or correct the link.',
  ])
})

test('what a glob with ! leaves out is not read, nor are folders', () => {
  const root = project({ 'config/events/b.yml': event('b'), 'config/metrics/m.yml': metric('m') })
  mkdirSync(join(root, 'config/events/folder.yml'))
  const source = {
    root,
    events: ['config/*/*.yml', '!config/metrics/**', '!**/b.yml'],
    metrics: [],
  }
  expect(load(source)).toEqual({ names: ['a'], faults: [] })
})
