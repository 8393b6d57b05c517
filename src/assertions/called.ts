import type { MatcherContext } from './matcher-context.ts'
import { isPattern } from './pattern.ts'

/** The kind of subject that an assertion is about, by its name in messages. */
export type Subject = 'block' | 'html' | 'internalEvents'

/** A call of a matcher: its meaning, and the terms that its chain has set. */
export interface Called<Target, Terms> {
  readonly context: MatcherContext
  /** The name of the subject in messages. */
  readonly subject: Subject
  /** The matcher's name. */
  readonly matcher: string
  /** The claim as written, without its chain: `toTriggerInternalEvents("mr_created")`. */
  readonly call: string
  /** Returns the whole assertion as written so far, which is the subject of its errors. */
  readonly text: () => string
  /** The meaning of the arguments. */
  readonly target: Target
  readonly terms: Terms
}

/** A call of a matcher before its arguments are read. */
export type CalledAs = Omit<Called<never, never>, 'target' | 'terms'>

/** Returns the beginning of an assertion as written: `expect(block).not`. */
export function subjectText(subject: Subject, { isNot }: MatcherContext): string {
  return `expect(${subject})${isNot ? '.not' : ''}`
}

const SHOWN = 10

/**
 * Returns the call of a matcher as it was written, without the last of many arguments. `more` are
 * the texts of others behind them.
 */
export function callText(
  matcher: string,
  args: readonly unknown[],
  more: readonly string[] = [],
): string {
  const shown = args.slice(0, SHOWN).map(argumentText)
  if (args.length > SHOWN) shown.push(`… and ${args.length - SHOWN} more`)
  return `${matcher}(${[...shown, ...more].join(', ')})`
}

function argumentText(arg: unknown): string | undefined {
  if (isPattern(arg)) return String(arg)
  if (typeof arg === 'function') return arg.name
  if (arg instanceof Error) return `${arg.name}: ${arg.message}`
  try {
    return JSON.stringify(arg)
  } catch {
    return typeof arg
  }
}
