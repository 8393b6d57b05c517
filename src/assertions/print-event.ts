import { capLines } from '../foundation/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import type { MatcherUtils } from './matcher-context.ts'

const WIDTH = 100

/** Prints an event on one line: `"push_package" user 1, project 2, {"label": "npm"}`. */
export function printEvent(event: TrackedEvent, utils: MatcherUtils): string {
  const parts: string[] = []
  for (const field of ['user', 'project', 'namespace'] as const) {
    if (event[field] != null) parts.push(`${field} ${printValue(event[field].id, utils)}`)
  }
  const { additionalProperties } = event
  if (Object.keys(additionalProperties).length > 0) {
    parts.push(printValue(additionalProperties, utils))
  }
  return cut(`${JSON.stringify(event.name)}${parts.length > 0 ? ` ${parts.join(', ')}` : ''}`)
}

/** Prints one indented line an event, up to a cap; counts equal lines instead of repeating them. */
export function printEvents(events: readonly TrackedEvent[], utils: MatcherUtils): string[] {
  const counts = new Map<string, number>()
  for (const event of events) {
    const line = printEvent(event, utils)
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  const lines = [...counts].map(([line, count]) => (count > 1 ? `${line} (${count} times)` : line))
  return capLines(lines)
}

/** Prints a value of any size on one line, as the runner does. */
export function printValue(value: unknown, { stringify }: MatcherUtils): string {
  // Jest prints on one line by default, Vitest when asked to.
  const minimal = stringify({ a: 1 }).includes('\n')
  return cut(minimal ? stringify(value, 10, { min: true }) : stringify(value))
}

function cut(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text
}
