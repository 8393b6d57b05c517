import type { Awaitable } from '../../counters/index.ts'
import { type OptionNames, printable } from '../../foundation/index.ts'
import {
  type AiUsageEvent,
  type AiUsageEventStore,
  checkOptions,
  checkValues,
  functionCheck,
  hasMethods,
  type KeptRow,
  refusalOf,
} from '../index.ts'
import { checkBatches } from './check-options.ts'
import type { PostgresAiUsageEventStore } from './postgres-ai-usage-event-store.ts'
import { roundedNumber } from './rounded-number.ts'

/** The source and the target of a backfill, and its options. */
export interface AiUsageBackfill {
  readonly source: PostgresAiUsageEventStore
  readonly target: AiUsageEventStore
  /**
   * The cursor of an earlier backfill, to go on behind its rows. Default: all rows. A transaction
   * that commits later than the batch may have rows before its cursor: go on from one that is older
   * than the longest transaction, since no row is copied twice.
   */
  readonly cursor?: string | undefined
  /** The most rows of one batch. Default: 1,000. */
  readonly batchSize?: number | undefined
  /** Called after each batch, to keep the cursor; the next batch waits for it. */
  readonly onBatch?: ((copied: AiUsageBackfilled) => Awaitable<void>) | undefined
}

const OPTIONS: OptionNames<AiUsageBackfill> = {
  source: true,
  target: true,
  cursor: true,
  batchSize: true,
  onBatch: true,
}

/** The account of what has been copied. */
export interface AiUsageBackfilled {
  /** The id of the last row. */
  readonly cursor: string
  /** The number of rows. */
  readonly rows: number
  /**
   * Rows that another program wrote and that not every store can keep, with the reason: a payload
   * that is not an object, or that has a number beyond a double, say.
   */
  readonly refused: readonly { readonly row: AiUsageEvent; readonly refusal: string }[]
}

const TASK = 'backfill AI usage events'

/**
 * Copies AI usage events from PostgreSQL to ClickHouse, batch by batch in the order of their ids, as
 * GitLab does when ClickHouse is enabled. It may end at any time, and go on from the last cursor or
 * begin anew: rows that are there do not come a second time.
 *
 * Source: `Analytics::AiUsageEventsBackfillWorker` of GitLab.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION`, and `INVALID_OPTION` for a store, a size, a cursor or a
 *   function that is none, before a row is read; and that of the database that fails, where batches
 *   before it are copied.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite'
 * import { InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 * import { backfillAiUsageEvents, PostgresAiUsageEventStore } from 'internal-events-testing/postgres'
 *
 * const source = new PostgresAiUsageEventStore(new PGlite())
 * await source.createTables()
 * const target = new InMemoryAiUsageEventStore()
 * const { rows, cursor } = await backfillAiUsageEvents({ source, target })
 * console.log(rows, cursor) // 0 0
 * ```
 */
export async function backfillAiUsageEvents(options: AiUsageBackfill): Promise<AiUsageBackfilled> {
  checkOptions(TASK, options, OPTIONS)
  const { source, target, cursor = '0', batchSize = 1000, onBatch = () => {} } = options
  checkBatches(TASK, { cursor, batchSize })
  checkValues(TASK, [
    functionCheck('onBatch', onBatch),
    ['source', source, hasMethods(source, ['selectAfter']), 'Give it a PostgresAiUsageEventStore.'],
    [
      'target',
      target,
      hasMethods(target, ['insert']),
      'Give it a store of AI usage events, which has insert.',
    ],
  ])
  let copied: AiUsageBackfilled = { cursor, rows: 0, refused: [] }
  for (;;) {
    const batch = await source.selectAfter(copied.cursor, batchSize)
    if (batch.rows.length === 0) return copied
    const judged = batch.rows.map((kept) => ({ row: kept.row, refusal: refusalOfStored(kept) }))
    const good = judged.flatMap(({ row, refusal }) => (refusal === undefined ? [row] : []))
    const refused = judged.flatMap(({ row, refusal }) =>
      refusal === undefined ? [] : [{ row, refusal }],
    )
    await target.insert(good)
    copied = {
      cursor: batch.cursor,
      rows: copied.rows + good.length,
      refused: [...copied.refused, ...refused],
    }
    await onBatch(copied)
  }
}

/** Tells why a row, with its payload as PostgreSQL has it, cannot be copied as it is. */
function refusalOfStored({ row, extras }: KeptRow): string | undefined {
  const number = roundedNumber(extras)
  if (number === undefined) return refusalOf(row)
  return `extras have the number ${printable(number, 60)}, which a double cannot hold`
}
