export { createPlugin } from './create-plugin.ts'
export { filesToRerun } from './files-to-rerun.ts'
export { type ProvidedCatalog, provideCatalog } from './provide-catalog.ts'
