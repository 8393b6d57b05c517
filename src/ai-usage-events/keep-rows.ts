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
 * Checks the rows of a batch. An event of which the registry has neither name nor id is kept, since
 * the program that writes may have another registry than the store; one whose id stands for another
 * event would be read as that.
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
    const { text, refusal } = keepRow(row)
    if (refusal !== undefined) {
      throw rowError(rows.length, index, row, refusal, 'Correct or remove that row')
    }
    const misnamed = nameRefusal(row, registry)
    if (misnamed !== undefined) {
      const remedy =
        'Give the store the registry that the row is of (registry), or correct that row'
      throw rowError(rows.length, index, row, misnamed, remedy)
    }
    kept.push({ row, extras: text })
  }
  return kept
}

function rowError(
  count: number,
  index: number,
  row: AiUsageEvent,
  refusal: string,
  remedy: string,
): AiUsageEventError {
  const name = typeof row?.event === 'string' ? ` (${printable(row.event, 60)})` : ''
  return new AiUsageEventError(
    'INVALID_ROW',
    `Failed to insert ${count} AI usage events: ${refusal}, in row ${index}${name}. ${remedy}; none was stored.`,
  )
}

/** Tells that a row has the name of one event, and the id of another. */
function nameRefusal(
  { event, eventId }: AiUsageEvent,
  registry: AiUsageEventRegistry,
): string | undefined {
  const registered = registry.find(event)
  if (registered?.id === eventId) return undefined
  if (registered) {
    return `the event ${event} has the id ${registered.id} in the store's registry, not ${eventId}`
  }
  const id = String(eventId)
  const known = registry.nameOf(eventId)
  // A row without a name is one by its id, which stores also give to what they have no name for.
  if (known === id || event === id || event === '') return undefined
  return `the event id ${id} is that of ${known} in the store's registry`
}
