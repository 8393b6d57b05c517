import type { Equal } from '../assertions/index.ts'
import { writeYaml, type YamlValue } from '../drafts/yaml/index.ts'
import { printText, utf8Encoder } from '../foundation/index.ts'
import { type ContractPlace, GITLAB_FOLDER } from './contract-place.ts'
import { findEvents, joinSection, writeItem } from './events-section.ts'
import { refuseToBreak } from './held-here.ts'
import type { JourneyContract } from './journey-contract.ts'
import { JourneyError } from './journey-error.ts'
import { experimentOf, type JourneyEvent } from './journey-event.ts'
import type { JourneyTest } from './journey-test.ts'
import { judgeJourney } from './judge-journey.ts'
import { type OpenedContract, openContract } from './open-contract.ts'
import { readContract } from './read-contract.ts'
import { type RecordingStyle, recordEntries } from './record-entries.ts'
import { claimRecording } from './recorded-here.ts'
import { updateEvents } from './update-events.ts'
import { createContract, readContractText, replaceContract } from './write-contract.ts'

/** The mode of a run for contracts, as for snapshots: it writes none, writes new ones, or corrects all. */
export type SnapshotMode = 'none' | 'new' | 'all'

/** The input from which a contract is recorded. */
export interface Recording {
  readonly opened: OpenedContract
  readonly variant: string | undefined
  readonly events: readonly JourneyEvent[]
  readonly equal: Equal
  readonly test: JourneyTest
  /** The name in messages of what sends the events: `the block`. */
  readonly actor: string
}

/** A contract that is not written yet. */
export interface DraftedContract {
  readonly contract: JourneyContract
  /**
   * Writes it. Returns the contract that there is then.
   *
   * @throws {JourneyError} `NOT_RECORDED`, `RECORDED_TWICE`.
   */
  write(): JourneyContract
}

/**
 * Drafts the contract of a journey, or corrects it: entries that hold stay as they are written, with
 * their comments.
 *
 * @throws {JourneyError} `NOT_RECORDED`, `RECORDED_TWICE`.
 */
export function draftContract(recording: Recording): DraftedContract {
  const { opened, variant, test, events, actor } = recording
  const { place, contract } = opened
  if (events.length === 0) {
    throw notRecorded(
      recording,
      `${actor} sent no event to Snowplow`,
      'Check that it reaches the code that tracks.',
    )
  }
  const known = readContractText(place)
  const text =
    known === undefined
      ? newContract(recording)
      : contract
        ? correctedContract(recording, known, contract)
        : withVariant(recording, known)
  const drafted = readContract({
    name: place.name,
    file: place.file,
    bytes: utf8Encoder.encode(text),
    variant,
  })
  refuseToBreak(place, variant, test, drafted)
  return {
    contract: drafted,
    write() {
      claimRecording(place, variant, test, text)
      if (known === undefined) {
        if (!createContract(place, text)) {
          return openContract(place.name, variant, false).contract as JourneyContract
        }
      } else replaceContract(place, text)
      if (text !== known) tellRecorded(place, known !== undefined)
      return drafted
    },
  }
}

/** Tells of a contract that was written, which no runner does as it does of snapshots. */
function tellRecorded({ name, file }: ContractPlace, existed: boolean): void {
  const done = existed ? 'Updated' : 'Recorded'
  process.stderr.write(`${done} the journey ${printText(name)}: ${file}\n`)
}

function newContract(recording: Recording): string {
  const { variant, test, opened } = recording
  const description = `Recorded by the test ${JSON.stringify(test.name)}.`
  if (variant === undefined) {
    const style = { likeGitlab: isLikeGitlab(opened), ofExperiment: false }
    const head = writeYaml(
      new Map<string, YamlValue>([
        ['description', description],
        ['exact', true],
      ]),
    )
    return `${[`${head}events:`, ...recordItems(recording.events, style)].join('\n')}\n`
  }
  const { experiment, arm } = recordArm(recording, variant)
  const head = writeYaml(
    new Map([
      ['description', description],
      ['experiment', experiment],
    ]),
  )
  return `${[`${head}variants:`, ...arm.map((line) => `  ${line}`)].join('\n')}\n`
}

function recordItems(events: readonly JourneyEvent[], style: RecordingStyle): string[] {
  return recordEntries(events, new Map(), style).flatMap((one) => writeItem(one, 0))
}

/** Records the events of one variant: those that carry the context of its experiment. */
function recordArm(
  recording: Recording,
  variant: string,
): { readonly experiment: string; readonly arm: readonly string[] } {
  const { events, opened, actor } = recording
  const names = events.flatMap((event) => {
    const context = experimentOf(event)
    const experiment = context?.['experiment']
    return context?.['variant'] === variant && typeof experiment === 'string' ? [experiment] : []
  })
  const [experiment] = names
  if (experiment === undefined) {
    throw notRecorded(
      recording,
      `no event of ${actor} carries the context of an experiment with the variant ${printText(variant)}`,
      'Send the events with it, or leave the variant out.',
    )
  }
  const own = events.filter((event) => experimentOf(event)?.['experiment'] === experiment)
  const style = { likeGitlab: isLikeGitlab(opened), ofExperiment: true }
  const key = writeYaml(new Map([[variant, null]])).split('\n')[1] as string
  const lines = [
    ...(own.length === events.length ? ['exact: true'] : []),
    'events:',
    ...recordItems(own, style),
  ]
  return { experiment, arm: [key, ...lines.map((line) => `  ${line}`)] }
}

/** Adds a variant to the text of a contract that has others. */
function withVariant(recording: Recording, text: string): string {
  const variant = recording.variant as string
  const { arm } = recordArm(recording, variant)
  const lines = text.split('\n')
  const key = lines.findIndex((line) => /^variants:\s*(?:#.*)?$/.test(line))
  const first = lines.findIndex((line, index) => index > key && /^\s+[^\s#]/.test(line))
  if (key < 0 || first < 0) {
    throw notRecorded(
      recording,
      `${recording.opened.place.file} does not list its variants in lines of their own`,
      `Add the variant ${printText(variant)} there.`,
    )
  }
  const indent = ' '.repeat((lines[first] as string).search(/\S/))
  const next = lines.findIndex((line, index) => index > first && /^[^\s#]/.test(line))
  const end = next < 0 ? lines.length - (lines.at(-1) === '' ? 1 : 0) : next
  lines.splice(end, 0, ...arm.map((line) => `${indent}${line}`))
  return lines.join('\n')
}

/** A corrected entry may need another count, as its events are those of other entries too; the last attempt starts anew. */
const MOST_ATTEMPTS = 4

/** Corrects what does not hold, and records all events anew where that is not enough. */
function correctedContract(recording: Recording, text: string, contract: JourneyContract): string {
  const { opened, variant, equal } = recording
  const style: RecordingStyle = {
    likeGitlab: isLikeGitlab(opened),
    ofExperiment: contract.experiment !== undefined,
  }
  const events = recording.events.filter(
    (event) => !style.ofExperiment || experimentOf(event)?.['experiment'] === contract.experiment,
  )
  const section = findEvents(text, variant)
  const items = contract.ordered ? contract.groups : contract.groups.flat()
  if (!section || section.items.length !== items.length) {
    throw notRecorded(
      recording,
      `${opened.place.file} writes its events in a way that only a person can correct`,
      'Correct them there, or remove the file to have it recorded anew.',
    )
  }
  const { name, file } = opened.place
  let current = { section, contract }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const isLast = attempt === MOST_ATTEMPTS - 1
    const corrected = isLast
      ? updateEvents({ ...section, items: [] }, { ...contract, groups: [] }, events, equal, style)
      : updateEvents(current.section, current.contract, events, equal, style)
    const written = joinSection(corrected)
    const bytes = utf8Encoder.encode(written)
    const read = readContract({ name, file, bytes, variant })
    if (judgeJourney(read, recording.events, equal).length === 0) return written
    current = { section: corrected, contract: read }
  }
  throw notRecorded(
    recording,
    `what ${opened.place.file} says besides its events does not hold`,
    'Correct its other keys there.',
  )
}

function isLikeGitlab({ place }: OpenedContract): boolean {
  return place.folder.replaceAll('\\', '/').replace(/\/$/, '') === GITLAB_FOLDER
}

function notRecorded({ opened }: Recording, cause: string, remedy: string): JourneyError {
  return new JourneyError(
    'NOT_RECORDED',
    `Failed to record journey ${printText(opened.place.name)}: ${cause}. ${remedy}`,
  )
}
