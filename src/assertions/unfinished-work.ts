import { isPromiseLike } from '../foundation/index.ts'

/** Returns cause and remedy where a block has returned work that is not done: a claim on it would say nothing. */
export function unfinishedWork(result: unknown): [cause: string, remedy: string] | undefined {
  if (holdsPromise(result)) {
    return [
      'the block returns a list with promises, so it ends before its work does',
      'Await them in the block: await Promise.all(…).',
    ]
  }
  const [, kind] = LAZY.exec(Object.prototype.toString.call(result)) ?? []
  if (kind === undefined) return undefined
  return [
    `the block returns a lazy iterator (${kind}), which runs nothing before it is iterated`,
    'Iterate it in the block; if other code does that, do not return it.',
  ]
}

/** Tells whether a list, a set or a map has a promise in it, or in a list in it. */
function holdsPromise(list: unknown, depth = 0): boolean {
  const isList = Array.isArray(list) || list instanceof Set || list instanceof Map
  if (!isList || depth > NESTED) return false
  for (const value of list.values()) {
    if (isPromiseLike(value) || holdsPromise(value, depth + 1)) return true
  }
  return false
}

/** Deeper lists are no lists of work, and may contain themselves. */
const NESTED = 3
const LAZY = /^\[object ((?:Async)?Generator|Iterator Helper)\]$/
