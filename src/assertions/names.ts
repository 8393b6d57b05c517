import type { CalledAs } from './called.ts'
import { type MatcherError, matcherError } from './matcher-error.ts'
import { isPattern } from './pattern.ts'

type Kind = 'event' | 'metric'

/** The rules by which a matcher reads its arguments as names. */
interface NamesOptions<Known> {
  readonly kind: Kind
  /** Looks up a name; throws when nobody has defined it. */
  readonly find: (name: string, called: CalledAs) => Known
  /** True when the matcher may be called without names. */
  readonly optional?: boolean
}

/**
 * Makes the function that reads the arguments of a matcher as names, before anything runs. Lists
 * are flattened, as the RSpec matchers do.
 */
export function readNames<Known>({
  kind,
  find,
  optional = false,
}: NamesOptions<Known>): (args: readonly unknown[], called: CalledAs) => readonly Known[] {
  return (given, called) => {
    const args: unknown[] = given.flat(Number.POSITIVE_INFINITY)
    if (args.length === 0 && !optional) throw noNames(called, kind)
    const fail = (cause: string, remedy: string) =>
      matcherError('INVALID_NAMES', called.text(), cause, remedy)
    if (given.some(isEmptyList)) throw fail(EMPTY_LIST, NO_EMPTY_LIST)
    const named = new Set<string>()
    return args.map((name) => {
      if (isPattern(name)) throw fail(...POSITIVE_PATTERN)
      if (typeof name !== 'string') throw fail(wrongType(name, kind), ONE_STRING_EACH)
      if (named.has(name)) {
        throw fail(`"${name}" is named twice`, `Name it once. Use ${wordForTwo(kind, called)}.`)
      }
      named.add(name)
      return find(name, called)
    })
  }
}

function wordForTwo(kind: Kind, { subject }: CalledAs): string {
  if (kind === 'metric') return '.by(2) to expect two steps'
  return `${subject === 'internalEvents' ? 'times: 2' : '.twice()'} to expect two events`
}

function isEmptyList(given: unknown): boolean {
  return Array.isArray(given) && given.flat(Number.POSITIVE_INFINITY).length === 0
}

const ONE_STRING_EACH = 'Pass names as strings, one by one or in a list.'
const POSITIVE_PATTERN = [
  'a pattern does not say what is expected',
  'Write out the names. Patterns are for negations of events: .not.toTriggerInternalEvents(/^use_/).',
] as const
const EMPTY_LIST = 'the list of names is empty'
const NO_EMPTY_LIST = 'Leave it out if you mean all of them, or name some.'

function wrongType(name: unknown, kind: Kind): string {
  const what = kind === 'event' ? 'an event' : 'a metric'
  const type = name === null ? 'null' : `of type ${typeof name}`
  return `the name of ${what} should be a string, but is ${type}`
}

function noNames({ text }: CalledAs, kind: Kind): MatcherError {
  return matcherError(
    'INVALID_NAMES',
    text(),
    `no ${kind} is named`,
    kind === 'event'
      ? 'Name the events that you expect. Only the negated form may have no names.'
      : 'Name the key paths of the metrics that you mean.',
  )
}
