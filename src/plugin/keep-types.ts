import { existsSync } from 'node:fs'
import { type HandedCatalog, openHandedCatalog } from '../definitions/index.ts'
import { refreshTypes, typesFileOf } from '../definitions/types/index.ts'

/**
 * Keeps the types of definitions current, where their root has a file of them. One with another name
 * is for whoever has named it; one that cannot be written stops no test.
 */
export function keepTypes(handed: HandedCatalog): void {
  const file = typesFileOf(handed.root)
  if (handed.error || !existsSync(file)) return
  try {
    const catalog = openHandedCatalog(handed, undefined)
    if (catalog) refreshTypes(catalog, file)
  } catch (error) {
    process.stderr.write(`internal-events-testing: ${(error as Error).message}\n`)
  }
}
