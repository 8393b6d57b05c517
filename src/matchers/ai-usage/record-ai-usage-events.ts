import type { AiUsageEvent } from '../../ai-usage-events/index.ts'
import {
  type CalledAs,
  CountedTerms,
  defineClaim,
  type MatcherContext,
  type MatcherDefinition,
  matcherError,
  nearestMiss,
  readNames,
  refusedCalls,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { type BlockRun, type BlockUsageRecord, currentAiUsageEvents } from '../../fakes/index.ts'
import { nearestName } from '../../foundation/index.ts'
import { copyExpected } from '../events/index.ts'
import { checkExpectedPayload, refuseUnknownPayload } from './expected-payload.ts'
import { checkExpectedUsage, type ExpectedUsage, usageDifferences } from './expected-usage.ts'
import { refuseUnread } from './refuse-unread.ts'
import {
  recordedMessage,
  type UsageCall,
  type UsageFailure,
  usageMessage,
} from './usage-message.ts'

/** Claims that each of the named AI usage events was stored, as expected and as often. */
const records = defineClaim<BlockRun, readonly string[], UsageFailure, CountedTerms<ExpectedUsage>>(
  'block',
  {
    known: readNames({ kind: 'event', find: checkRegistered }),
    terms: ({ text }, target) =>
      new CountedTerms(
        text,
        (expected) => {
          checkExpectedUsage(`${text()}.with(…)`, expected)
          checkExpectedPayload({ text, target }, (expected as ExpectedUsage).payload)
        },
        copyExpected,
      ),
    readsUsage: true,
    refuse(block, called) {
      refuseUnread(block, called)
      const rows = block.usageOutcomes.flatMap(({ row }) => row ?? [])
      refuseUnknownPayload(called, called.terms.expected?.payload, rows)
    },
    judge: judgeRecords,
    refused: (block, { target: names, terms: { count } }, failure) =>
      failure && failure.found > count.max
        ? []
        : refusedCalls(block, (name) => names.includes(name)),
    explain: usageMessage,
  },
)

/** Claims that none of the named AI usage events was stored; without names, none at all. */
const recordsNone = defineClaim<BlockRun, readonly string[], readonly BlockUsageRecord[]>('block', {
  known: readNames({ kind: 'event', find: checkRegistered, optional: true }),
  readsUsage: true,
  judge(block, { text, target: names }) {
    const isMeant = (name: string) => names.length === 0 || names.includes(name)
    refuse(block, text(), isMeant)
    const stored = block.usageOutcomes.filter(({ name, row }) => row && isMeant(name))
    refuseOverlapped(block, text(), stored)
    return stored.length > 0 ? stored : undefined
  },
  refused: (block, { target }) => refusedCalls(block, (name) => isUsageEvent(name, target)),
  explain: (stored, { target, context }) => recordedMessage(target, stored, context),
})

/** `expect(block).toRecordAiUsageEvents(...names)` */
export const recordAiUsageEvents: MatcherDefinition<
  'toRecordAiUsageEvents' | 'toNotRecordAiUsageEvents'
> = {
  name: 'toRecordAiUsageEvents',
  negated: 'toNotRecordAiUsageEvents',
  block: { positive: records, negative: recordsNone },
}

/** Tells whether the internal event would have been stored as one that the claim is about. */
function isUsageEvent(name: string, names: readonly string[]): boolean {
  return names.length === 0 ? currentAiUsageEvents().find(name) !== undefined : names.includes(name)
}

function judgeRecords(block: BlockRun, called: UsageCall): UsageFailure | undefined {
  const { text, target: names, context } = called
  const { count, expected, never } = called.terms
  refuse(block, text(), (name) => names.includes(name))
  const outcomes = block.usageOutcomes
  const rowsOf = (name: string) => outcomes.flatMap(({ row }) => (row?.event === name ? [row] : []))
  const matches = (row: AiUsageEvent) => isMatch(row, expected, context, never)
  const matching = (name: string) => rowsOf(name).filter(matches)
  refuseOverlapped(
    block,
    text(),
    outcomes.filter(({ row }) => row && names.includes(row.event) && matches(row)),
  )
  const failing = names.filter((name) => !count.includes(matching(name).length))
  const [name] = failing
  if (name === undefined) return undefined
  const nearest =
    expected && nearestMiss(rowsOf(name), (row) => usageDifferences(row, expected, context))
  return { name, failing, found: matching(name).length, nearest, outcomes }
}

function isMatch(
  row: AiUsageEvent,
  expected: ExpectedUsage | undefined,
  context: MatcherContext,
  namedOnly: boolean,
): boolean {
  return expected === undefined || usageDifferences(row, expected, context, namedOnly).length === 0
}

function refuse(block: BlockRun, assertion: string, isMeant: (name: string) => boolean): void {
  refuseUnattributed(block, assertion, ({ kind, name }) => kind === 'usageRecords' && isMeant(name))
}

/** @throws {MatcherError} `OVERLAPPING_BLOCKS` for a row of another writer that may belong to another block. */
function refuseOverlapped(
  { usage }: BlockRun,
  assertion: string,
  outcomes: readonly BlockUsageRecord[],
): void {
  const other = outcomes.find(({ elsewhere, row }) => elsewhere && row && usage?.isShared(row))
  if (!other) return
  throw matcherError(
    'OVERLAPPING_BLOCKS',
    assertion,
    `another process stored "${other.name}" while another block or test used the same store, so nobody can tell whose row it is`,
    'Await one assertion before the next one starts, or give each test a user of its own: useAiUsageEventStore(store, { where: { userId } }).',
  )
}

/** @throws {MatcherError} `INVALID_NAMES` for an event that no feature has registered. */
function checkRegistered(name: string, { text }: CalledAs): string {
  const registry = currentAiUsageEvents()
  if (registry.find(name)) return name
  const nearest = nearestName(name, registry.names)
  throw matcherError(
    'INVALID_NAMES',
    text(),
    `no feature has registered the AI usage event "${name}"`,
    nearest
      ? `Did you mean "${nearest}"?`
      : 'Register it, and name the registry: useAiUsageEvents(registry).',
  )
}
