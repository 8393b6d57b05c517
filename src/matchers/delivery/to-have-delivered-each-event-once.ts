import type { MatcherContext, MatcherResult } from '../../assertions/index.ts'
import { callText, matcherError, onLineOf, refuseMore } from '../../assertions/index.ts'
import type { Delivery } from '../../collector/index.ts'
import { capLines, isMapping } from '../../foundation/index.ts'

const NAME = 'toHaveDeliveredEachEventOnce'

/** Checks `expect(collector).toHaveDeliveredEachEventOnce()`. */
export function toHaveDeliveredEachEventOnce(
  this: MatcherContext,
  subject: unknown,
  ...args: unknown[]
): MatcherResult {
  onLineOf(toHaveDeliveredEachEventOnce, () =>
    refuseMore(args, 0, `expect(collector).${callText(NAME, args)}`),
  )
  const deliveries = requireDeliveries(subject)
  const lost = deliveries.filter(({ accepted }) => accepted === 0)
  const repeated = deliveries.filter(({ accepted }) => accepted > 1)
  const { utils, isNot = false } = this
  const hint = () => utils.matcherHint(NAME, 'collector', '', { isNot })
  if (lost.length + repeated.length === 0) {
    return {
      pass: true,
      message: () =>
        `${hint()}\n\nExpected an event to be lost or delivered more than once, but each of ${deliveries.length} was delivered once.\n\nLeave out .not, or make the collector fail with collector.respondWith().`,
    }
  }
  const print = ({ name, attempts, accepted }: Delivery) =>
    `${utils.RECEIVED_COLOR(JSON.stringify(name))} sent ${times(attempts)}, accepted ${times(accepted)}`
  return {
    pass: false,
    message: () =>
      [
        hint(),
        `Expected each event to be delivered once, but ${lost.length} of ${deliveries.length} ${lost.length === 1 ? 'was' : 'were'} lost and ${repeated.length} delivered more than once.`,
        ...(lost.length > 0 ? [`Lost:\n${capLines(lost.map(print)).join('\n')}`] : []),
        ...(repeated.length > 0
          ? [`More than once:\n${capLines(repeated.map(print)).join('\n')}`]
          : []),
        'Wait for unfinished requests with collector.settled(). collector.requests has each answer.',
      ].join('\n\n'),
  }
}

/**
 * @throws {MatcherError} `INVALID_SUBJECT` unless the subject is a collector that got something.
 */
function requireDeliveries(subject: unknown): readonly Delivery[] {
  const deliveries = isMapping(subject) ? subject['deliveries'] : undefined
  const assertion = `expect(collector).${NAME}()`
  if (!Array.isArray(deliveries)) {
    throw matcherError(
      'INVALID_SUBJECT',
      assertion,
      'the subject is not a collector',
      'Pass collector of internal-events-testing/msw, or the result of startCollector().',
    )
  }
  if (deliveries.length === 0) {
    throw matcherError(
      'INVALID_SUBJECT',
      assertion,
      'no event was sent, so there is no delivery to check',
      'Check that the code that tracks runs, and that the collector takes its host and path.',
    )
  }
  return deliveries
}

function times(count: number): string {
  if (count === 0) return 'never'
  return count === 1 ? 'once' : `${count} times`
}
