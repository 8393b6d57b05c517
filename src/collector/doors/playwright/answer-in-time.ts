import { startTimer, stopTimer } from '../../../foundation/index.ts'

/** The longest time (ms) to wait for a document, whose script may be busy. */
const BUSY = 5000

/** Returns what was read of a document; `undefined` where it does not answer, or is being left. */
export async function answerInTime<Answer>(read: Promise<Answer>): Promise<Answer | undefined> {
  let timer: ReturnType<typeof startTimer> | undefined
  const busy = new Promise<undefined>((resolve) => {
    timer = startTimer(() => resolve(undefined), BUSY)
  })
  try {
    return await Promise.race([read.catch(() => undefined), busy])
  } finally {
    stopTimer(timer)
  }
}
