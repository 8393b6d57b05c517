/** Vitest 3 and 4 have this entry point; Vitest 5, which this project is checked with, has not. */
declare module 'vitest/suite' {
  export function getFn(task: object): () => unknown
  export function setFn(task: object, test: () => unknown): void
}
