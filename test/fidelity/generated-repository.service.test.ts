import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { loadCatalog } from '../../src/entries/index.ts'
import { BAD_FILES, generateRepository, REMARKED_FILES } from './generated-repository.ts'

const ROOT = '.cache/generated-repository'
const FIXTURES = 'test/projects/generated-repository'
const { VITEST: _, ...env } = process.env

beforeAll(() => {
  generateRepository(ROOT)
  mkdirSync(join(ROOT, 'test'), { recursive: true })
  for (const name of readdirSync(FIXTURES))
    copyFileSync(join(FIXTURES, name), join(ROOT, 'test', name))
}, 60_000)

function run(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, args, { env: { ...env, NO_COLOR: '1' } })
}

test('a repository of 5,000 files with the oddities of years loads', () => {
  const { events, metrics, badFiles, faults } = loadCatalog({ root: ROOT })
  expect(events.size).toBeGreaterThan(1600)
  expect(metrics.size).toBeGreaterThan(6000)
  expect([...badFiles].sort()).toEqual(BAD_FILES)
  expect([...new Set(faults.map(({ file }) => file))].sort()).toEqual(
    [...BAD_FILES, ...REMARKED_FILES].sort(),
  )
}, 30_000)

test('its tests run, and say once how many files are bad', async () => {
  const { stdout, stderr } = await run(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--root',
    `${ROOT}/test`,
  )
  expect(stdout).toMatch(/Test Files +3 passed/)
  expect(`${stdout}${stderr}`.match(/^internal-events-testing: .*$/gm)).toEqual([
    'internal-events-testing: 9 definition files have faults, so what they define cannot be used; npx internal-events check --root .cache/generated-repository lists them.',
  ])
}, 60_000)

test('each of its rules moves, or says why not', async () => {
  const { stdout } = await run('test/fidelity/check-real.ts', ROOT)
  expect(stdout).toMatch(/\n0 unexplained\n$/)
}, 60_000)
