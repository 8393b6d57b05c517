export { compareTypes, namesInTypes } from './compare-types.ts'
export { generateTypes } from './generate-types.ts'
export { checkTypes, type TypesFile, writeTypes } from './write-types.ts'
