import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { printReport, readCoverageReport, writeReport } from '../../src/coverage/index.ts'
import { asserting, event, reportOf, shopWith } from './shop.ts'

const root = () => shopWith()

/** Reads a file with this text; returns the error. */
function faultOf(text: string) {
  const file = join(root(), 'coverage.json')
  writeFileSync(file, text)
  try {
    readCoverageReport(file)
    return 'it was read'
  } catch (error) {
    const { code, message } = error as Error & { code: string }
    return `${code}: ${message.replace(file, '<file>')}`
  }
}

const sound = () => JSON.parse(printReport(reportOf([asserting(event('push'))])))

test('what is written is read again, and has a line for each entry', () => {
  const report = reportOf([asserting(event('push'))])
  const file = join(root(), 'a/b/coverage.json')
  writeReport(file, report)
  expect(readCoverageReport(file)).toEqual(report)
  const lines = readFileSync(file, 'utf8').split('\n')
  expect(lines.filter((line) => line.startsWith('  {"id":'))).toHaveLength(report.entries.length)
})

test('what a report has besides is passed over, as is a byte order mark', () => {
  const file = join(root(), 'coverage.json')
  const report = reportOf([])
  writeFileSync(file, `\uFEFF${printReport(report, { totals: {}, failed: [] })}`)
  expect(readCoverageReport(file)).toEqual(report)
})

test('an empty file and one that is cut in half are told of', () => {
  expect(faultOf(' ')).toBe(
    'INVALID_REPORT: Failed to read the coverage report <file>: it is empty. Run the tests again, and name the file that they write.',
  )
  const text = printReport(reportOf([]))
  expect(faultOf(text.slice(0, text.indexOf('"metrics":1') + 5))).toBe(
    'INVALID_REPORT: Failed to read the coverage report <file>: it is not JSON, or cut in half: it ends with ".yml\\",\\"line\\":1,\\"metr". Run the tests again, and name the file that they write.',
  )
})

test.each([['[]'], ['null'], ['{}'], ['{"version":1}'], ['{"result":{"all":3}}'], ['3']])(
  '%s is JSON of something else',
  (text) => {
    expect(faultOf(text)).toBe(
      'INVALID_REPORT: Failed to read the coverage report <file>: it is JSON of something else. Run the tests again, and name the file that they write.',
    )
  },
)

test('a report of another version is told of', () => {
  expect(faultOf(JSON.stringify({ ...sound(), version: 2 }))).toBe(
    'OTHER_VERSION: Failed to read the coverage report <file>: it has version 2 of the format, and this package reads version 1. Use one version of the package in all jobs, and run the tests again.',
  )
})

test.each([
  ['project', 3, 'project should be a text'],
  ['runs', {}, 'runs should be a list'],
  ['runs', [3], 'runs[0] should be an object'],
  [
    'runs',
    [{ runner: 'mocha', tests: 1 }],
    'runs[0].runner should be "vitest", "jest", "playwright"',
  ],
  ['runs', [{ runner: 'jest', tests: -1 }], 'runs[0].tests should be a number of things'],
  [
    'runs',
    [{ runner: 'jest', tests: 1, shard: { index: 3, count: 2 } }],
    'runs[0].shard.index should be at most 2, the number of shards',
  ],
  ['undefinedEvents', [null], 'undefinedEvents[0] should be a text'],
  ['entries', 'all', 'entries should be a list'],
])('a report with another %s is told of', (key, value, fault) => {
  expect(faultOf(JSON.stringify({ ...sound(), [key]: value }))).toBe(
    `INVALID_REPORT: Failed to read the coverage report <file>: ${fault}. Run the tests again, and name the file that they write.`,
  )
})

test.each([
  ['level', 'guarded', 'level should be "none", "called", "seen", "asserted"'],
  ['line', 0, 'line should be a number from 1'],
  ['weak', 'no', 'weak should be true or false'],
  ['owner', 3, 'owner should be a text'],
  [
    'id',
    { kind: 'filter', name: 'pull', property: 'label', value: null },
    'id.value should be a text or a number',
  ],
  ['id', { kind: 'property', name: 'pull' }, 'id.property should be a text'],
  [
    'tests',
    [{ name: 'a', file: 'b', level: 'none' }],
    'tests[0].level should be "called", "seen", "asserted"',
  ],
])('an entry with another %s is told of', (key, value, fault) => {
  const report = sound()
  report.entries[2][key] = value
  expect(faultOf(JSON.stringify(report))).toContain(`<file>: entries[2].${fault}. `)
})

test('a level is what the tests have, whatever a report says', () => {
  const report = sound()
  for (const entry of report.entries) Object.assign(entry, { level: 'asserted', tests: [] })
  const file = join(root(), 'coverage.json')
  writeFileSync(file, JSON.stringify(report))
  expect(new Set(readCoverageReport(file).entries.map(({ level }) => level))).toEqual(
    new Set(['none']),
  )
})

test('a file that is not there, a folder and a pipe are told of', () => {
  const folder = root()
  const read = (file: string) => () => readCoverageReport(join(folder, file))
  expect(read('none.json')).toThrow(
    `Failed to read the coverage report ${folder}/none.json: ENOENT. Name the file that a run of the tests wrote.`,
  )
  expect(read('config')).toThrow('config: it is not a regular file. Name the file')
  execFileSync('mkfifo', [join(folder, 'pipe')])
  expect(read('pipe')).toThrow('pipe: it is not a regular file. Name the file')
})

test('a folder that cannot be made is told of', () => {
  const folder = root()
  expect(() => writeReport(join(folder, 'package.json/coverage.json'), reportOf([]))).toThrow(
    `Failed to write the coverage report ${folder}/package.json/coverage.json: EEXIST. Name a folder that can be written to.`,
  )
})
