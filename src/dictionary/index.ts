export type { DictionaryData } from './page/index.ts'
export { readDictionary } from './read-dictionary.ts'
export { writeCoveragePage } from './write-coverage-page.ts'
export { writeDictionary } from './write-dictionary.ts'
