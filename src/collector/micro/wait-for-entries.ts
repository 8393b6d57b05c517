import { startTimer, stopTimer } from '../../foundation/index.ts'
import type { EventFilter } from './event-filter.ts'
import type { EventStore } from './event-store.ts'
import type { GoodEntry } from './stored-event.ts'

/** Returns the matching events, newest first, when there are `count` of them or time is up. */
export function waitForEntries(
  store: EventStore,
  namespace: string,
  { matches }: EventFilter<GoodEntry>,
  count: number,
  timeout: number,
  signal: AbortSignal,
): Promise<GoodEntry[]> {
  const found = store
    .read(namespace)
    .filter((entry): entry is GoodEntry => entry.kind === 'good' && matches(entry))
  if (found.length >= count) return Promise.resolve(found)
  return new Promise((resolve) => {
    const end = () => {
      undo()
      stopTimer(timer)
      signal.removeEventListener('abort', end)
      resolve(found)
    }
    const timer = startTimer(end, timeout)
    // The timer does not keep the process of a closed collector alive.
    timer.unref()
    const undo = store.listen({
      added(entry) {
        if (entry.request.namespace !== namespace) return
        if (entry.kind !== 'good' || !matches(entry)) return
        found.unshift(entry)
        if (found.length >= count) end()
      },
      reset(forgotten) {
        if (forgotten === namespace) found.length = 0
      },
    })
    signal.addEventListener('abort', end)
  })
}
