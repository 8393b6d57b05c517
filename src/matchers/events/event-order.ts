import { type MatcherUtils, printEvent } from '../../assertions/index.ts'
import { capLines } from '../../foundation/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'

/** Two names whose events came in another order than that of the names. */
export interface Disorder {
  readonly earlier: string
  /** The name that came too early. */
  readonly later: string
  /** The events of all names, in the order in which they came. */
  readonly events: readonly TrackedEvent[]
}

/**
 * Returns the first two names that are out of order: all events of one come before those of the
 * next. There is an event of each.
 */
export function findDisorder(
  names: readonly string[],
  events: readonly TrackedEvent[],
): Disorder | undefined {
  for (const [index, later] of names.entries()) {
    const earlier = names[index - 1]
    if (earlier === undefined) continue
    const last = events.findLastIndex(({ name }) => name === earlier)
    if (events.findIndex(({ name }) => name === later) < last) return { earlier, later, events }
  }
  return undefined
}

/** Explains which event came too early, and shows the order in which they came. */
export function orderMessage(
  names: readonly string[],
  { earlier, later, events }: Disorder,
  utils: MatcherUtils,
): string {
  const quote = (name: string) => JSON.stringify(name)
  return [
    `Expected ${quote(later)} to be triggered after ${quote(earlier)}, but it was triggered before it.`,
    [
      `Expected: ${utils.EXPECTED_COLOR(names.map(quote).join(', then '))}`,
      'Recorded, in this order:',
      ...capLines(events.map((event) => printEvent(event, utils))).map((line) =>
        utils.RECEIVED_COLOR(line),
      ),
    ].join('\n'),
    'Correct the order in which the block tracks them, or that of the names.',
  ].join('\n\n')
}
