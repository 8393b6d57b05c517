import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { saveDraft } from '../../src/drafts/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

let remove = () => {}
afterEach(() => remove())

function root(files: Record<string, string> = {}): string {
  const made = temporaryProject(files)
  remove = made.remove
  return made.root
}

const PATH = 'config/events/x.yml'
const draft = (content: string) => ({ kind: 'event', name: 'x', path: PATH, content }) as const
const filesIn = (folder: string) => readdirSync(join(folder, 'config/events'))
const MEANWHILE = `Failed to write the event definition ${PATH}: the file was written by somebody else meanwhile. Look at it, and run the command again.`

test('a file is created, with its folder, and nothing else', () => {
  const folder = root()
  expect(saveDraft(folder, draft('a\n'), undefined)).toBe('create')
  expect(filesIn(folder)).toEqual(['x.yml'])
  expect(readFileSync(join(folder, PATH), 'utf8')).toBe('a\n')
})

test('a file that came meanwhile is left alone', () => {
  const folder = root({ [PATH]: 'theirs' })
  expect(() => saveDraft(folder, draft('a\n'), undefined)).toThrow(
    expect.objectContaining({ code: 'FILE_EXISTS', message: MEANWHILE }),
  )
  expect(readFileSync(join(folder, PATH), 'utf8')).toBe('theirs')
  expect(filesIn(folder)).toEqual(['x.yml'])
})

test('a file is replaced only if it is as it was seen', () => {
  const folder = root({ [PATH]: 'seen' })
  expect(() => saveDraft(folder, draft('a\n'), 'seen before')).toThrow(MEANWHILE)
  expect(saveDraft(folder, draft('a\n'), 'seen')).toBe('update')
  expect(readFileSync(join(folder, PATH), 'utf8')).toBe('a\n')
  expect(filesIn(folder)).toEqual(['x.yml'])
})

test('a link stays a link', () => {
  const folder = root({ 'elsewhere.yml': 'seen', 'config/events/y.yml': '' })
  symlinkSync(join(folder, 'elsewhere.yml'), join(folder, PATH))
  saveDraft(folder, draft('a\n'), 'seen')
  expect(readFileSync(join(folder, 'elsewhere.yml'), 'utf8')).toBe('a\n')
})

test.each([
  ['ENOTDIR', (folder: string) => writeFileSync(join(folder, 'config'), '')],
  ['ELOOP', (folder: string) => symlinkSync('config', join(folder, 'config'))],
  ['EISDIR', (folder: string) => mkdirSync(join(folder, PATH), { recursive: true })],
])('a place where nothing can be written is told: %s', (code, spoil) => {
  const folder = root()
  spoil(folder)
  const seen = code === 'EISDIR' ? 'seen' : undefined
  expect(() => saveDraft(folder, draft('a\n'), seen)).toThrow(
    `Failed to write the event definition ${PATH}: ${code}. Make its folder one that can be written to.`,
  )
})

test('of many that create one file at once, one succeeds, and its file is whole', async () => {
  const folder = root()
  const module = new URL('../../src/drafts/save-draft.ts', import.meta.url).href
  const code = (content: string) => `
    const { parentPort } = require('node:worker_threads')
    import(${JSON.stringify(module)}).then(({ saveDraft }) => {
      try {
        parentPort.postMessage(saveDraft(${JSON.stringify(folder)}, ${JSON.stringify(draft(content))}, undefined))
      } catch (error) {
        parentPort.postMessage(error.code)
      }
    })`
  const contents = [1, 2, 3, 4].map((digit) => `${digit}`.repeat(100_000))
  const outcomes = await Promise.all(
    contents.map(
      (content) =>
        new Promise((resolve) => {
          new Worker(code(content), { eval: true }).once('message', resolve)
        }),
    ),
  )
  expect(outcomes.sort()).toEqual(['FILE_EXISTS', 'FILE_EXISTS', 'FILE_EXISTS', 'create'])
  expect(contents).toContain(readFileSync(join(folder, PATH), 'utf8'))
  expect(filesIn(folder)).toEqual(['x.yml'])
})
