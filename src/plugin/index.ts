export { createPlugin } from './create-plugin.ts'
export { type ProvidedCatalog, provideCatalog } from './provide-catalog.ts'
