import { printable, printGiven } from '../foundation/index.ts'
import type { AiUsageEvent } from './ai-usage-event.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import { keepRow } from './kept-rows.ts'
import type { AiUsageEventRegistry } from './registry.ts'

/** A row with its payload as JSON. */
export interface KeptRow {
  readonly row: AiUsageEvent
  readonly extras: string
}

/**
 * Checks the rows of a batch. A name that the registry does not have is not compared, since the
 * program that writes may have another registry than the store.
 *
 * @throws {AiUsageEventError} `INVALID_ROW` for the first that cannot be kept by every store.
 */
export function keepRows(rows: readonly AiUsageEvent[], registry: AiUsageEventRegistry): KeptRow[] {
  if (!Array.isArray(rows)) {
    throw new AiUsageEventError(
      'INVALID_ROW',
      `Failed to insert AI usage events: ${printGiven(rows)} is not a list of rows. Give it a list.`,
    )
  }
  const kept: KeptRow[] = []
  // Not map, which leaves out what a list has no item for.
  for (const [index, row] of (rows as readonly AiUsageEvent[]).entries()) {
    const { text, refusal = nameRefusal(row, registry) } = keepRow(row)
    if (refusal !== undefined || text === undefined) {
      const name = typeof row?.event === 'string' ? ` (${printable(row.event, 60)})` : ''
      throw new AiUsageEventError(
        'INVALID_ROW',
        `Failed to insert ${rows.length} AI usage events: ${refusal}, in row ${index}${name}. Correct or remove that row; none was stored.`,
      )
    }
    kept.push({ row, extras: text })
  }
  return kept
}

/** Tells that a row has the name of one event, and the id of another. */
function nameRefusal(
  { event, eventId }: AiUsageEvent,
  registry: AiUsageEventRegistry,
): string | undefined {
  const registered = registry.find(event)
  if (registered === undefined || registered.id === eventId) return undefined
  return `the event ${event} has the id ${registered.id} in the store's registry, not ${eventId}`
}
