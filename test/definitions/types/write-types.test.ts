import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Catalog, loadCatalog } from '../../../src/definitions/index.ts'
import { checkTypes, generateTypes, writeTypes } from '../../../src/definitions/types/index.ts'
import { temporaryProject } from '../temporary-project.ts'

function project(): { catalog: Catalog; root: string; file: string } {
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\n',
  })
  onTestFinished(remove)
  return { catalog: loadCatalog({ root }), root, file: join(root, 'types/events.d.ts') }
}

test('types are written whole, into a folder that may not be there yet', () => {
  const { catalog, file, root } = project()
  expect(writeTypes(catalog, file).isCurrent).toBe(false)
  expect(readFileSync(file, 'utf8')).toBe(generateTypes(catalog))
  expect(readdirSync(join(root, 'types'))).toEqual(['events.d.ts'])
})

test('a file that is current stays untouched, so that nobody who watches it is woken', () => {
  const { catalog, file } = project()
  writeTypes(catalog, file)
  const before = statSync(file, { bigint: true })
  expect(writeTypes(catalog, file).isCurrent).toBe(true)
  const { ino, mtimeNs } = statSync(file, { bigint: true })
  expect({ ino, mtimeNs }).toEqual({ ino: before.ino, mtimeNs: before.mtimeNs })
})

test('a file with the line ends of Windows is current', () => {
  const { catalog, file } = project()
  writeTypes(catalog, file)
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
  expect(checkTypes(catalog, file).isCurrent).toBe(true)
})

test('checking writes nothing', () => {
  const { catalog, file } = project()
  expect(checkTypes(catalog, file)).toEqual({
    before: undefined,
    after: generateTypes(catalog),
    isCurrent: false,
  })
  expect(existsSync(file)).toBe(false)
})

test('an empty file, and one of an older version, is written anew', () => {
  const { catalog, file, root } = project()
  mkdirSync(join(root, 'types'))
  for (const text of ['', '\n', `${generateTypes(catalog).split('\n', 1)[0]}\nexport {}\n`]) {
    writeFileSync(file, text)
    writeTypes(catalog, file)
    expect(readFileSync(file, 'utf8')).toBe(generateTypes(catalog))
  }
})

test('a file that was not generated is kept', () => {
  const { catalog, file, root } = project()
  mkdirSync(join(root, 'types'))
  writeFileSync(file, 'export interface Own {}\n')
  expect(() => writeTypes(catalog, file)).toThrow(
    expect.objectContaining({
      code: 'TYPES_NOT_WRITTEN',
      message: `Failed to write types to ${file}: the file was not generated. Name another file, or remove it.`,
    }),
  )
  expect(readFileSync(file, 'utf8')).toBe('export interface Own {}\n')
})

test('a folder in the place of the file, and a file in the place of its folder, are errors', () => {
  const { catalog, file, root } = project()
  mkdirSync(file, { recursive: true })
  expect(() => writeTypes(catalog, file)).toThrow(
    `Failed to write types to ${file}: it is not a regular file. Name a file that can be written.`,
  )
  const below = join(root, 'config/events/a.yml/events.d.ts')
  expect(() => writeTypes(catalog, below)).toThrow(
    `Failed to write types to ${below}: ENOTDIR. Name a file that can be written.`,
  )
})

test('a name that no system takes is an error, and leaves nothing behind', () => {
  const { catalog, root } = project()
  const file = join(root, `${'x'.repeat(300)}.d.ts`)
  expect(() => writeTypes(catalog, file)).toThrow(
    `Failed to write types to ${file}: ENAMETOOLONG. Name a file that can be written.`,
  )
  expect(readdirSync(root)).toEqual(['config'])
})
