import type { BlockRun } from '../../fakes/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import type { EventComparison } from './event-differences.ts'

/** The events of a block that have one of the names of a claim. */
interface Counted {
  readonly named: TrackedEvent[]
  /** The events that are as the claim expects. */
  readonly matching: TrackedEvent[]
}

type MatchesWith = (userIdSalt: EventComparison['userIdSalt']) => (event: TrackedEvent) => boolean

/**
 * The events that a claim counts, by its names. A block only gains events, and a claim may be judged
 * at each of them: each is compared once.
 */
export class CountedEvents {
  readonly #byName: ReadonlyMap<string, Counted>
  #compared = 0
  #userIdSalt: EventComparison['userIdSalt']

  constructor(names: readonly string[]) {
    this.#byName = new Map(names.map((name) => [name, { named: [], matching: [] }]))
  }

  has(name: string): boolean {
    return this.#byName.has(name)
  }

  /** Returns the events of one name. */
  of(name: string): Counted {
    return this.#byName.get(name) as Counted
  }

  /** Compares what has come since the last time, by the key that salts the ids of users. */
  update({ events, testRun }: BlockRun, matchesWith: MatchesWith): void {
    const { userIdSalt } = testRun.instance
    if (userIdSalt !== this.#userIdSalt) this.#forget()
    this.#userIdSalt = userIdSalt
    const matches = matchesWith(userIdSalt)
    for (const event of events.slice(this.#compared)) {
      const counted = this.#byName.get(event.name)
      counted?.named.push(event)
      if (counted && matches(event)) counted.matching.push(event)
    }
    this.#compared = events.length
  }

  #forget(): void {
    this.#compared = 0
    for (const { named, matching } of this.#byName.values()) {
      named.length = 0
      matching.length = 0
    }
  }
}
