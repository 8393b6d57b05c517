import { runsInBrowser } from '../foundation/index.ts'

/**
 * Tells whether the running code is a timer that fires once, set before asynchronous work had the
 * given id: only the code that set it can have caused it. Node.js has no public way to tell a timer
 * that fires once from one that repeats; where its internals differ, the answer is no.
 */
export function isOwnTimer(lastAsyncId: number): boolean {
  if (runsInBrowser()) return false
  const { executionAsyncId, executionAsyncResource } = asyncHooks()
  const resource = executionAsyncResource() as { readonly _repeat?: unknown }
  const kind = resource.constructor?.name
  const firesOnce =
    kind === 'Immediate' ||
    (kind === 'Timeout' && '_repeat' in resource && resource._repeat == null)
  return firesOnce && executionAsyncId() <= lastAsyncId
}

/** Returns the id of the latest asynchronous work; later work has higher ones. */
export function latestAsyncId(): number {
  if (runsInBrowser()) return 0
  const { AsyncResource } = asyncHooks()
  return new AsyncResource('internal-events-testing').asyncId()
}

function asyncHooks(): typeof import('node:async_hooks') {
  return process.getBuiltinModule('node:async_hooks')
}
