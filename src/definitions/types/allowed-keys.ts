import type { UndefinedEvents } from '../index.ts'
import { printKey, printLiteral } from './print-key.ts'

/**
 * Returns the keys of events that may be used without a definition, as members of an interface: a
 * name as it is, and a pattern as an index signature.
 */
export function allowedKeys(
  undefinedEvents: UndefinedEvents,
  defined: ReadonlySet<string>,
): string[] {
  if (undefinedEvents === 'error') return []
  const patterns = undefinedEvents === 'allow' ? ['*'] : [...new Set(undefinedEvents)].sort()
  // Of a pattern that takes all names, completions would be lost but for `& {}`.
  if (patterns.some((pattern) => /^\*+$/.test(pattern))) return ['[allowed: string & {}]']
  return patterns.flatMap((pattern) => {
    if (pattern.includes('*')) return [`[allowed: ${template(pattern)}]`]
    return defined.has(pattern) ? [] : [printKey(pattern)]
  })
}

function template(pattern: string): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the generated file
  return `\`${pattern.split(/\*+/).map(escaped).join('${string}')}\``
}

/** Escapes what would end a template, or its line. */
function escaped(text: string): string {
  return printLiteral(text).slice(1, -1).replace(/[`$]/g, '\\$&')
}
