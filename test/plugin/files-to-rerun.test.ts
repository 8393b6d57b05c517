import { expect, test } from 'vitest'
import { UsedLines, writeCatalog } from '../../src/definitions/index.ts'
import { Catalog } from '../../src/entries/index.ts'
import { filesToRerun } from '../../src/plugin/index.ts'

const event = (action: string, line = 1) => ({
  action,
  internal: true,
  removed: false,
  classification: undefined,
  additionalProperties: new Set<string>(),
  identifiers: new Set<string>(),
  protectedProperties: new Set<string>(),
  file: `${action}.yml`,
  line,
})
const before = writeCatalog(new Catalog([event('a'), event('b')], []))
const now = {
  root: '/',
  file: 'now',
  text: writeCatalog(new Catalog([event('a'), event('b', 2), event('c')], [])),
}
const textOf = (file: string) => (file === 'before' ? before : undefined)

function use(catalog: string | undefined, names: readonly (string | undefined)[]) {
  const lines = new UsedLines()
  for (const name of names) lines.add('E', name)
  return { internalEvents: lines.of(catalog) }
}

test.each<[string, Parameters<typeof filesToRerun>[0][number]['meta'], boolean]>([
  ['used what has not changed', use('before', ['a']), false],
  ['used what has changed', use('before', ['a', 'b']), true],
  ['missed what has come', use('before', ['c']), true],
  ['missed what is still missing', use('before', ['d']), false],
  ['used all names, of which one has come', use('before', [undefined]), true],
  ['used the newest catalog', use('now', ['b', 'c', undefined]), false],
  ['used a catalog that nobody has any more', use('swept', ['a']), true],
  ['had no catalog, and needed it', use(undefined, ['a']), true],
  ['had no catalog, and did not need it', use(undefined, []), false],
  ['is not set up, and passed', {}, false],
])('a file that %s', (_name, meta, reruns) => {
  const file = { filepath: 'x.test.ts', meta, result: { state: 'pass' } }
  expect(filesToRerun([file], now, textOf)).toEqual(reruns ? ['x.test.ts'] : [])
})

test('a file that failed before it could tell what it uses', () => {
  const file = { filepath: 'x.test.ts', meta: {}, result: { state: 'fail' } }
  expect(filesToRerun([file], now, textOf)).toEqual(['x.test.ts'])
})

test('without definitions that can be read now, all files rerun that used some', () => {
  const files = [
    { filepath: 'a.test.ts', meta: use('before', ['a']) },
    { filepath: 'none.test.ts', meta: use('before', []) },
  ]
  expect(filesToRerun(files, { root: '/' }, textOf)).toEqual(['a.test.ts'])
})
