import { readRegularText } from '../../definitions/index.ts'
import { isMapping, messageOf, parseJson } from '../../foundation/index.ts'
import { DraftError } from '../draft-error.ts'
import { IDENTIFIER_SETS } from '../event/event-rules.ts'
import { readSeenEvent, type SeenEvent } from './seen-event.ts'

/** What a collector saw of all events of one name. */
export interface RecordedEvent {
  readonly action: string
  readonly count: number
  /** In the order of GitLab's sets of identifiers. */
  readonly identifiers: readonly string[]
  /** The values of each property, the first twenty that differ. */
  readonly properties: ReadonlyMap<string, readonly (string | number)[]>
}

const MOST_VALUES = 20

/**
 * Reads what a collector saw: the answer of `/micro/good`, or what `collector --output-json` printed.
 * Anything but a structured event is left out.
 *
 * @throws {DraftError} `INVALID_INPUT_FILE`.
 */
export function readRecording(file: string): RecordedEvent[] {
  const items = readItems(file)
  const names = new Map<string, SeenEvent[]>()
  for (const seen of items.flatMap((item) => readSeenEvent(item) ?? [])) {
    const others = names.get(seen.action)
    if (others) others.push(seen)
    else names.set(seen.action, [seen])
  }
  if (names.size === 0) throw invalidRecording(file, 'it has no structured event')
  return [...names].map(([action, events]) => ({
    action,
    count: events.length,
    identifiers: identifierSet(new Set(events.flatMap(({ identifiers }) => identifiers))),
    properties: valuesOf(events),
  }))
}

function readItems(file: string): readonly unknown[] {
  const text = readText(file)
  try {
    const value = parseJson(text)
    if (Array.isArray(value)) return value
    if (isMapping(value)) return [value]
  } catch {
    // It may be a line for each event.
  }
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => parseJson(line))
  } catch {
    throw invalidRecording(file, 'it is neither a JSON list nor a line of JSON for each event')
  }
}

function readText(file: string): string {
  try {
    return readRegularText(file)
  } catch (error) {
    throw invalidRecording(file, (error as NodeJS.ErrnoException).code ?? messageOf(error))
  }
}

function invalidRecording(file: string, cause: string): DraftError {
  return new DraftError(
    'INVALID_INPUT_FILE',
    `Failed to read the recording ${file}: ${cause}. Give the answer of /micro/good, or what internal-events collector --output-json printed.`,
  )
}

/** Returns the smallest of GitLab's sets that has all identifiers, else these themselves. */
function identifierSet(seen: ReadonlySet<string>): readonly string[] {
  const fitting = IDENTIFIER_SETS.map(([set]) => set)
    .filter((set) => [...seen].every((name) => set.includes(name)))
    .sort((one, other) => one.length - other.length)
  return fitting[0] ?? [...seen].sort()
}

function valuesOf(events: readonly SeenEvent[]): Map<string, (string | number)[]> {
  const properties = new Map<string, Set<string | number>>()
  for (const [name, value] of events.flatMap(({ properties }) => [...properties])) {
    const values = properties.get(name) ?? new Set()
    properties.set(name, values)
    if (values.size < MOST_VALUES) values.add(value)
  }
  return new Map([...properties].map(([name, values]) => [name, [...values]]))
}
