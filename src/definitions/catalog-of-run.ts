import { readCacheFile, writeCacheFile } from './cache-file.ts'
import type { Catalog } from './catalog.ts'
import { readCatalog } from './catalog-text.ts'
import { compileCatalog } from './compile-catalog.ts'
import { runFile } from './run-file.ts'
import { runId } from './run-id.ts'
import { tellBadFiles } from './tell-bad-files.ts'

/**
 * Returns the catalog of a root where nobody has compiled it for the run. Only the first test file
 * reads the definitions; the others find its mark. A mark serves for two seconds: whoever runs tests
 * again in one process, after a change, does not get the catalog of before.
 */
export function catalogOfRun(root: string): Catalog {
  const mark = isSingleRun() ? runFile(root, 'catalog') : undefined
  const marked = mark && readMark(mark.path)
  if (marked) return marked
  const checked = now()
  const { catalog, file } = compileCatalog({ root })
  tellBadFiles(root, catalog)
  if (mark && file !== undefined && writeCacheFile(mark.path, `${checked}\n${file}`)) {
    mark.removeOthers()
  }
  return catalog
}

const SERVES_FOR = 2000

/** Taken when this module loads: a test may fake the time. */
const { now } = Date

function readMark(path: string): Catalog | undefined {
  const [checked, file] = readCacheFile(path)?.split('\n') ?? []
  const age = now() - Number(checked)
  return file !== undefined && age >= 0 && age < SERVES_FOR
    ? readCatalog(readCacheFile(file) ?? '')
    : undefined
}

/** Tells whether all test files of the process that started this one belong to one run: not while it watches. */
function isSingleRun(): boolean {
  return process.env['VITEST_MODE'] === 'RUN' && runId().isSure
}
