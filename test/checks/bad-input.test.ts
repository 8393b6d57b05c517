import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { checkFiles, checkRoot, event, metric, SOUND } from './check-project.ts'

const FILE = 'config/events/a.yml'

function project(): string {
  const { root, remove } = temporaryProject(SOUND)
  onTestFinished(remove)
  return root
}

async function linesOf(bytes: string | Uint8Array): Promise<string> {
  const root = project()
  writeFileSync(join(root, FILE), bytes)
  const { code, out, error } = await checkRoot(root)
  expect([code, error]).toEqual([1, ''])
  return out
}

test('bytes that are not UTF-8 are told with line and column', async () => {
  const bytes = Buffer.concat([Buffer.from('action: a\ndescription: ü'), Buffer.from([0xe9, 0x0a])])
  expect(await linesOf(bytes)).toBe(
    `${FILE}:2:15: error: the line is not valid UTF-8. Save the file as UTF-8. [not-utf8]\n1 error in 1 file\n`,
  )
  expect(await linesOf(Buffer.from('\uFEFFaction: a\n', 'utf16le'))).toBe(
    `${FILE}:1:1: error: the line is not valid UTF-8. Save the file as UTF-8. [not-utf8]\n1 error in 1 file\n`,
  )
})

test('an alias bomb is one finding', async () => {
  const levels = Array.from({ length: 30 }, (_, index) =>
    index === 0 ? 'a0: &a0 [x]' : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
  )
  expect(await linesOf(`action: a\n${levels.join('\n')}\n`)).toBe(
    `${FILE}:3:10: error: the file has an alias, which GitLab does not load. Write the value out in both places. [yaml-alias]\n1 error in 1 file\n`,
  )
})

test.each([
  [
    '10 MB',
    `action: a\ndescription: ${'x'.repeat(10_000_000)}\n`,
    '1:1: error: the file has 10001 kB, and no definition has over 250. Put the definition alone into the file, or leave it out of the globs. [file-too-large]',
  ],
  [
    'deep nesting',
    `action: ${'['.repeat(5000)}\n`,
    '1:108: error: nesting exceeded maxDepth (100). Correct the YAML. [invalid-yaml]',
  ],
  [
    'a null byte',
    'action: a\u0000\n',
    '1:10: error: null byte is not allowed in input. Correct the YAML. [invalid-yaml]',
  ],
  ['a key of 200,000 letters', `${event('a')}${'k'.repeat(200_000)}: 1\n`, undefined],
  ['5,000 tiers', event('a', { tiers: `[${'x, '.repeat(5000)}free]` }), undefined],
  [
    '2,000 keys',
    `${event('a')}${Array.from({ length: 2000 }, (_, index) => `k${index}: 1\n`).join('')}`,
    undefined,
  ],
])('%s ends, with findings', async (_what, text, line) => {
  const out = await linesOf(text)
  const [first = ''] = out.split('\n')
  if (line !== undefined) expect(out).toBe(`${FILE}:${line}\n1 error in 1 file\n`)
  expect(first.length).toBeLessThan(1500)
})

test('of one file a hundred findings of a rule are told, and how many there are', async () => {
  const tiers = Array.from({ length: 1000 }, (_, index) => `x${index}`)
  const out = await linesOf(event('a', { tiers: `[${tiers.join(', ')}]` }))
  const lines = out.trimEnd().split('\n')
  expect(lines).toHaveLength(102)
  expect(lines[0]).toBe(
    `${FILE}:1:1: error: invalid-value has 900 more findings in this file. Correct the others first. [invalid-value]`,
  )
})

test('names of prototypes are names like others', async () => {
  const files = {
    ...SOUND,
    'config/events/constructor.yml': event('constructor', {
      additional_properties: '\n  __proto__:\n    description: x\n  toString:\n    description: y',
    }),
    'config/metrics/counts_all/hasOwnProperty.yml': metric('counts.hasOwnProperty', {
      events: '\n- name: constructor\n  filter:\n    __proto__: a\n    valueOf: b',
    }),
  }
  expect(await checkFiles(files)).toEqual({
    code: 1,
    out: 'config/metrics/counts_all/hasOwnProperty.yml:20:5: error: "constructor" does not declare valueOf (config/events/constructor.yml). Declare valueOf under additional_properties there, or correct the metric. [undeclared-property]\n1 error in 1 file\n',
    error: '',
  })
})

test('files with Windows line ends are checked like others, and keep them', async () => {
  const text = event('pull_package', { tiers: '\n- Free', milestone: '17.10' }).replaceAll(
    '\n',
    '\r\n',
  )
  const { root, remove } = temporaryProject({ 'config/events/pull_package.yml': text })
  onTestFinished(remove)
  const place = 'config/events/pull_package.yml'
  const tier = `${place}:16:3: error: tiers[0] is "Free", but should be one of free, premium or ultimate. Did you mean "free"? [invalid-value]\n`
  expect((await checkRoot(root)).out).toBe(
    `${place}:13:12: error: milestone is a number without quotes. Put it in quotes: 16.10 without them is 16.1. [unquoted-milestone]\n${tier}2 errors in 1 file; --fix corrects 1\n`,
  )
  expect((await checkRoot(root, '--fix')).out).toBe(`${tier}1 error in 1 file; 1 corrected\n`)
})

test('what cannot be read ends with 2, and the rest is checked', async () => {
  const root = project()
  symlinkSync('nowhere.yml', join(root, 'config/events/lost.yml'))
  symlinkSync('loop.yml', join(root, 'config/events/loop.yml'))
  symlinkSync('..', join(root, 'config/events/folder.yml'))
  symlinkSync('/dev/zero', join(root, 'config/events/zero.yml'))
  execFileSync('mkfifo', [join(root, 'config/events/pipe.yml')])
  writeFileSync(join(root, 'config/events/b.yml'), 'a: [\n')
  const { code, out } = await checkRoot(root)
  expect(code).toBe(2)
  expect(
    out,
  ).toBe(`config/events/b.yml:2:1: error: deficient indentation. Correct the YAML. [invalid-yaml]
config/events/folder.yml:1:1: error: it is not a regular file. Make it readable, correct the link, or remove it. [unreadable-file]
config/events/loop.yml:1:1: error: the link leads to no file (ELOOP). Make it readable, correct the link, or remove it. [unreadable-file]
config/events/lost.yml:1:1: error: the link leads to no file (ENOENT). Make it readable, correct the link, or remove it. [unreadable-file]
config/events/pipe.yml:1:1: error: it is not a regular file. Make it readable, correct the link, or remove it. [unreadable-file]
config/events/zero.yml:1:1: error: it is not a regular file. Make it readable, correct the link, or remove it. [unreadable-file]
6 errors in 6 files
`)
})

test('a folder that links to one around it ends', async () => {
  const { root, remove } = temporaryProject({
    ...SOUND,
    'config/metrics/counts_all/pulls.yml': metric('counts.pulls'),
  })
  onTestFinished(remove)
  symlinkSync('..', join(root, 'config/metrics/counts_all/loop'))
  symlinkSync('.', join(root, 'config/metrics/self'))
  expect(await checkRoot(root)).toMatchObject({
    code: 0,
    out: '1 event and 1 metric: no findings\n',
  })
})

test.runIf(process.getuid?.() !== 0)('a file without permission ends with 2', async () => {
  const root = project()
  writeFileSync(join(root, FILE), event('a'))
  chmodSync(join(root, FILE), 0)
  const { code, out } = await checkRoot(root)
  expect([code, out]).toEqual([
    2,
    `${FILE}:1:1: error: the file cannot be read (EACCES). Make it readable, correct the link, or remove it. [unreadable-file]\n1 error in 1 file\n`,
  ])
})

test('--fix of a file that cannot be written says so', async () => {
  const root = project()
  const longest = Number(execFileSync('getconf', ['PATH_MAX', root], { encoding: 'utf8' })) - 1
  const folder = folderOfLength(join(root, 'config/metrics'), longest - '/a.yml'.length)
  // The path of a file beside it, which would be moved into its place, is too long.
  writeFileSync(join(folder, 'a.yml'), metric('counts.pulls', { milestone: '16.10' }))
  const { code, error } = await checkRoot(root, '--fix')
  expect(code).toBe(2)
  expect(error).toMatch(
    /^Failed to fix <root>\/config\/metrics\/.*\/a\.yml: ENAMETOOLONG: .*\. Make it writable, or correct it by hand\.\n$/,
  )
})

function folderOfLength(start: string, length: number): string {
  let folder = start
  while (length - folder.length > 200) folder += `/${'x'.repeat(99)}`
  folder += `/${'x'.repeat(length - folder.length - 1)}`
  mkdirSync(folder, { recursive: true })
  return folder
}
