import type { MatcherContext } from './matcher-context.ts'

/** What an assertion is about. */
export type Subject = 'block' | 'html'

/** How a matcher was called: what it means, and the terms that its chain has set. */
export interface Called<Target, Terms> {
  readonly context: MatcherContext
  /** What the subject is called in messages. */
  readonly subject: Subject
  /** The matcher's name. */
  readonly matcher: string
  /** The claim as written, without its chain: `toTriggerInternalEvents("mr_created")`. */
  readonly call: string
  /** What the arguments stand for. */
  readonly target: Target
  readonly terms: Terms
}

/** How a matcher was called, before its arguments are read. */
export type CalledAs = Pick<Called<never, never>, 'context' | 'matcher' | 'call'>

/** Returns a matcher's call as it was written. */
export function callText(matcher: string, args: readonly unknown[]): string {
  return `${matcher}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
}
