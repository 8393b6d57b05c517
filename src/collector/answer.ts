import type { CollectedRequest } from './collected-request.ts'

/** The answer of a collector: a status, or none at all. */
export type Answer = number | 'network-error' | 'timeout'

/** An answer, or a function that decides on it by the request; asynchronous, to be slow. */
export type Answerer = Answer | ((request: CollectedRequest) => Answer | Promise<Answer>)
