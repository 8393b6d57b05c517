import type { Awaitable } from '../counters/index.ts'
import type { BlockRun } from '../fakes/index.ts'
import { startTimer, stopTimer } from '../foundation/index.ts'

/** How often (ms) to ask where no event of this process says that something changed. */
const POLL = 20

/**
 * Waits until `done` holds, `time` ms at most; throws what it throws. It is asked after each event
 * of the block, and where its counters lie in a store of others, now and then.
 */
export async function waitForEvents(
  block: BlockRun,
  time: number,
  done: () => Awaitable<boolean>,
): Promise<void> {
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
      const poll = block.store && startTimer(wake, POLL)
      await woken
      stopTimer(poll)
    }
  } finally {
    stopTimer(timer)
  }
}
