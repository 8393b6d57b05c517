import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeWhole } from '../../src/foundation/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

function folderOf(files: Record<string, string>): string {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  return root
}

test('a file that is replaced keeps its mode', () => {
  const folder = folderOf({ 'a.yml': 'before' })
  const file = join(folder, 'a.yml')
  chmodSync(file, 0o600)
  writeWhole(file, 'after')
  expect(readFileSync(file, 'utf8')).toBe('after')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['a.yml'])
})

test('a link stays one, and what it leads to is replaced', () => {
  const folder = folderOf({ 'elsewhere.yml': 'before' })
  symlinkSync('elsewhere.yml', join(folder, 'a.yml'))
  writeWhole(join(folder, 'a.yml'), 'after')
  expect(readFileSync(join(folder, 'elsewhere.yml'), 'utf8')).toBe('after')
})

test('a link that leads to no file is not replaced', () => {
  const folder = folderOf({})
  symlinkSync('nowhere.yml', join(folder, 'a.yml'))
  expect(() => writeWhole(join(folder, 'a.yml'), 'after')).toThrow(
    /^it is a link that leads to no file$/,
  )
  expect(readlinkSync(join(folder, 'a.yml'))).toBe('nowhere.yml')
  expect(readdirSync(folder)).toEqual(['a.yml'])
})

test('what cannot be moved into place leaves nothing behind', () => {
  const folder = folderOf({})
  mkdirSync(join(folder, 'a.yml'))
  expect(() => writeWhole(join(folder, 'a.yml'), 'after')).toThrow(/^EISDIR: /)
  expect(readdirSync(folder)).toEqual(['a.yml'])
})

test('the reason is told where not even the place of the other file is a folder', () => {
  const folder = folderOf({ 'a.yml': '' })
  expect(() => writeWhole(join(folder, 'a.yml/b.yml'), 'after')).toThrow(
    /^ENOTDIR: not a directory, open /,
  )
})
