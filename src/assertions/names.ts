import { type MatcherError, matcherError } from './matcher-error.ts'

/**
 * Checks the names that a matcher was given before anything runs; `find` throws for those that the
 * catalog does not know.
 */
export function checkNames(
  matcher: string,
  kind: 'event' | 'metric',
  names: readonly unknown[],
  find: (name: string) => unknown,
  subject: 'block' | 'html' = 'block',
): void {
  const call = `expect(${subject}).${matcher}(${names.map((name) => JSON.stringify(name)).join(', ')})`
  const seen = new Set<unknown>()
  for (const name of names) {
    if (typeof name !== 'string') {
      throw matcherError(
        'INVALID_NAMES',
        call,
        `the name of ${kind === 'event' ? 'an event' : 'a metric'} should be a string, but is ${name === null ? 'null' : `of type ${typeof name}`}`,
        'Pass names as strings, one argument each.',
      )
    }
    if (seen.has(name)) {
      throw matcherError(
        'INVALID_NAMES',
        call,
        `"${name}" is named twice`,
        `Name it once${kind === 'event' ? ', with .twice() for two events' : ', with .by(2) for two steps'}.`,
      )
    }
    seen.add(name)
    find(name)
  }
}

/** The error for a matcher that was given no names. */
export function noNames(
  matcher: string,
  kind: 'event' | 'metric',
  subject: 'block' | 'html' = 'block',
): MatcherError {
  return matcherError(
    'INVALID_NAMES',
    `expect(${subject}).${matcher}()`,
    `it names no ${kind}`,
    kind === 'event'
      ? 'Name the events that you expect; only the negated form may go without.'
      : 'Name the key paths of the metrics that you mean.',
  )
}

/** A matcher's call as it was written. */
export function callText(matcher: string, names: readonly string[]): string {
  return `${matcher}(${names.map((name) => JSON.stringify(name)).join(', ')})`
}
