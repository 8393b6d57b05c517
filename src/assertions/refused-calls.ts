import { type BlockRun, currentCatalog } from '../fakes/index.ts'
import { capLines, messageOf, nearestName } from '../foundation/index.ts'
import { type RefusedCall, TrackingError } from '../tracking/index.ts'
import type { MatcherUtils } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'
import { withRemedy } from './with-remedy.ts'

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

/** Adds the refused calls to the message of a claim that they are the cause of, and their remedy alone. */
export function withRefused(
  message: string,
  refused: readonly RefusedCall[],
  utils: MatcherUtils,
): string {
  const [cause] = refused
  if (!cause) return message
  const alike = refused.filter((each) => kindOf(each) === kindOf(cause))
  const [first, ...rest] = withRemedy(message, REMEDIES[kindOf(cause)]).split('\n\n')
  const section = `${upperFirst(sentence(alike))}\n${printRefused(alike, utils)}`
  return [first, section, ...rest].join('\n\n')
}

/** @throws {MatcherError} `MOCKED_TRACKING` when a mock swallowed a call, so that nothing can be said. */
export function refuseMocked(assertion: string, refused: readonly RefusedCall[]): void {
  const mocked = refused.find(({ swallowedBy }) => swallowedBy)
  if (!mocked) return
  throw matcherError(
    'MOCKED_TRACKING',
    assertion,
    `a mock in the place of ${mocked.swallowedBy} swallowed the call that would have tracked ${JSON.stringify(mocked.name)}`,
    REMEDIES.swallowed,
  )
}

const REMEDIES = {
  refused: 'Correct the call.',
  uncounted: 'Correct the call.',
  staged: 'Claim that the event is not triggered here, or call fakes.failTracking after the block.',
  swallowed:
    'Let the mock call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead.',
}

function kindOf({ staged, swallowedBy, sent }: RefusedCall): keyof typeof REMEDIES {
  if (swallowedBy) return 'swallowed'
  if (sent) return 'uncounted'
  return staged ? 'staged' : 'refused'
}

function sentence(refused: readonly RefusedCall[]): string {
  const [{ staged, swallowedBy, sent }] = refused as readonly [RefusedCall]
  const one = refused.length === 1
  const calls = one ? 'a call' : `${refused.length} calls`
  if (swallowedBy) return `a mock in the place of ${swallowedBy} swallowed ${calls}.`
  if (sent) return `the end point that counts refused ${calls}, of which a page does not hear.`
  const caught = `and the code caught the ${one ? 'error' : 'errors'}.`
  return staged
    ? `the test made ${calls} fail with fakes.failTracking, ${caught}`
    : `tracking refused ${calls}, ${caught}`
}

function printRefused(refused: readonly RefusedCall[], utils: MatcherUtils): string {
  const [{ staged, swallowedBy }] = refused as readonly [RefusedCall]
  const lines = new Set(refused.map((each) => JSON.stringify(each.name) + reasonOf(each)))
  return [
    `${staged ? 'Failed' : swallowedBy ? 'Swallowed' : 'Refused'}:`,
    ...capLines([...lines]).map((line) => utils.RECEIVED_COLOR(line)),
  ].join('\n')
}

function reasonOf({ error, staged, swallowedBy }: RefusedCall): string {
  if (staged || swallowedBy) return ''
  if (error instanceof TrackingError) return `: ${error.reason}`
  return `: ${messageOf(error)}`
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
