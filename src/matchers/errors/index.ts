export type { ErrorClass, ExpectedError } from './expected-error.ts'
export { rejects, throws } from './throw-error.ts'
