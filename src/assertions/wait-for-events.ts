import type { Awaitable } from '../counters/index.ts'
import type { BlockRun } from '../fakes/index.ts'
import { startTimer, stopTimer } from '../foundation/index.ts'

/** The time (ms) between questions to a store that another process may change. */
const POLL = 20

/**
 * Waits until `done` holds, at most `time` ms; throws what `done` throws. Asks it after each event
 * of the block and, where another process may write to a store, every `POLL` ms.
 */
export async function waitForEvents(
  block: BlockRun,
  time: number,
  done: () => Awaitable<boolean>,
): Promise<void> {
  block.watched = time
  let over = false
  let wake = () => {}
  const timer = startTimer(() => {
    over = true
    wake()
  }, time)
  block.onEvent = () => wake()
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      if ((await done()) || over) return
      const poll = (block.store || block.usage) && startTimer(wake, POLL)
      await woken
      stopTimer(poll)
    }
  } finally {
    stopTimer(timer)
  }
}
