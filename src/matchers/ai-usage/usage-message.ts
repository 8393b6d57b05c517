import type { AiUsageEvent, AiUsageEventStore } from '../../ai-usage-events/index.ts'
import {
  type Called,
  type CountedTerms,
  type MatcherContext,
  type NearMiss,
  printDifferences,
  printValue,
  times,
  tooOftenStep,
} from '../../assertions/index.ts'
import type { BlockRun, BlockUsageRecord } from '../../fakes/index.ts'
import { capLines, listNames, shorten } from '../../foundation/index.ts'
import { type ExpectedUsage, expectedFields } from './expected-usage.ts'
import { unreadField } from './unread-field.ts'

/** The reason why a block did not record the AI usage events. */
export interface UsageFailure {
  readonly name: string
  /** All names that failed; `name` is the first. */
  readonly failing: readonly string[]
  /** The number of rows that matched. */
  readonly found: number
  readonly nearest: NearMiss<AiUsageEvent> | undefined
  /** All that was tracked or stored, refused or not. */
  readonly outcomes: readonly BlockUsageRecord[]
}

export type UsageCall = Called<readonly string[], CountedTerms<ExpectedUsage>>

/** Explains why an AI usage event was not stored as expected; shows what was stored or refused. */
export function usageMessage(failure: UsageFailure, called: UsageCall, block: BlockRun): string {
  const { context } = called
  const { count, expected } = called.terms
  const { utils } = context
  const { failing, name, nearest, outcomes } = failure
  const others = failing.slice(1)
  return [
    `Expected ${quote(name)} ${count.toBe('recorded')}${expected ? ' with these fields' : ''}, but ${outcome(failure, expected, block)}.`,
    ...(others.length > 0 ? [`Not as expected either: ${listNames(others)}.`] : []),
    [
      `Expected: ${utils.EXPECTED_COLOR(`${quote(name)} ${count}`)}`,
      ...expectedFields(expected ?? {}).map(
        ([field, value]) => `  ${field} ${utils.EXPECTED_COLOR(printValue(value, utils))}`,
      ),
      ...(nearest
        ? printNearest(nearest, outcomes, context)
        : printRecords('Recorded:', outcomes, context)),
      ...printPart(block),
    ].join('\n'),
    nextStep(failure, called, block),
  ].join('\n\n')
}

/** Lists the rows that were stored, although the claim says that they were not. */
export function recordedMessage(
  names: readonly string[],
  stored: readonly BlockUsageRecord[],
  context: MatcherContext,
): string {
  const { utils } = context
  const meant = names.length === 0 ? 'AI usage events' : names.map(quote).join(', ')
  return [
    `Expected the block not to record ${meant}, but it recorded ${stored.length === 1 ? 'one row' : `${stored.length} rows`}.`,
    [
      `Expected: ${utils.EXPECTED_COLOR(`no ${meant}`)}`,
      ...printRecords('Recorded:', stored, context),
    ].join('\n'),
    'Find the code in the block that tracks it, or expect it with toRecordAiUsageEvents.',
  ].join('\n\n')
}

function outcome(
  { found, name, outcomes }: UsageFailure,
  expected: ExpectedUsage | undefined,
  { usage }: BlockRun,
): string {
  const got = usage ? 'the store got' : 'the block tracked'
  if (outcomes.length === 0) return `${got} no AI usage events`
  const named = outcomes.filter((record) => record.name === name)
  if (named.length === 0) return `${got} only other AI usage events`
  if (named.every(({ row }) => !row)) return `it was refused ${times(named.length)}`
  const recorded = found === 0 ? 'never recorded' : `recorded ${times(found)}`
  return `it was ${recorded}${expected ? ' with them' : ''}`
}

/** Prints the nearest row with the first field that differs, then the others. */
function printNearest(
  { candidate, differences }: NearMiss<AiUsageEvent>,
  outcomes: readonly BlockUsageRecord[],
  context: MatcherContext,
): string[] {
  const { utils } = context
  const print = (value: unknown) => (value === undefined ? 'none' : printValue(value, utils))
  const nearest = outcomes.filter(({ row }) => row === candidate)
  const others = outcomes.filter(({ row }) => row !== candidate)
  const title = others.length > 0 ? 'Recorded, the nearest first:' : 'Recorded:'
  return [
    ...printRecords(title, nearest, context),
    ...printDifferences(differences, { print }, utils),
    ...printLines(others, context),
  ]
}

function printRecords(
  title: string,
  records: readonly BlockUsageRecord[],
  context: MatcherContext,
): string[] {
  const { utils } = context
  if (records.length === 0) return [`Recorded: ${utils.RECEIVED_COLOR('nothing')}`]
  return [title, ...printLines(records, context).map((line) => utils.RECEIVED_COLOR(line))]
}

function printLines(records: readonly BlockUsageRecord[], { utils }: MatcherContext): string[] {
  return capLines(records, ({ name, row, rejection, elsewhere }) => {
    if (!row) return `${quote(name)} refused: ${rejection}`
    const namespace = row.namespaceId === undefined ? '' : `, namespace ${row.namespaceId}`
    const writer = elsewhere ? ', by another writer' : ''
    return `${quote(name)} user ${row.userId}${namespace}, ${printValue(row.payload, utils)}${writer}`
  })
}

/** Tells which rows were read, where that is not the memory of the test: of which store and part. */
function printPart({ usage }: BlockRun): string[] {
  if (!usage) return []
  const { store, where } = usage.used
  const part = Object.entries(where).map(([field, id]) => `${field} ${id}`)
  return [
    `Store: ${printStore(store)}`,
    ...(part.length > 0
      ? [`Of other writers, only rows with ${part.join(' and ')} were read.`]
      : []),
  ]
}

/** Prints the class of a store, and what it says of itself: its host and table, say. */
function printStore(store: AiUsageEventStore): string {
  const { name } = store.constructor
  const kind = name && name !== 'Object' ? name : 'one of your own'
  const said: unknown = store.toString === Object.prototype.toString ? '' : store.toString()
  return said && typeof said === 'string' ? `${kind}, ${shorten(said, 100)}` : kind
}

function nextStep(
  { found, name, nearest, outcomes }: UsageFailure,
  { terms: { count, expected }, context }: UsageCall,
  { usage, watched }: BlockRun,
): string {
  if (found > count.max) {
    return tooOftenStep(count, found)
  }
  const refused = outcomes.find((record) => record.name === name && record.rejection)
  if (refused)
    return 'Correct the arguments of the call. The real system refuses the event silently.'
  if (nearest)
    return `Correct ${nearest.differences[0].field} where the event is tracked, or in .with().`
  if (!usage)
    return `Track ${quote(name)} in the block: as an internal event, or by aiUsageEvents.trackEvent.`
  const unread = unreadField(usage.used.where, expected ?? {}, context)
  if (unread)
    return `Track ${quote(name)} in the block, or give useAiUsageEventStore a where with the expected ${unread}.`
  return watched > 0
    ? `Track ${quote(name)} in the block, or store its row there.`
    : `Track ${quote(name)} in the block, or wait with .within(ms) until another process has stored it.`
}

function quote(name: string): string {
  return JSON.stringify(name)
}
