import {
  type CalledAs,
  isPattern,
  matcherError,
  matchesPattern,
  readNames,
} from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'

/** The events that a negation is about. */
export interface DeniedEvents {
  /** The names and patterns as messages show them; none means every event. */
  readonly texts: readonly string[]
  includes(name: string): boolean
}

const readEventNames = readNames({
  kind: 'event',
  find: (name) => currentCatalog().event(name).action,
  optional: true,
})

/**
 * Reads names and patterns; without any, all events are meant.
 *
 * @throws {MatcherError} `INVALID_NAMES` for a pattern that no defined event matches.
 */
export function readDeniedEvents(args: readonly unknown[], called: CalledAs): DeniedEvents {
  const all: unknown[] = args.flat(Number.POSITIVE_INFINITY)
  const patterns = all.filter(isPattern)
  if (patterns.length === 0) {
    const names = readEventNames(args, called)
    return {
      texts: names.map((name) => JSON.stringify(name)),
      includes: (name) => names.length === 0 || names.includes(name),
    }
  }
  const names = readEventNames(
    all.filter((arg) => !isPattern(arg)),
    called,
  )
  for (const pattern of patterns) refuseIdle(pattern, called)
  return {
    texts: [...names.map((name) => JSON.stringify(name)), ...patterns.map(String)],
    includes: (name) =>
      names.includes(name) || patterns.some((pattern) => matchesPattern(pattern, name)),
  }
}

/** Refuses a pattern that could never find anything. */
function refuseIdle(pattern: RegExp, { text }: CalledAs): void {
  const catalog = currentCatalog()
  if (catalog.mayMatch(pattern, (name) => matchesPattern(pattern, name))) return
  const allowsPatterns = String(catalog.undefinedEvents).includes('*')
  throw matcherError(
    'INVALID_NAMES',
    text(),
    `the pattern ${pattern} matches no defined event`,
    allowsPatterns
      ? 'Correct it, so that it can find something; for a name that undefinedEvents allows, write letters of the allowed pattern in it.'
      : 'Correct it, so that it can find something.',
  )
}
