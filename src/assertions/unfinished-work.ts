import { isPromiseLike } from '../foundation/index.ts'

/** Returns cause and remedy where a block has returned work that is not done: a claim on it would say nothing. */
export function unfinishedWork(result: unknown): [cause: string, remedy: string] | undefined {
  if (Array.isArray(result) && result.some(isPromiseLike)) {
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

const LAZY = /^\[object ((?:Async)?Generator|Iterator Helper)\]$/
