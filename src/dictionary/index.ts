export type { DictionaryData } from './page/index.ts'
export { readDictionary } from './read-dictionary.ts'
export { writeDictionary } from './write-dictionary.ts'
