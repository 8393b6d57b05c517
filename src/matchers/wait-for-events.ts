import type { Block } from '../fakes/index.ts'

// Taken when the setup file is loaded: a test may fake timers, and the wait has to end.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis

/** Waits until `done` holds after an event of the block, `time` ms at most; throws what it throws. */
export async function waitForEvents(
  block: Block,
  time: number,
  done: () => boolean,
): Promise<void> {
  if (done()) return
  await new Promise<void>((resolve, reject) => {
    const timer = startTimer(resolve, time)
    block.onEvent = () => {
      try {
        if (!done()) return
        stopTimer(timer)
        resolve()
      } catch (error) {
        reject(error)
      }
    }
  })
}
