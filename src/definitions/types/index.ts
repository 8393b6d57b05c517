export { compareTypes, namesInTypes } from './compare-types.ts'
export { generateTypes } from './generate-types.ts'
export { checkTypes, refreshTypes, type TypesFile, typesFileOf, writeTypes } from './write-types.ts'
