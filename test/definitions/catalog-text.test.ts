import { expect, test } from 'vitest'
import { readCatalog, writeCatalog } from '../../src/definitions/index.ts'
import { loadCatalog } from '../../src/entries/index.ts'

test('a catalog survives being written as text', () => {
  const catalog = loadCatalog()
  const copy = readCatalog(writeCatalog(catalog))
  expect([...copy.events]).toEqual([...catalog.events])
  expect([...copy.metrics]).toEqual([...catalog.metrics])
  expect(copy.rulesOf('push_package')).toEqual(catalog.rulesOf('push_package'))
})
