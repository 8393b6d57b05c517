export { toChange } from './to-change.ts'
