import { writeYaml } from '../drafts/yaml/index.ts'
import { currentCatalog } from '../fakes/index.ts'
import { messageOf, printable, requireModule, writeWhole } from '../foundation/index.ts'
import { journeysRoot } from './contract-place.ts'
import { type EvidenceEntry, readEntries, writeEntry } from './evidence-index.ts'
import { JourneyError } from './journey-error.ts'
import type { JourneyEvent } from './journey-event.ts'
import type { JourneyTest } from './journey-test.ts'
import { recordEntries } from './record-entries.ts'

/** A journey that a test has asserted, as it went. */
export interface JourneyRun {
  readonly name: string
  readonly variant: string | undefined
  readonly test: JourneyTest
  readonly events: readonly JourneyEvent[]
  readonly holds: boolean
}

/**
 * Writes what a journey sent, where the configuration or `INTERNAL_EVENTS_JOURNEYS_EVIDENCE` names a
 * folder for it: its events in the form of a contract, its payloads, and the index of the run.
 *
 * @throws {JourneyError} `EVIDENCE_NOT_WRITTEN`.
 */
export function writeEvidence(run: JourneyRun): void {
  const named =
    process.env['INTERNAL_EVENTS_JOURNEYS_EVIDENCE'] || currentCatalog().journeys.evidence
  if (!named) return
  const { resolve } = requireModule('node:path')
  const root = journeysRoot()
  const folder = resolve(root, named)
  try {
    writeRun(root, folder, run)
  } catch (cause) {
    throw new JourneyError(
      'EVIDENCE_NOT_WRITTEN',
      `Failed to write the evidence of journey ${JSON.stringify(run.name)}: ${messageOf(cause)}. Make ${named} a folder that can be written, or name another one.`,
      { cause },
    )
  }
}

function writeRun(root: string, folder: string, run: JourneyRun): void {
  const { name, variant, test, events, holds } = run
  const { mkdirSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  const file = placeOf(root, test)
  const place = [
    file.replace(/\.[^./]*$/, ''),
    slug(test.name),
    slug(variant ? `${name}.${variant}` : name),
  ].join('/')
  const style = { likeGitlab: true, ofExperiment: false }
  mkdirSync(join(folder, place), { recursive: true })
  const header = `# Captured from: ${printable(test.name)}\n# ${printable(file)} at ${new Date().toISOString()}\n`
  const entries = recordEntries(events, new Map(), style).map(({ entry }) => entry)
  const declared = writeYaml(new Map([['events', entries]]))
  writeWhole(join(folder, place, 'events.yml'), `${header}${declared}`)
  const payloads = events.map(({ payload }) => payload)
  writeWhole(join(folder, place, 'payloads.json'), printPayloads(payloads))
  const entry: EvidenceEntry = {
    journey: holds ? name : null,
    variant: holds ? (variant ?? null) : null,
    example: test.name,
    location: file,
    events: `${place}/events.yml`,
    payloads: `${place}/payloads.json`,
  }
  writeEntry(folder, place, entry)
  writeIndex(folder)
}

function printPayloads(payloads: readonly unknown[]): string {
  const print = (_key: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)
  return `${JSON.stringify(payloads, print, 2)}\n`
}

/** Writes the index until it has what is there: another worker may write at the same time. */
function writeIndex(folder: string): void {
  const { join } = requireModule('node:path')
  for (let written = ''; ; ) {
    const text = `${JSON.stringify(readEntries(folder), undefined, 2)}\n`
    if (text === written) return
    writeWhole(join(folder, 'index.json'), text)
    written = text
  }
}

/** Returns the path of a test's file, relative to the root. */
function placeOf(root: string, { file }: JourneyTest): string {
  const { basename, relative } = requireModule('node:path')
  if (file === undefined) return 'tests'
  const path = relative(root, file).replaceAll('\\', '/')
  return path.startsWith('..') ? basename(file) : path
}

/** Returns a text as the name of a folder: readable, and another one for each text. */
function slug(text: string): string {
  const words = text.replaceAll(/[^\w.-]+/g, '-').slice(0, 60)
  if (words === text && !/^\.*$/.test(text)) return text
  const hash = requireModule('node:crypto').createHash('sha256').update(text).digest('hex')
  return `${words}-${hash.slice(0, 8)}`
}
