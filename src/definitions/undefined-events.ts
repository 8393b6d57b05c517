import type { EventDefinition } from './event-definition.ts'

/** The names that may be used without a definition: none, all, or those that fit a pattern. */
export type UndefinedEvents = 'error' | 'allow' | readonly string[]

/** The names that may be used without a definition. In its patterns `*` stands for any letters. */
export class AllowedNames {
  readonly patterns: readonly string[]
  readonly #expressions: readonly RegExp[]

  constructor(undefinedEvents: UndefinedEvents) {
    this.patterns =
      undefinedEvents === 'error' ? [] : undefinedEvents === 'allow' ? ['*'] : undefinedEvents
    this.#expressions = this.patterns.map(
      (pattern) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`),
    )
  }

  includes(name: unknown): name is string {
    return (
      typeof name === 'string' &&
      name !== '' &&
      this.#expressions.some((allowed) => allowed.test(name))
    )
  }

  /**
   * Tells whether a regular expression may find an allowed name. It cannot where both begin with
   * letters that differ.
   */
  mayMeet({ source, flags }: RegExp): boolean {
    const start = source.includes('|') || flags.includes('i') ? '' : beginningOf(source)
    return this.patterns.some((pattern) => {
      const other = pattern.split('*')[0] as string
      return start.startsWith(other) || other.startsWith(start)
    })
  }
}

/** Returns the letters with which each match of a regular expression begins, as far as it is plain. */
function beginningOf(source: string): string {
  const [, letters = '', next = ''] = /^\^(\w*)(.?)/.exec(source) ?? []
  return '?*{'.includes(next) ? letters.slice(0, -1) : letters
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
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
    additionalProperties: new EveryName(),
    protectedProperties: new Set(),
    unchecked: true,
    file: 'internal-events.config',
    line: 1,
  }
}
