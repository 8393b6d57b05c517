import {
  type CoverageConfig,
  type CoverageThreshold,
  namePattern,
} from '../../definitions/index.ts'
import { type EntryId, LEVELS, type Level } from '../../fakes/index.ts'
import { counted, misspeltName, printText } from '../../foundation/index.ts'
import { percentOf } from '../count-entries.ts'
import { reaches } from '../cover-entry.ts'
import type { CoveredEntry } from '../coverage-report.ts'
import { type Gate, isAsserted, printNames } from './gate.ts'

/** The entries that a threshold is about. */
interface Threshold {
  readonly gate: string
  readonly percent: number
  readonly level: Level
  /** Names what is counted: `events`, `definitions of group::ide`. */
  readonly subject: string
  includes(entry: CoveredEntry): boolean
  /** Says what to do where no entry is included. */
  remedyForNone(entries: readonly CoveredEntry[]): string
}

const KINDS = {
  events: 'event',
  properties: 'property',
  filters: 'filter',
  metrics: 'metric',
} as const
const SUBJECTS: Readonly<Record<EntryId['kind'], string>> = {
  event: 'events',
  property: 'properties',
  filter: 'filter values',
  metric: 'metrics',
}

/** Returns the gates that want a percentage: of all entries or a kind, of product groups, and of names. */
export function thresholdGates(config: CoverageConfig): Gate[] {
  const thresholds = [
    ...LEVELS.flatMap((level) => thresholdsOf(level, config[level])),
    ...Object.entries(config.groups ?? {}).map(([group, percent]) => ofGroup(group, percent)),
    ...Object.entries(config.names ?? {}).map(([name, percent]) => ofName(name, percent)),
  ]
  return thresholds.map((threshold) => gateOf(threshold, config.allowWeak !== false))
}

function gateOf(
  { gate, percent, level, subject, includes, remedyForNone }: Threshold,
  isWeakEnough: boolean,
): Gate {
  return ({ entries }) => {
    const included = entries.filter(includes)
    if (included.length === 0) {
      const message = `${percent} % of ${subject} should be ${level}, but there are none`
      return { gate, message, remedy: remedyForNone(entries), lacking: [] }
    }
    const lacking = included.filter((entry) =>
      level === 'asserted' ? !isAsserted(entry, isWeakEnough) : !reaches(entry, level),
    )
    const reached = included.length - lacking.length
    if (reached * 100 >= percent * included.length) return undefined
    const share = `${reached} of ${included.length} (${percentOf(reached, included.length)} %)`
    return {
      gate,
      message: `${percent} % of ${subject} should be ${level}, but ${share} ${reached === 1 ? 'is' : 'are'}: not ${printNames(lacking)}`,
      remedy: REMEDIES[level](lacking.length === 1 ? 'it' : 'them'),
      lacking,
    }
  }
}

const REMEDIES: Readonly<Record<Level, (lacking: 'it' | 'them') => string>> = {
  called: (lacking) => `Test the code that tracks ${lacking}.`,
  seen: (lacking) => `Put the code that tracks ${lacking} into a block with an assertion.`,
  asserted: (lacking) => `Assert ${lacking} in a test.`,
}

function thresholdsOf(level: Level, given: CoverageThreshold | undefined): Threshold[] {
  if (given === undefined) return []
  if (typeof given === 'number') {
    const subject = 'all definitions'
    return [{ ...common(level, given), subject, gate: `coverage.${level}`, includes: () => true }]
  }
  return Object.entries(given).map(([key, percent]) => {
    const kind = KINDS[key as keyof typeof KINDS]
    const gate = `coverage.${level}.${key}`
    const includes = ({ id }: CoveredEntry) => id.kind === kind
    return { ...common(level, percent), subject: SUBJECTS[kind], gate, includes }
  })
}

function common(level: Level, percent: number) {
  const remedyForNone = () => 'Take it from the configuration, or correct the globs of definitions.'
  return { level, percent, remedyForNone }
}

function ofGroup(group: string, percent: number): Threshold {
  const wanted = groupName(group)
  return {
    gate: `coverage.groups[${printText(group)}]`,
    percent,
    level: 'asserted',
    subject: `definitions of ${group}`,
    includes: ({ owner }) => owner !== undefined && groupName(owner) === wanted,
    remedyForNone(entries) {
      const owners = new Set(entries.flatMap(({ owner }) => owner ?? []))
      const meant = misspeltName(wanted, [...owners].map(groupName))
      return meant === undefined
        ? `Correct the name: ${counted(owners.size, 'product group')} ${owners.size === 1 ? 'has' : 'have'} definitions.`
        : `Did you mean ${printText(meant)}?`
    },
  }
}

/** Returns the name of a product group as definitions have it; its label is `group::mobile devops`. */
function groupName(group: string): string {
  return group
    .replace(/^group::/, '')
    .trim()
    .replaceAll(' ', '_')
}

function ofName(name: string, percent: number): Threshold {
  const pattern = namePattern(name)
  return {
    gate: `coverage.names[${printText(name)}]`,
    percent,
    level: 'asserted',
    subject: `what is named ${name}`,
    includes: ({ id }) => pattern.test(id.name),
    remedyForNone: (entries) => remedyForName(name, entries),
  }
}

/** Says what to do about a name that no entry has. */
export function remedyForName(name: string, entries: readonly CoveredEntry[]): string {
  const meant = misspeltName(name, new Set(entries.map(({ id }) => id.name)))
  return meant === undefined
    ? 'Correct the name: only * stands for other letters.'
    : `Did you mean ${printText(meant)}?`
}
