import type { CalledAs, Subject } from './claim.ts'
import { type MatcherError, matcherError } from './matcher-error.ts'

type Kind = 'event' | 'metric'

/** How a matcher reads its arguments as names. */
interface NamesOptions<Known> {
  readonly kind: Kind
  /** Returns what a name stands for; throws where nobody has defined it. */
  readonly find: (name: string, called: CalledAs) => Known
  /** Whether it may go without names. */
  readonly optional?: boolean
  readonly subject?: Subject
}

/** Makes the function that reads the arguments of a matcher as names, before anything runs. */
export function readNames<Known>({
  kind,
  find,
  optional = false,
  subject = 'block',
}: NamesOptions<Known>): (args: readonly unknown[], called: CalledAs) => readonly Known[] {
  return (args, called) => {
    const { matcher, call } = called
    if (args.length === 0 && !optional) throw noNames(matcher, kind, subject)
    const seen = new Set<string>()
    return args.map((name) => {
      if (typeof name !== 'string') {
        throw matcherError(
          'INVALID_NAMES',
          `expect(${subject}).${call}`,
          `the name of ${kind === 'event' ? 'an event' : 'a metric'} should be a string, but is ${name === null ? 'null' : `of type ${typeof name}`}`,
          'Pass names as strings, one argument each.',
        )
      }
      if (seen.has(name)) {
        throw matcherError(
          'INVALID_NAMES',
          `expect(${subject}).${call}`,
          `"${name}" is named twice`,
          `Name it once${kind === 'event' ? ', with .twice() for two events' : ', with .by(2) for two steps'}.`,
        )
      }
      seen.add(name)
      return find(name, called)
    })
  }
}

/** Returns a matcher's call as it was written. */
export function callText(matcher: string, args: readonly unknown[]): string {
  return `${matcher}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
}

function noNames(matcher: string, kind: Kind, subject: Subject): MatcherError {
  return matcherError(
    'INVALID_NAMES',
    `expect(${subject}).${matcher}()`,
    `it names no ${kind}`,
    kind === 'event'
      ? 'Name the events that you expect; only the negated form may go without.'
      : 'Name the key paths of the metrics that you mean.',
  )
}
