import type { AiUsageRecord } from '../../ai-usage-events/index.ts'
import type { Difference, MatcherContext } from '../../assertions/index.ts'
import { type CountRange, printValue, times } from '../../assertions/index.ts'
import type { Block } from '../../fakes/index.ts'
import { capLines } from '../../foundation/index.ts'
import { type ExpectedUsage, expectedFields, usageDifferences } from './expected-usage.ts'

interface Failure {
  readonly name: string
  /** All names of the claim that failed; `name` is the first. */
  readonly failing: readonly string[]
  readonly count: CountRange
  readonly found: number
  readonly expected: ExpectedUsage | undefined
  readonly block: Block
  readonly context: MatcherContext
}

/** Why an AI usage event was not stored as expected: what was, and why others were not. */
export function usageMessage(failure: Failure): string {
  const { block, context, count, expected, failing, name } = failure
  const { utils } = context
  const others = failing.slice(1)
  const difference = nearestDifference(failure)
  return [
    `Expected ${quote(name)} to be recorded ${count}${expected ? ' with these fields' : ''}, but ${outcome(failure)}.`,
    ...(others.length > 0 ? [`Not as expected either: ${others.map(quote).join(', ')}.`] : []),
    [
      `Expected: ${utils.EXPECTED_COLOR(`${quote(name)} ${count}`)}`,
      ...expectedFields(expected ?? {}).map(
        ([field, value]) => `  ${field} ${utils.EXPECTED_COLOR(printValue(value, utils))}`,
      ),
      ...printRecords(block.usageRecords, context),
      ...(difference ? printDifference(difference, context) : []),
    ].join('\n'),
    nextStep(failure, difference),
  ].join('\n\n')
}

/** What was stored although the claim says that it was not. */
export function recordedMessage(
  names: readonly string[],
  stored: readonly AiUsageRecord[],
  context: MatcherContext,
): string {
  const { utils } = context
  const meant = names.length === 0 ? 'AI usage events' : names.map(quote).join(', ')
  return [
    `Expected the block to record no ${meant}, but it recorded ${stored.length === 1 ? 'one' : stored.length}.`,
    [`Expected: ${utils.EXPECTED_COLOR(`no ${meant}`)}`, ...printRecords(stored, context)].join(
      '\n',
    ),
    'Find what tracks it in the block, or expect it with toRecordAiUsageEvents.',
  ].join('\n\n')
}

function outcome({ block, expected, found, name }: Failure): string {
  const { usageRecords } = block
  if (usageRecords.length === 0) return 'the block tracked no AI usage events'
  const named = usageRecords.filter((record) => record.name === name)
  if (named.length === 0) return 'the block tracked only other ones'
  if (named.every(({ row }) => !row)) return `it was refused ${times(named.length)}`
  const recorded = found === 0 ? 'never recorded' : `recorded ${times(found)}`
  return `it was ${recorded}${expected ? ' with them' : ''}`
}

/** The first field in which the nearest row differs. */
function nearestDifference({ block, context, expected, name }: Failure): Difference | undefined {
  if (!expected) return undefined
  const [nearest] = block.usageRecords
    .flatMap(({ row }) => (row?.event === name ? [usageDifferences(row, expected, context)] : []))
    .filter((differences) => differences.length > 0)
    .sort((one, other) => one.length - other.length)
  return nearest?.[0]
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

function printDifference(
  { field, expected, recorded }: Difference,
  { utils }: MatcherContext,
): string[] {
  const print = (value: unknown) => (value === undefined ? 'none' : printValue(value, utils))
  return [
    `    differs at ${utils.BOLD_WEIGHT(field)}`,
    `      expected: ${utils.EXPECTED_COLOR(print(expected))}`,
    `      recorded: ${utils.RECEIVED_COLOR(print(recorded))}`,
  ]
}

function nextStep(
  { block, count, found, name }: Failure,
  difference: Difference | undefined,
): string {
  if (found > count.max) {
    return `Find what tracks it more than ${times(count.max)}, or expect .times(${found}).`
  }
  const refused = block.usageRecords.find((record) => record.name === name && record.rejection)
  if (refused) return 'Correct what it is tracked with; the real system refuses it without a word.'
  if (difference) return `Correct ${difference.field} where the event is tracked, or in .with().`
  return `Track ${quote(name)} in the block: as an internal event, or by aiUsageEvents.trackEvent.`
}

function quote(name: string): string {
  return JSON.stringify(name)
}
