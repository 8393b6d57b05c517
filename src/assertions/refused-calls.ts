import { type BlockRun, currentCatalog } from '../fakes/index.ts'
import { capLines, nearestName } from '../foundation/index.ts'
import { type RefusedCall, TrackingError } from '../tracking/index.ts'
import type { MatcherUtils } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'

/**
 * Returns the calls in the block that tracking refused and that matter to a claim: those of a name
 * that it is about, and those of a name that is a misspelling of one.
 */
export function refusedCalls(
  { refusals, thrown }: BlockRun,
  isMeant: (name: string) => boolean,
): readonly RefusedCall[] {
  return refusals.filter(
    (refused) =>
      // The error that the block lets through is not hidden by anybody.
      (!thrown || refused.error !== thrown.error) &&
      (isMeant(refused.name) || isMeant(meantName(refused))),
  )
}

/** Explains why a negative claim does not hold, although nothing was recorded. */
export function refusedMessage(refused: readonly RefusedCall[], utils: MatcherUtils): string {
  return [
    `Expected the block not to track this, but it tried to: ${sentence(refused)}`,
    printRefused(refused, utils),
    'Correct the call, or remove it from the block.',
  ].join('\n\n')
}

/** Adds the refused calls to the message of a claim, behind its first sentence. */
export function withRefused(
  message: string,
  refused: readonly RefusedCall[],
  utils: MatcherUtils,
): string {
  if (refused.length === 0) return message
  const [first, ...rest] = message.split('\n\n')
  const section = `${upperFirst(sentence(refused))} Correct it first.\n${printRefused(refused, utils)}`
  return [first, section, ...rest].join('\n\n')
}

/** @throws {MatcherError} `MOCKED_TRACKING` when a mock swallowed a call, so that nothing can be said. */
export function refuseMocked(assertion: string, refused: readonly RefusedCall[]): void {
  const mocked = refused.find(({ by }) => by === 'mocked')
  if (!mocked) return
  throw matcherError(
    'MOCKED_TRACKING',
    assertion,
    `InternalEvents.trackEvent is a mock, which swallowed the call that would have tracked ${JSON.stringify(mocked.name)}`,
    'Let it call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead.',
  )
}

function sentence({ length }: readonly RefusedCall[]): string {
  return length === 1
    ? 'tracking refused a call, and the code caught the error.'
    : `tracking refused ${length} calls, and the code caught the errors.`
}

function printRefused(refused: readonly RefusedCall[], utils: MatcherUtils): string {
  const lines = new Set(refused.map((each) => `${JSON.stringify(each.name)}: ${reasonOf(each)}`))
  return ['Refused:', ...capLines([...lines]).map((line) => utils.RECEIVED_COLOR(line))].join('\n')
}

function reasonOf({ error, by }: RefusedCall): string {
  if (by === 'mocked') return 'InternalEvents.trackEvent is a mock, which swallowed the call.'
  if (by === 'staged') return 'fakes.failTracking made the call fail.'
  if (error instanceof TrackingError) return error.reason
  return error instanceof Error ? error.message : String(error)
}

/** Returns the defined name that was probably meant, or the name itself. */
function meantName({ name, error }: RefusedCall): string {
  const misspelt = error instanceof TrackingError && error.code === 'UNKNOWN_EVENT'
  if (!misspelt) return name
  return nearestName(String(name), currentCatalog().events.keys()) ?? name
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
