import type { AiUsageEvent, AiUsageRecord } from '../../ai-usage-events/index.ts'
import {
  type Called,
  type CountedTerms,
  type CountRange,
  type MatcherContext,
  type NearMiss,
  printDifferences,
  printValue,
  times,
  tooOftenStep,
} from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { capLines } from '../../foundation/index.ts'
import { type ExpectedUsage, expectedFields } from './expected-usage.ts'

/** The reason why a block did not record the AI usage events. */
export interface UsageFailure {
  readonly name: string
  /** All names that failed; `name` is the first. */
  readonly failing: readonly string[]
  /** The number of rows that matched. */
  readonly found: number
  readonly nearest: NearMiss<AiUsageEvent> | undefined
}

export type UsageCall = Called<readonly string[], CountedTerms<ExpectedUsage>>

/** Explains why an AI usage event was not stored as expected; shows what was stored or refused. */
export function usageMessage(
  failure: UsageFailure,
  { terms: { count, expected }, context }: UsageCall,
  { usageRecords }: BlockRun,
): string {
  const { utils } = context
  const { failing, name, nearest } = failure
  const others = failing.slice(1)
  const print = (value: unknown) => (value === undefined ? 'none' : printValue(value, utils))
  return [
    `Expected ${quote(name)} ${count.toBe('recorded')}${expected ? ' with these fields' : ''}, but ${outcome(failure, expected, usageRecords)}.`,
    ...(others.length > 0 ? [`Not as expected either: ${others.map(quote).join(', ')}.`] : []),
    [
      `Expected: ${utils.EXPECTED_COLOR(`${quote(name)} ${count}`)}`,
      ...expectedFields(expected ?? {}).map(
        ([field, value]) => `  ${field} ${utils.EXPECTED_COLOR(printValue(value, utils))}`,
      ),
      ...printRecords(usageRecords, context),
      ...(nearest ? printDifferences(nearest.differences, { print }, utils) : []),
    ].join('\n'),
    nextStep(failure, count, usageRecords),
  ].join('\n\n')
}

/** Lists the rows that were stored, although the claim says that they were not. */
export function recordedMessage(
  names: readonly string[],
  stored: readonly AiUsageRecord[],
  context: MatcherContext,
): string {
  const { utils } = context
  const meant = names.length === 0 ? 'AI usage events' : names.map(quote).join(', ')
  return [
    `Expected the block not to record ${meant}, but it recorded ${stored.length === 1 ? 'one row' : `${stored.length} rows`}.`,
    [`Expected: ${utils.EXPECTED_COLOR(`no ${meant}`)}`, ...printRecords(stored, context)].join(
      '\n',
    ),
    'Find the code in the block that tracks it, or expect it with toRecordAiUsageEvents.',
  ].join('\n\n')
}

function outcome(
  { found, name }: UsageFailure,
  expected: ExpectedUsage | undefined,
  usageRecords: readonly AiUsageRecord[],
): string {
  if (usageRecords.length === 0) return 'the block tracked no AI usage events'
  const named = usageRecords.filter((record) => record.name === name)
  if (named.length === 0) return 'the block tracked only other AI usage events'
  if (named.every(({ row }) => !row)) return `it was refused ${times(named.length)}`
  const recorded = found === 0 ? 'never recorded' : `recorded ${times(found)}`
  return `it was ${recorded}${expected ? ' with them' : ''}`
}

function printRecords(records: readonly AiUsageRecord[], { utils }: MatcherContext): string[] {
  if (records.length === 0) return [`Recorded: ${utils.RECEIVED_COLOR('nothing')}`]
  const lines = records.map(({ name, row, rejection }) => {
    if (!row) return `${quote(name)} refused: ${rejection}`
    const namespace = row.namespaceId === undefined ? '' : `, namespace ${row.namespaceId}`
    return `${quote(name)} user ${row.userId}${namespace}, ${printValue(row.payload, utils)}`
  })
  return ['Recorded:', ...capLines(lines).map((line) => utils.RECEIVED_COLOR(line))]
}

function nextStep(
  { found, name, nearest }: UsageFailure,
  count: CountRange,
  usageRecords: readonly AiUsageRecord[],
): string {
  if (found > count.max) {
    return tooOftenStep(count, found)
  }
  const refused = usageRecords.find((record) => record.name === name && record.rejection)
  if (refused)
    return 'Correct the arguments of the call. The real system refuses the event silently.'
  if (nearest)
    return `Correct ${nearest.differences[0].field} where the event is tracked, or in .with().`
  return `Track ${quote(name)} in the block: as an internal event, or by aiUsageEvents.trackEvent.`
}

function quote(name: string): string {
  return JSON.stringify(name)
}
