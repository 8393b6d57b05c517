import { nextMacrotask, startTimer, stopTimer } from '../foundation/index.ts'

/** The turns of the event loop that code gets to begin what it is about to send; clients need one or two. */
const TURNS = 8
/** The longest time (ms) to wait for requests: some are never answered. */
const LONGEST = 1000

/** Counts the requests of a test that are on their way to a collector: nobody knows yet what they carry. */
export class RequestsUnderWay {
  #count = 0
  #wake = (): void => {}

  /** Adds a request. Returns what ends it, once; call it when it is answered, or never will be. */
  begin(): () => void {
    let open = true
    this.#count++
    return () => {
      if (!open) return
      open = false
      this.#count--
      if (this.#count === 0) this.#wake()
    }
  }

  /** Resolves when nothing is under way any more, and code has had its turns to send; after a second at most. */
  async settle(): Promise<void> {
    let isOver = false
    let timer: ReturnType<typeof startTimer> | undefined
    for (;;) {
      for (let turn = 0; turn < TURNS; turn++) await nextMacrotask()
      if (this.#count === 0 || isOver) return stopTimer(timer)
      timer ??= startTimer(() => {
        isOver = true
        this.#wake()
      }, LONGEST)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
