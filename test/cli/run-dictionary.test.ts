import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { event, metric, projectOf, runDictionary } from '../dictionary/run-dictionary.ts'

const good = {
  'config/events/pull.yml': event('pull'),
  'config/metrics/pulls.yml': metric('counts.pulls', '[{ name: pull }]'),
}

test('it writes one page, and says how much it shows', async () => {
  const { run, page } = projectOf(good)
  expect(await run()).toEqual({
    code: 0,
    out: '<root>/dictionary/index.html: 1 event and 1 metric\n',
    error: '',
  })
  expect(page()).toMatch(/^<!doctype html>\n<!-- Made by internal-events dictionary/)
})

test('a page that is as it should be stays untouched', async () => {
  const { run, file } = projectOf(good)
  await run()
  const { ino } = statSync(file)
  expect((await run()).out).toBe('<root>/dictionary/index.html: 1 event and 1 metric, as before\n')
  expect(statSync(file).ino).toBe(ino)
})

test('a page of before is replaced when definitions change', async () => {
  const { root, run, data } = projectOf(good)
  await run()
  writeFileSync(join(root, 'config/events/push.yml'), event('push'))
  expect((await run()).out).toBe('<root>/dictionary/index.html: 2 events and 1 metric\n')
  expect(data().entries.map(({ name }) => name)).toEqual(['pull', 'push', 'counts.pulls'])
})

test('a command line that does not say where the page goes is an error', async () => {
  const { root } = projectOf(good)
  expect(await runDictionary(root)).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to run internal-events dictionary: it does not say where the page goes. Name a folder: --out public/dictionary.\n',
  })
  expect((await runDictionary(root, '--out=')).code).toBe(2)
})

test('its own help has every option', async () => {
  let help = ''
  const code = await runCommand(['dictionary', '--help'], {
    out: (text) => {
      help += text
    },
    error: () => {},
  })
  expect(code).toBe(0)
  expect(help.match(/^ {2}--\S+/gm)).toEqual([
    '  --out',
    '  --against',
    '  --coverage',
    '  --force',
    '  --root',
    '  --help',
  ])
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})

test('a project without definitions has no dictionary', async () => {
  const { run } = projectOf({})
  expect(await run()).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to make a dictionary of <root>: no file matches {,ee/}config/events/*.yml, {,ee/}config/events/removed/*.yml, {,ee/}config/metrics/**/*.yml. Add definitions there, or name your globs in internal-events.config.\n',
  })
})

test('a project whose definitions are all broken has no dictionary', async () => {
  const { run } = projectOf({ 'config/events/a.yml': 'action: [', 'config/metrics/b.yml': 'b' })
  expect(await run()).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to make a dictionary of <root>: no definition file there can be used. Run internal-events check.\n',
  })
})

test('broken files are counted, and the others are shown', async () => {
  const { run, data } = projectOf({
    ...good,
    'config/events/broken.yml': 'action: [',
    'config/events/nameless.yml': 'internal_events: true',
    'config/metrics/pulls_too.yml': metric('counts.pulls', '[{ name: pull }]'),
  })
  expect(await run()).toEqual({
    code: 0,
    out: '<root>/dictionary/index.html: 1 event and 1 metric\n',
    error: '3 files have faults, and what they define is left out: run internal-events check.\n',
  })
  expect(data().entries.map(({ file }) => file)).toEqual([
    'config/events/pull.yml',
    'config/metrics/pulls.yml',
  ])
})

test('a page of somebody else is not overwritten unasked', async () => {
  const { out, file, run, page } = projectOf({ ...good, 'dictionary/index.html': '<h1>Mine</h1>' })
  expect(await run()).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to write the dictionary to <root>/dictionary/index.html: another page is there. Name another folder, or give --force to replace the page.\n',
  })
  expect(readFileSync(file, 'utf8')).toBe('<h1>Mine</h1>')
  expect((await run('--force')).code).toBe(0)
  expect(page()).toContain('<title>Dictionary of shop</title>')
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe(page())
})

test('a folder with the name of the page is told of, and so is one that nothing can replace', async () => {
  const { file, run } = projectOf(good)
  mkdirSync(file, { recursive: true })
  expect((await run()).error).toContain('another page is there')
  expect(await run('--force')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to write the dictionary to <root>/dictionary/index.html: EISDIR. Name a folder that can be written to.\n',
  })
})

test('a pipe with the name of the page is not waited for', async () => {
  const { out, file, run } = projectOf(good)
  mkdirSync(out)
  execFileSync('mkfifo', [file])
  expect((await run()).error).toContain('another page is there')
  expect((await run('--force')).code).toBe(0)
  expect(statSync(file).isFile()).toBe(true)
})

test('a folder that cannot be made is an error', async () => {
  const { run } = projectOf({ ...good, dictionary: 'a file' })
  expect(await run()).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to write the dictionary to <root>/dictionary/index.html: ENOTDIR. Name a folder that can be written to.\n',
  })
})

test('a revision that Git does not know is an error, and no page is written', async () => {
  const { root, run } = projectOf(good)
  expect(await run('--against', 'main')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to compare with "main": Git does not know this revision in <root>. Fetch it, or correct the name.\n',
  })
  expect(() => statSync(join(root, 'dictionary'))).toThrow('ENOENT')
})

test('a machine without Git is told of', async () => {
  const { root, run } = projectOf(good)
  vi.stubEnv('PATH', root)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(await run('--against', 'main')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to compare with "main": there is no git to ask. Install it, or put it into PATH.\n',
  })
})
