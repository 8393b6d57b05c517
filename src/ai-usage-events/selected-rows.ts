import { printGiven } from '../foundation/index.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import type { AiUsageEventStore } from './ai-usage-event-store.ts'

/**
 * Returns what a store, which may be one of the user's own, has selected.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION` for what is not a list.
 */
export function selectedRows<Row>(store: AiUsageEventStore, rows: readonly Row[]): readonly Row[] {
  if (Array.isArray(rows)) return rows
  const { name = 'Object' } = store.constructor ?? {}
  throw new AiUsageEventError(
    'INVALID_OPTION',
    `Failed to select AI usage events: select of ${name === 'Object' ? 'the store' : name} returned ${printGiven(rows)}. Have it return a list of rows, or a promise of one.`,
  )
}
