import { usageError } from '../usage-error.ts'
import type { DEFINE_OPTIONS, Given } from './define-options.ts'
import { SUBJECTS, type Subject } from './subject.ts'

type Option = keyof typeof DEFINE_OPTIONS

const EVERYWHERE: readonly Option[] = ['root', 'yes', 'json']
const WRITING: readonly Option[] = ['style', 'milestone', 'stages', 'dry-run', 'force']
const OWNERS: readonly Option[] = ['url', 'group', 'category', 'tiers']
const BOTH = [...EVERYWHERE, ...WRITING, ...OWNERS, 'from', 'name', 'description'] as const
const TAKEN: Readonly<Record<Subject, readonly Option[]>> = {
  event: [...BOTH, 'identifiers', 'property', 'classification'],
  metric: [...BOTH, 'time-frame', 'event', 'scope', 'filter', 'instrumentation-class'],
  usage: [...EVERYWHERE, 'event', 'example'],
  // In the end an event or a metric is written.
  advisor: [...EVERYWHERE, ...WRITING],
}
/** A metric of the database counts no events. */
const OF_EVENTS: readonly Option[] = ['event', 'scope', 'filter', 'from']

/**
 * Refuses the options that would have no effect on what is to be defined.
 *
 * @throws {UsageError}
 */
export function refuseOptions(subject: Subject, given: Given): void {
  const names = Object.keys(given) as Option[]
  const other = names.find((name) => !TAKEN[subject].includes(name))
  if (other !== undefined) {
    const takers = SUBJECTS.filter((one) => TAKEN[one].includes(other))
    throw refused(subject, `it takes no --${other}`, `That is for ${takers.join(' and ')}:`)
  }
  const ofEvents = names.find((name) => OF_EVENTS.includes(name))
  if (subject === 'metric' && given['instrumentation-class'] !== undefined && ofEvents) {
    throw refused(
      subject,
      `it takes no --${ofEvents} beside --instrumentation-class`,
      'A metric of the database counts no events:',
    )
  }
}

function refused(subject: Subject, cause: string, reason: string): Error {
  return usageError(`define ${subject}`, cause, `${reason} run internal-events define --help.`)
}
