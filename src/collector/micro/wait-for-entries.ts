import { forEachInTurns, startTimer, stopTimer } from '../../foundation/index.ts'
import type { EventFilter } from './event-filter.ts'
import type { EventStore } from './event-store.ts'
import type { Entry, GoodEntry } from './stored-event.ts'

/** Returns the `count` newest events that match, newest first; fewer if time is up. */
export async function waitForEntries(
  store: EventStore,
  namespace: string,
  { matches }: EventFilter<GoodEntry>,
  count: number,
  timeout: number,
  signal: AbortSignal,
): Promise<GoodEntry[]> {
  // Newest first, and those that come later oldest first: one may come while the others are looked through.
  let early: GoodEntry[] = []
  let late: GoodEntry[] = []
  // It holds nothing that the store has dropped.
  const prune = () => {
    for (let last = early.at(-1); last && !store.keeps(last); last = early.at(-1)) early.pop()
    for (let [first] = late; first && !store.keeps(first); [first] = late) late.shift()
  }
  let isReset = false
  let end = () => {}
  const isMatch = (entry: Entry): entry is GoodEntry => entry.kind === 'good' && matches(entry)
  const undo = store.listen({
    added(entry) {
      if (entry.request.namespace !== namespace || !isMatch(entry)) return
      late.push(entry)
      prune()
      if (early.length + late.length >= count) end()
    },
    reset(forgotten) {
      if (forgotten !== namespace) return
      isReset = true
      early = []
      late = []
    },
  })
  await forEachInTurns(store.read(namespace), (entry) => {
    if (!isReset && early.length < count && isMatch(entry)) early.push(entry)
  })
  if (early.length + late.length < count && !signal.aborted) {
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const timer = startTimer(end, timeout)
    // The timer does not keep the process of a closed collector alive.
    timer.unref()
    signal.addEventListener('abort', end)
    await ended
    signal.removeEventListener('abort', end)
    stopTimer(timer)
  }
  undo()
  prune()
  return [...late.reverse(), ...early].slice(0, count)
}
