import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  compileForRun,
  environmentCatalog,
  type HandedCatalog,
  openHandedCatalog,
  setEnvironmentCatalog,
} from '../../src/definitions/index.ts'
import jestDefinitions from '../../src/entries/jest-definitions.ts'
import { temporaryProject } from './temporary-project.ts'

function project(files: Record<string, string> = {}): string {
  const { root, remove } = temporaryProject({
    'package.json': '{}',
    'config/events/a.yml': 'internal_events: true\naction: a\n',
    'node_modules/x.txt': '',
    ...files,
  })
  onTestFinished(remove)
  return root
}

describe('a catalog that is compiled for a run', () => {
  test('is the same where it is opened, without a look at the definitions', () => {
    const root = project()
    const handed = compileForRun(root)
    rmSync(join(root, 'config/events/a.yml'))
    expect(openHandedCatalog(handed, root)?.event('a').action).toBe('a')
  })

  test('is that of the root above a folder of tests', () => {
    const root = project({ 'test/deep/x.txt': '' })
    const handed = compileForRun(join(root, 'test'))
    expect(handed.root).toBe(root)
    expect(openHandedCatalog(handed, join(root, 'test/deep'))?.events.size).toBe(1)
  })

  test('is not opened for tests that have other definitions', () => {
    const root = project({ 'packages/own/config/events/b.yml': 'action: b\n' })
    expect(openHandedCatalog(compileForRun(root), join(root, 'packages/own'))).toBeUndefined()
  })

  test('is opened from its text where nobody knows the folder', () => {
    const { file: _, ...handed } = compileForRun(project())
    expect(openHandedCatalog(handed, undefined)?.event('a').action).toBe('a')
  })

  test.each<[string, (file: string) => void]>([
    ['is gone', (file) => rmSync(file)],
    ['is half-written', (file) => writeFileSync(file, 'internal-events-testing 0.1.0 catalog')],
  ])('is not opened when its file %s', (_name, damage) => {
    const root = project()
    const { text: _text, ...handed } = compileForRun(root)
    damage(handed.file as string)
    expect(openHandedCatalog(handed, root)).toBeUndefined()
  })

  test('is an error where it is opened, if definitions cannot be read', () => {
    const root = project({ 'internal-events.config.json': '{ "event": [] }' })
    const handed = compileForRun(root)
    expect(() => openHandedCatalog(handed, root)).toThrow(
      expect.objectContaining({
        name: 'DefinitionError',
        code: 'INVALID_CONFIG',
        message: `Failed to read ${root}/internal-events.config.json: unknown key "event". Did you mean "events"?`,
      }),
    )
  })
})

describe('a catalog in the environment', () => {
  const VARIABLE = 'INTERNAL_EVENTS_CATALOG'
  afterEach(() => {
    delete process.env[VARIABLE]
    vi.restoreAllMocks()
  })

  test('reaches the workers of the process that compiled it', () => {
    const root = project()
    jestDefinitions({}, { rootDir: root })
    const value = process.env[VARIABLE]
    expect(openHandedCatalog(environmentCatalog() as HandedCatalog, root)?.events.size).toBe(1)
    // As in a worker.
    process.env[VARIABLE] = value?.replace(`"pid":${process.pid}`, `"pid":${process.ppid}`)
    expect(openHandedCatalog(environmentCatalog() as HandedCatalog, root)?.events.size).toBe(1)
  })

  test('does not reach another run, which inherits the environment', () => {
    setEnvironmentCatalog(compileForRun(project()))
    const value = process.env[VARIABLE]
    process.env[VARIABLE] = value?.replace(`"pid":${process.pid}`, '"pid":1')
    vi.spyOn(process, 'ppid', 'get').mockReturnValue(2)
    expect(environmentCatalog()).toBeUndefined()
  })

  test.each([undefined, '', 'x', 'null', '[]', '{}', `{ "pid": ${process.pid} }`])(
    'is none where the variable is %j',
    (value) => {
      if (value !== undefined) process.env[VARIABLE] = value
      expect(environmentCatalog()).toBeUndefined()
    },
  )
})
