import { readDefinitionFile, readRegularText } from '../definitions/index.ts'
import { isMapping, messageOf, parseJson, printable, requireModule } from '../foundation/index.ts'
import { isEntry } from './evidence-index.ts'
import { JourneyError } from './journey-error.ts'

/** How one journey of a run differs from that of another run. */
export interface JourneyChange {
  /** The name of the journey with its variant, and the test. */
  readonly title: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** The events that only the first run has, one line each. */
  readonly removed: readonly string[]
  /** The events that only the second run has. */
  readonly added: readonly string[]
}

/** Two runs of journeys, compared. */
export interface RunComparison {
  readonly changes: readonly JourneyChange[]
  /** The number of journeys that are the same in both. */
  readonly same: number
}

/**
 * Compares two recorded runs of journeys, by their folders. Events count as often as they came.
 *
 * @throws {JourneyError} `UNREADABLE_EVIDENCE`.
 */
export function compareRuns(before: string, after: string): RunComparison {
  const [one, other] = [readRun(before), readRun(after)]
  const changes = [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((title) => {
    const [old, now] = [one.get(title), other.get(title)]
    const removed = without(old ?? [], now ?? [])
    const added = without(now ?? [], old ?? [])
    const kind = !old ? 'added' : !now ? 'removed' : 'changed'
    return old && now && removed.length + added.length === 0
      ? []
      : [{ title, kind, removed, added } as const]
  })
  return { changes, same: new Set([...one.keys(), ...other.keys()]).size - changes.length }
}

/** Returns the lines of one list that another one has not, each as often as it is missing there. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const index = left.indexOf(line)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

/** Reads the events of each journey of a run. */
function readRun(folder: string): Map<string, readonly string[]> {
  const { relative, resolve } = requireModule('node:path')
  const index = reading(folder, 'index.json', (text) => parseJson(text))
  if (!Array.isArray(index) || !index.every(isEntry)) {
    throw unreadable(folder, 'index.json is not a list of journeys')
  }
  return new Map(
    index.map((entry) => {
      const { journey, variant, example, events } = entry
      const path = resolve(folder, events)
      if (relative(resolve(folder), path).startsWith('..')) {
        throw unreadable(
          folder,
          `index.json names ${JSON.stringify(events)}, which is outside of it`,
        )
      }
      const name = [journey ?? 'no journey', variant]
        .filter((part) => part != null)
        .join(', variant ')
      return [
        printable(`${name}: ${journey === null ? events : (example ?? events)}`),
        reading(folder, events, (text) => readEvents(events, text)),
      ]
    }),
  )
}

function readEvents(file: string, text: string): string[] {
  const { mapping } = readDefinitionFile(file, text, requireModule('js-yaml'))
  const events = mapping.get('events')
  return (Array.isArray(events) ? events : []).map((event) =>
    isMapping(event)
      ? printable(
          Object.entries(event)
            .map(([field, value]) => `${field} ${JSON.stringify(String(value))}`)
            .join(', '),
        )
      : printable(String(event)),
  )
}

function reading<Result>(folder: string, file: string, read: (text: string) => Result): Result {
  try {
    return read(readRegularText(requireModule('node:path').resolve(folder, file)))
  } catch (cause) {
    throw unreadable(folder, `${file}: ${messageOf(cause)}`, cause)
  }
}

function unreadable(folder: string, cause: string, error?: unknown): JourneyError {
  return new JourneyError(
    'UNREADABLE_EVIDENCE',
    `Failed to read the journeys of ${printable(folder)}: ${printable(cause)}. Name the folder that a run has written its evidence to.`,
    error === undefined ? {} : { cause: error },
  )
}
