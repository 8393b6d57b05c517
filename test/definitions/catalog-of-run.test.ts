import fs, { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { catalogOfRun } from '../../src/definitions/index.ts'
import { temporaryProject } from './temporary-project.ts'

const CACHE = 'node_modules/.cache/internal-events-testing'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function project(mode: string, files: Record<string, string> = {}) {
  vi.stubEnv('VITEST_MODE', mode)
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\n',
    'node_modules/x.txt': '',
    ...files,
  })
  onTestFinished(remove)
  return {
    root,
    names: () => [...catalogOfRun(root).events.keys()],
    rename: (name: string) =>
      writeFileSync(join(root, 'config/events/a.yml'), `internal_events: true\naction: ${name}\n`),
    marks: () => readdirSync(join(root, CACHE)).filter((name) => !name.startsWith('catalog-')),
  }
}

test('in a run, only the first test file reads definitions', () => {
  const { names, rename, marks } = project('RUN')
  expect(names()).toEqual(['a'])
  rename('b')
  expect(names()).toEqual(['a'])
  expect(marks()).toHaveLength(1)
})

test('definitions are read again after two seconds, since a process may run tests several times', () => {
  const { root, names, rename, marks } = project('RUN')
  names()
  rename('b')
  const mark = join(root, CACHE, marks()[0] as string)
  const [checked, file] = readFileSync(mark, 'utf8').split('\n')
  const mark2 = (age: number) => writeFileSync(mark, `${Number(checked) - age}\n${file}`)
  mark2(-60_000)
  expect(names()).toEqual(['b'])
  rename('c')
  mark2(2100)
  expect(names()).toEqual(['c'])
})

test.each(['', 'x', '\n', '1\n/nowhere', `${Number.NaN}\n/dev/null`])(
  'a mark of %j is none',
  (text) => {
    const { root, names, marks } = project('RUN')
    names()
    writeFileSync(join(root, CACHE, marks()[0] as string), text)
    expect(names()).toEqual(['a'])
  },
)

test.each(['WATCH', ''])('in mode %j each test file reads definitions', (mode) => {
  const { names, rename, marks } = project(mode)
  expect(names()).toEqual(['a'])
  rename('b')
  expect(names()).toEqual(['b'])
  expect(marks()).toEqual([])
})

test('each test file reads them where nobody knows when the run has begun', () => {
  const { readFileSync } = fs
  vi.spyOn(fs, 'readFileSync').mockImplementation(((path: string, ...rest: []) => {
    if (String(path).startsWith('/proc/')) throw new Error('there is no /proc')
    return readFileSync(path, ...rest)
  }) as typeof readFileSync)
  const { names, rename } = project('RUN')
  expect(names()).toEqual(['a'])
  rename('b')
  expect(names()).toEqual(['b'])
})

test('the marks of other runs go', () => {
  const { root, names, marks } = project('RUN')
  names()
  const [mark] = marks() as [string]
  const other = mark.replace(/\..*/, '.1-2')
  writeFileSync(join(root, CACHE, other), '')
  writeFileSync(join(root, CACHE, mark), '')
  names()
  expect(marks()).toEqual([mark])
})

test('each test file reads them where there is no folder for a mark', () => {
  const { names, rename } = project('RUN', { 'node_modules/.cache': 'a file' })
  expect(names()).toEqual(['a'])
  rename('b')
  expect(names()).toEqual(['b'])
})
