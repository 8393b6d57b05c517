import type { NearMiss } from '../assertions/index.ts'
import type { JourneyEntry } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'

/** One way in which a journey is not as its contract says. */
export type JourneyProblem =
  /** An event that did not happen, or not often enough. */
  | {
      readonly kind: 'missing'
      readonly entry: JourneyEntry
      readonly found: number
      readonly wanted: number
    }
  /** An event that happened with other fields. */
  | {
      readonly kind: 'changed'
      readonly entry: JourneyEntry
      readonly nearest: NearMiss<JourneyEvent>
      /** The number of times that it happened with the fields of the entry. */
      readonly found: number
    }
  /** An event that happened, but before another one that should come first. */
  | { readonly kind: 'reordered'; readonly entry: JourneyEntry; readonly after: JourneyEntry }
  /** An event that happened more often than the contract says. */
  | {
      readonly kind: 'duplicate'
      readonly entry: JourneyEntry
      readonly found: number
      readonly wanted: number
    }
  /** An event that a closed world does not have. */
  | { readonly kind: 'extra'; readonly event: JourneyEvent }
  /** A metric that moved by another step. */
  | {
      readonly kind: 'metric'
      readonly keyPath: string
      /** The line of the contract. */
      readonly line: number
      readonly expected: number
      readonly recorded: number
    }
