import type { Project } from './project.ts'

/** Counts what has a fault for which a definition is not shown, or not known. */
export function filesLeftOut({ documents, catalog, unreadableFolders }: Project): number {
  const without = documents.filter(({ event, metrics }) => !event && metrics.length === 0)
  const twice = catalog.fileFaults.filter(({ code }) => code.startsWith('DUPLICATE_'))
  const files = new Set([...without.map(({ path }) => path), ...twice.map(({ file }) => file)])
  return files.size + unreadableFolders.length
}
