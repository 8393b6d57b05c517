import type { Equal } from '../assertions/index.ts'
import { outsideRun, type TestRun } from '../fakes/index.ts'
import { printText } from '../foundation/index.ts'
import type { ContractPlace } from './contract-place.ts'
import type { JourneyContract } from './journey-contract.ts'
import { JourneyError } from './journey-error.ts'
import type { JourneyEvent } from './journey-event.ts'
import type { JourneyTest } from './journey-test.ts'
import { judgeJourney } from './judge-journey.ts'

/** An assertion of a journey that holds. */
interface Held {
  readonly test: JourneyTest
  /** The attempt of the test: one that has failed needs no contract any more. */
  readonly testRun: TestRun
  readonly events: readonly JourneyEvent[]
  readonly equal: Equal
}

/** Notes that an assertion holds, in a run that may correct its contract later. */
export function noteHeld(place: ContractPlace, variant: string | undefined, held: Held): void {
  heldHere().add(keyOf(place, variant), held)
}

/**
 * Refuses a corrected contract by which an assertion of the same file that holds would not hold any
 * more.
 *
 * @throws {JourneyError} `RECORDED_TWICE`.
 */
export function refuseToBreak(
  place: ContractPlace,
  variant: string | undefined,
  test: JourneyTest,
  corrected: JourneyContract,
): void {
  const broken = heldHere()
    .get(keyOf(place, variant))
    .find(
      ({ testRun, events, equal }) =>
        !testRun.failed && judgeJourney(corrected, events, equal).length > 0,
    )
  if (!broken) return
  const isOwn = broken.test.name === test.name && broken.test.file === test.file
  const who = isOwn
    ? 'an earlier assertion of this test'
    : `the test ${printText(broken.test.name)}`
  throw new JourneyError(
    'RECORDED_TWICE',
    `Failed to record journey ${printText(place.name)}: ${who} holds by the contract as it is, and would not by a corrected one. Give each journey a name of its own, or correct what this test sends.`,
  )
}

/** Returns what the tests of the running file have noted: the next file, or run of it, begins anew. */
function heldHere(): HeldJourneys {
  return outsideRun().part('held-journeys', () => new HeldJourneys())
}

class HeldJourneys {
  readonly #byContract = new Map<string, Held[]>()

  get(contract: string): readonly Held[] {
    return this.#byContract.get(contract) ?? []
  }

  add(contract: string, held: Held): void {
    this.#byContract.set(contract, [...this.get(contract), held])
  }

  reset(): void {
    this.#byContract.clear()
  }
}

function keyOf({ path }: ContractPlace, variant: string | undefined): string {
  return JSON.stringify([path, variant])
}
