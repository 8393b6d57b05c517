import { readDefinitionFile, readRegularText } from '../definitions/index.ts'
import { isMapping, messageOf, parseJson, printable, requireModule } from '../foundation/index.ts'
import { eventDetails } from './event-details.ts'
import { type EvidenceEntry, isEntry } from './evidence-index.ts'
import { JourneyError } from './journey-error.ts'

/** The difference of one journey between two runs. */
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
  const keys = [...new Set([...one.keys(), ...other.keys()])]
  const changes = keys.flatMap((key) => changeOf(one.get(key), other.get(key)))
  changes.sort((one, other) => (one.title < other.title ? -1 : 1))
  return { changes, same: keys.length - changes.length }
}

/** One journey of a run. */
interface RecordedJourney {
  readonly title: string
  /** True where it was as its contract says. */
  readonly holds: boolean
  /** The events, one line each. */
  readonly events: readonly string[]
}

function changeOf(
  old: RecordedJourney | undefined,
  now: RecordedJourney | undefined,
): JourneyChange[] {
  const removed = without(linesOf(old, now), linesOf(now, old))
  const added = without(linesOf(now, old), linesOf(old, now))
  if (old && now && removed.length + added.length === 0) return []
  const { title } = (now?.holds ? now : (old ?? now)) as RecordedJourney
  const kind = !old ? 'added' : !now ? 'removed' : 'changed'
  return [{ title, kind, removed, added }]
}

/** Returns the lines of a journey, and its verdict where the other run has one to compare. */
function linesOf(
  journey: RecordedJourney | undefined,
  other: RecordedJourney | undefined,
): readonly string[] {
  if (!journey) return []
  const verdict = journey.holds ? 'follows its contract' : 'does not follow its contract'
  return other ? [...journey.events, verdict] : journey.events
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

/**
 * Reads the journeys of a run, by the paths of their events: these name test and journey, also where
 * it failed and the index does not.
 */
function readRun(folder: string): Map<string, RecordedJourney> {
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
      const title = printable(`${name}: ${journey === null ? events : (example ?? events)}`)
      const lines = reading(folder, events, (text) => readEvents(events, text))
      const details = readDetails(folder, entry)
      const isWhole = details.length === lines.length
      return [
        events,
        {
          title,
          holds: journey !== null,
          events: lines.map((line, index) =>
            isWhole && details[index] ? `${line}, ${printable(details[index])}` : line,
          ),
        },
      ]
    }),
  )
}

/** Reads what the payloads of a journey say besides its events; nothing where there are none. */
function readDetails(folder: string, { payloads, events }: EvidenceEntry): string[] {
  const { dirname, join, resolve } = requireModule('node:path')
  // The file beside the events, which are within the folder.
  if (payloads !== join(dirname(events), 'payloads.json').replaceAll('\\', '/')) return []
  if (!requireModule('node:fs').existsSync(resolve(folder, payloads))) return []
  const list = reading(folder, payloads, (text) => parseJson(text))
  return Array.isArray(list) ? eventDetails(list) : []
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
