import fs, { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { loadCatalog, tellBadFiles } from '../../src/definitions/index.ts'
import { temporaryProject } from './temporary-project.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const good = { 'config/events/good.yml': 'internal_events: true\naction: good\n' }
const bad = (name: string) => ({ [`config/events/${name}.yml`]: 'action: [\n' })

/** Returns what each of several workers writes, one after another; `runs` are those they belong to. */
function told(
  files: Record<string, string>,
  runs: readonly number[],
  starts: readonly (string | undefined)[] = [],
): string[] {
  const { root, remove } = temporaryProject({ ...good, ...files })
  onTestFinished(remove)
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  const { pid, ppid } = process
  onTestFinished(() => {
    Object.defineProperties(process, { pid: { value: pid }, ppid: { value: ppid } })
  })
  const { readFileSync } = fs
  return runs.map((run, index) => {
    const reading = vi.spyOn(fs, 'readFileSync').mockImplementation(((
      path: string,
      ...rest: []
    ) => {
      if (path !== `/proc/${run}/stat`) return readFileSync(path, ...rest)
      if (starts[index] === undefined) throw new Error('there is no /proc')
      return `${run} (a (b) 1 2) S ${'0 '.repeat(18)}${starts[index]} 7 8`
    }) as typeof readFileSync)
    Object.defineProperties(process, {
      pid: { value: run, configurable: true },
      ppid: { value: run, configurable: true },
    })
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    tellBadFiles(root, loadCatalog({ root }))
    const text = write.mock.calls.map(([part]) => part).join('')
    write.mockRestore()
    reading.mockRestore()
    const cache = join(root, 'node_modules/.cache/internal-events-testing')
    if (existsSync(cache)) {
      expect(readdirSync(cache).filter((name) => name.includes('.')).length).toBeLessThan(2)
    }
    return text
  })
}

const one =
  'internal-events-testing: 1 definition file has faults, so what it defines cannot be used; npx internal-events check lists them.\n'
const two =
  'internal-events-testing: 2 definition files have faults, so what they define cannot be used; npx internal-events check lists them.\n'

test('a run says it once, the next one says it again', () => {
  const files = { ...bad('a'), 'node_modules/x.txt': '' }
  expect(told(files, [1, 1, 2, 2, 2])).toEqual([one, '', one, '', ''])
})

test('a run of the same process id says it again, if the process began at another time', () => {
  const files = { ...bad('a'), 'node_modules/x.txt': '' }
  expect(told(files, [1, 1, 1, 1], ['100', '100', '250', '250'])).toEqual([one, '', one, ''])
})

test('without a place for what workers share, each of them says it', () => {
  expect(told({ ...bad('a'), ...bad('b') }, [1, 1])).toEqual([two, two])
  const blocked = { ...bad('a'), 'node_modules/.cache': 'a file where the folder should be' }
  expect(told(blocked, [1, 1])).toEqual([one, one])
})

test('what does no harm is not told', () => {
  expect(told({ 'config/metrics/m.yml': 'key_path: m\nkey_path: m\n' }, [1])).toEqual([''])
})
