import {
  type Called,
  type CountRange,
  type Difference,
  isAsymmetric,
  type MatcherUtils,
  type NearMiss,
  printDifferences,
  printEvents,
  printValue,
  type Subject,
  times,
  tooOftenStep,
} from '../../assertions/index.ts'
import type { Identifiable } from '../../definitions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { listNames } from '../../foundation/index.ts'
import { isHashedUserId } from '../../snowplow/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import { othersStep } from './absent-step.ts'
import { type Disorder, orderMessage } from './event-order.ts'
import { EXPECTED_FIELDS, type ExpectedEvent, isIdentifier } from './expected-event.ts'
import { shownIdentifier } from './identifier-differences.ts'
import { breakSilence, earlierStep } from './silence.ts'
import type { TriggerTerms } from './trigger-terms.ts'
import { unexpectedStep } from './unexpected-field.ts'
import { type Wording, wordingOf } from './wording.ts'

/** The reason why a block did not trigger the events. */
export interface TriggerFailure {
  readonly name: string
  /** All names that failed; `name` is the first. */
  readonly failing: readonly string[]
  /** The number of events that matched. */
  readonly found: number
  /** Returns the event that comes nearest to the expectation; it is looked for when it is shown. */
  readonly findNearest: () => NearMiss<TrackedEvent> | undefined
  /** The names that are out of order, where all else is as expected. */
  readonly disorder?: Disorder
}

export type TriggerCall = Called<readonly string[], TriggerTerms>

interface Failure extends TriggerFailure {
  readonly count: CountRange
  readonly expected: ExpectedEvent | undefined
  readonly events: readonly TrackedEvent[]
  readonly utils: MatcherUtils
  readonly wording: Wording
}

/** Explains why a claim failed: no events, only other events, other properties or a wrong count. */
export function triggerMessage(
  reason: TriggerFailure,
  { subject, target, terms: { count, expected }, context: { utils } }: TriggerCall,
  block: BlockRun,
): string {
  const { events } = block
  if (reason.disorder) return orderMessage(target, reason.disorder, utils)
  const wording = wordingOf(subject)
  const failure = { ...reason, count, expected, events, utils, wording }
  const sameName = events.filter((event) => event.name === failure.name)
  const nearest = reason.findNearest()
  const sections =
    events.length === 0
      ? nothingRecorded(failure, block, subject)
      : sameName.length === 0
        ? onlyOthers(failure, block)
        : nearest
          ? otherProperties(failure, nearest, sameName, block)
          : wrongCount(failure, block)
  const others = failure.failing.slice(1)
  if (others.length > 0) {
    sections.splice(1, 0, `Not as expected either: ${listNames(others)}.`)
  }
  return sections.join('\n\n')
}

/** Lists the events that were triggered, although the claim says that they were not. */
export function triggeredMessage(
  meantTexts: readonly string[],
  triggered: readonly TrackedEvent[],
  { subject, context: { utils } }: Pick<Called<never, never>, 'subject' | 'context'>,
): string {
  const { actor, place, matcher } = wordingOf(subject)
  const counts = new Map<string, number>()
  for (const { name } of triggered) counts.set(name, (counts.get(name) ?? 0) + 1)
  const found = [...counts].map(([name, count]) => `${quote(name)} ${times(count)}`)
  const shown = found.length > 5 ? [...found.slice(0, 5), `${found.length - 5} more`] : found
  const texts = meantTexts.join(', ')
  const meant =
    meantTexts.length === 0
      ? 'any internal event'
      : meantTexts.length === 1
        ? texts
        : `any of ${texts}`
  return [
    `Expected ${actor} not to trigger ${meant}, but it triggered ${shown.join(', ')}.`,
    [
      `Expected: ${utils.EXPECTED_COLOR(meantTexts.length === 0 ? 'no internal events' : `no ${texts}`)}`,
      'Recorded:',
      ...printEvents(triggered, utils).map((line) => utils.RECEIVED_COLOR(line)),
    ].join('\n'),
    `Find the code${place} that tracks it, or expect it with ${matcher}.`,
  ].join('\n\n')
}

function nothingRecorded(failure: Failure, block: BlockRun, subject: Subject): string[] {
  const { utils, wording } = failure
  return [
    `Expected ${quote(failure.name)} ${failure.count.toBe('triggered')}, but ${wording.actor} triggered no internal events.`,
    [expectedSection(failure), `Recorded: ${utils.RECEIVED_COLOR('nothing')}`].join('\n'),
    breakSilence(block, failure.name, subject),
  ]
}

function onlyOthers(failure: Failure, block: BlockRun): string[] {
  const { events, utils, count, name, wording } = failure
  return [
    `Expected ${quote(name)} ${count.toBe('triggered')}, but ${wording.actor} triggered only other events.`,
    [
      expectedSection(failure),
      'Recorded:',
      ...printEvents(events, utils).map((line) => utils.RECEIVED_COLOR(line)),
    ].join('\n'),
    othersStep(name, events, block, wording.place),
  ]
}

function otherProperties(
  failure: Failure,
  { candidate, differences }: NearMiss<TrackedEvent>,
  sameName: readonly TrackedEvent[],
  block: BlockRun,
): string[] {
  const { events, utils, count, expected, found, name } = failure
  const others = events.filter((other) => other !== candidate)
  const print = (value: unknown, field: string) =>
    value === undefined ? 'none' : printValue(shownIdentifier(field, value), utils)
  const matched = found === 0 ? 'never' : `only ${times(found)}`
  return [
    `Expected ${quote(name)} ${count.toBe('triggered')} with these properties, but it was triggered ${times(sameName.length)}, ${matched} with them.`,
    [
      expectedSection(failure),
      'Recorded, the nearest first:',
      ...printEvents([candidate], utils).map((line) => utils.RECEIVED_COLOR(line)),
      ...printDifferences(differences, { print }, utils),
      ...printEvents(others, utils),
    ].join('\n'),
    hashStep(differences[0], block) ??
      nextStep(differences[0], candidate, expected ?? {}, failure.wording),
  ]
}

function wrongCount(failure: Failure, block: BlockRun): string[] {
  const { events, utils, count, expected, found, name, wording } = failure
  const matching = expected ? ' with these properties' : ''
  return [
    `Expected ${quote(name)} ${count.toBe('triggered')}${matching}, but it was triggered ${times(found)}.`,
    [
      expectedSection(failure),
      `Recorded: ${utils.RECEIVED_COLOR(times(found))}`,
      ...printEvents(events, utils),
    ].join('\n'),
    found > count.max
      ? tooOftenStep(count, found, wording.times)
      : (earlierStep(block, name, `expect ${wording.times(found)}.`) ??
        `Find out why it is not tracked ${count}, or expect ${wording.times(found)}.`),
  ]
}

function expectedSection({ count, expected, name, utils }: Failure): string {
  const lines = [`Expected: ${utils.EXPECTED_COLOR(`${quote(name)} ${count}`)}`]
  const fields = count.max === 0 ? (expected ?? {}) : withNamespace(expected)
  for (const field of EXPECTED_FIELDS) {
    const value = fields[field]
    if (value == null) continue
    lines.push(
      `  ${field} ${utils.EXPECTED_COLOR(printValue(shownIdentifier(field, value), utils))}`,
    )
  }
  return lines.join('\n')
}

/** Adds the project's namespace, which is expected when no other is given. */
function withNamespace(expected: ExpectedEvent = {}): ExpectedEvent {
  const { project, namespace } = expected
  if (namespace !== undefined || project == null || isAsymmetric(project)) return expected
  return { ...expected, namespace: project.namespace }
}

/** Returns the next step where the hash of another user was recorded, or one with another salt. */
function hashStep(
  { field, expected, recorded }: Difference,
  { testRun }: BlockRun,
): string | undefined {
  if (field !== 'user' || expected === undefined) return undefined
  if (!isHashedUserId((recorded as Identifiable | undefined)?.id)) return undefined
  return testRun.instance.userIdSalt
    ? 'The recorded id is a hash, and not that of this user under the key that setInstanceContext({ userIdSalt }) names. Correct the key, or the user.'
    : 'The recorded id is a hash, salted with the key of the instance that sent it. Name this key, setInstanceContext({ userIdSalt }), if it should be the hash of this user.'
}

/** Returns the next step, which follows from how the first field differs. */
function nextStep(
  { field, expected: wanted, recorded }: Difference,
  { source }: TrackedEvent,
  expected: ExpectedEvent,
  { fields }: Wording,
): string {
  const [, kind] = /^(standardContext|aiContext|contexts)\b/.exec(field) ?? []
  if (kind) return contextStep(kind, field, recorded, fields)
  if (wanted === undefined) return unexpectedStep(field, expected, fields)
  if (source === 'frontend' && isIdentifier(field)) {
    return recorded === undefined
      ? `Give the page a ${field}: setPageContext({ ${field} }). Or leave ${field} out of ${fields}.`
      : `Correct ${field} of the page, setPageContext({ ${field} }), or in ${fields}.`
  }
  return recorded === undefined
    ? `Pass ${field} where the event is tracked, or leave it out of ${fields}.`
    : `Correct ${field} where the event is tracked, or in ${fields}.`
}

function contextStep(kind: string, field: string, recorded: unknown, fields: string): string {
  if (field === kind && recorded === undefined) {
    return `Send the event with this context (only events of classification: duo get an ai_context by themselves), or leave ${field} out of ${fields}.`
  }
  return `Correct the context where the event is tracked, or ${field} in ${fields}.`
}

function quote(name: string): string {
  return JSON.stringify(name)
}
