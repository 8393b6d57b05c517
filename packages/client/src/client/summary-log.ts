import { runLater } from './real-timers.ts'

/** The shortest time between two lines, in milliseconds. */
const INTERVAL = 1000
/** The outcomes that a line names; a service may have any number of them. */
const MAX_OUTCOMES = 5

/** Tells a logger what became of events in lines that sum up, one a second at most. */
export class SummaryLog {
  readonly #logger: Pick<Console, 'warn'>
  readonly #counts = new Map<string, number>()
  #pending: (() => void) | undefined
  #quietUntil = 0

  constructor(logger: Pick<Console, 'warn'>) {
    this.#logger = logger
  }

  /** Counts an outcome. It is told at once, or with all others of its second. */
  add(outcome: string, events = 1): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + events)
    const wait = this.#quietUntil - performance.now()
    if (wait <= 0) this.write()
    else this.#pending ??= runLater(() => this.write(), wait)
  }

  /** Writes what has not been told yet. */
  write(): void {
    this.#pending?.()
    this.#pending = undefined
    if (this.#counts.size === 0) return
    const texts = [...this.#counts].map(([outcome, events]) => `${events} ${outcome}`)
    this.#counts.clear()
    this.#quietUntil = performance.now() + INTERVAL
    const others = texts.splice(MAX_OUTCOMES).length
    if (others > 0) texts.push(`and ${others} other causes`)
    this.#logger.warn(`Internal events: ${texts.join(', ')}`)
  }
}
