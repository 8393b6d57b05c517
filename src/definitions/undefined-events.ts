import type { EventDefinition } from './event-definition.ts'
import { namePattern } from './name-pattern.ts'
import { samplesOf } from './samples-of.ts'

/** The names that may be used without a definition: none, all, or those that fit a pattern. */
export type UndefinedEvents = 'error' | 'allow' | readonly string[]

/** The names that may be used without a definition. In its patterns `*` stands for any letters. */
export class AllowedNames {
  readonly patterns: readonly string[]
  readonly #expressions: readonly RegExp[]

  constructor(undefinedEvents: UndefinedEvents) {
    this.patterns =
      undefinedEvents === 'error' ? [] : undefinedEvents === 'allow' ? ['*'] : undefinedEvents
    this.#expressions = this.patterns.map(namePattern)
  }

  includes(name: unknown): name is string {
    return (
      typeof name === 'string' &&
      name !== '' &&
      this.#expressions.some((allowed) => allowed.test(name))
    )
  }

  /**
   * Tells whether a regular expression may find an allowed name. Of a pattern with `*` it has to find
   * letters of the pattern itself: nearly any text may stand in the place of `*`, a misspelt name too.
   */
  mayMeet({ source, flags }: RegExp): boolean {
    const expression = new RegExp(source, flags.replace(/[gy]/g, ''))
    return this.patterns.some((pattern, index) => {
      if (!pattern.includes('*')) return expression.test(pattern)
      if (/^\*+$/.test(pattern)) return true
      const samples = samplesOf(expression)
      const allowed = this.#expressions[index] as RegExp
      return (
        samples.some((sample) => allowed.test(sample) && expression.test(sample)) ||
        fillings(samples).some((filling) => findsOwnLetters(expression, pattern, filling))
      )
    })
  }
}

/** Returns what the stars of a pattern may stand for: the ends and the beginnings of what is looked for. */
function fillings(samples: readonly string[]): string[] {
  const parts = samples.flatMap((sample) =>
    Array.from(sample, (_, index) => [sample.slice(index), sample.slice(0, index)]).flat(),
  )
  return [...new Set(['', 'a', ...parts])]
}

/** Tells whether an expression finds letters of a pattern, not only of what its stars stand for. */
function findsOwnLetters(expression: RegExp, pattern: string, filling: string): boolean {
  const parts = pattern.split('*')
  const match = expression.exec(parts.join(filling))
  if (!match) return false
  const end = match.index + match[0].length
  let start = 0
  return parts.some((part) => {
    const own = { start, end: start + part.length }
    start = own.end + filling.length
    return end === match.index || (match.index < own.end && own.start < end)
  })
}

/** Takes any name for declared. */
class EveryName extends Set<string> {
  override has(): boolean {
    return true
  }
}

/** Makes the definition of an event that has none. */
export function uncheckedEvent(action: string): EventDefinition {
  return {
    action,
    internal: true,
    removed: false,
    classification: undefined,
    identifiers: new Set(),
    additionalProperties: new EveryName(),
    protectedProperties: new Set(),
    unchecked: true,
    file: 'internal-events.config',
    line: 1,
  }
}
