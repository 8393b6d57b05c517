import { type AsyncScope, createAsyncScope, shared } from '../foundation/index.ts'

const scope = (): AsyncScope<true> => shared('ai-usage-events-of-all-ages', createAsyncScope<true>)

/**
 * Runs what reads rows of a store, those in memory that are older than three months included: a
 * clock that a test moves would reveal and hide them.
 */
export function readAllAges<Result>(read: () => Result): Result {
  return scope().run(true, read)
}

/** Tells whether rows of all ages are read. */
export function readsAllAges(): boolean {
  return scope().current() === true
}
