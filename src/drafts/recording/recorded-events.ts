import { readRegularText } from '../../definitions/index.ts'
import { isMapping, messageOf, parseJson, printText } from '../../foundation/index.ts'
import { DraftError } from '../draft-error.ts'
import { IDENTIFIER_SETS } from '../event/event-rules.ts'
import { readSeenEvent, type SeenEvent } from './seen-event.ts'

/** All that a collector saw of the events of one name. */
export interface RecordedEvent {
  readonly action: string
  readonly count: number
  /** In the order of GitLab's sets of identifiers. */
  readonly identifiers: readonly string[]
  /** The values of each property, the first twenty that differ. */
  readonly properties: ReadonlyMap<string, readonly (string | number)[]>
  /** The properties that no definition can have, each with the reason. */
  readonly leftOut: readonly string[]
}

/** The events that a collector saw, as far as definitions can have them. */
export interface Recording {
  readonly events: readonly RecordedEvent[]
  /** The events whose names no definition can have, each with the reason. */
  readonly leftOut: readonly string[]
}

const MOST_VALUES = 20
/** The longest list of what is left out. */
const MOST_LEFT_OUT = 20

/**
 * Reads what a collector saw: the answer of `/micro/good`, or what `collector --output-json` printed.
 * Anything but a structured event is passed over.
 *
 * @throws {DraftError} `INVALID_INPUT_FILE`.
 */
export function readRecording(file: string): Recording {
  const items = readItems(file)
  const names = new Map<string, SeenEvent[]>()
  const unusable = new Map<string, string>()
  for (const seen of items.flatMap((item) => readSeenEvent(item) ?? [])) {
    if (seen.fault !== undefined) {
      unusable.set(seen.action, seen.fault)
      continue
    }
    const others = names.get(seen.action)
    if (others) others.push(seen)
    else names.set(seen.action, [seen])
  }
  const leftOut = printLeftOut('event', unusable)
  if (names.size === 0) {
    const seen = leftOut.length > 0 ? ` that can be defined: ${leftOut.join('; ')}` : ''
    throw invalidRecording(file, `it has no structured event${seen}`)
  }
  return { events: [...names].map(([action, seen]) => recordedEvent(action, seen)), leftOut }
}

function recordedEvent(action: string, events: readonly SeenEvent[]): RecordedEvent {
  return {
    action,
    count: events.length,
    identifiers: identifierSet(new Set(events.flatMap(({ identifiers }) => identifiers))),
    properties: valuesOf(events),
    leftOut: printLeftOut(
      `property of ${action}`,
      new Map(events.flatMap((event) => [...event.leftOut])),
    ),
  }
}

function printLeftOut(kind: string, faults: ReadonlyMap<string, string>): string[] {
  const shown = [...faults]
    .slice(0, MOST_LEFT_OUT)
    .map(([name, fault]) => `${kind} ${printText(name)}: ${fault}`)
  const more = faults.size - shown.length
  return more > 0 ? [...shown, `${kind}: ${more} more`] : shown
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
