import type { AiUsageEvent, AiUsageEventStore } from '../index.ts'

/** The assertions of Node.js that the suite needs. */
export interface StrictAssert {
  readonly equal: (actual: unknown, expected: unknown) => void
  readonly deepStrictEqual: (actual: unknown, expected: unknown) => void
  readonly rejects: (run: () => Promise<unknown>, error: object) => Promise<void>
}

/** Tests one behaviour of an empty store. */
export type StoreCheck = (
  behaviour: string,
  run: (store: AiUsageEventStore, assert: StrictAssert) => Promise<void>,
) => void

const DAY = 24 * 60 * 60 * 1000

/** Returns the time that lies some days and milliseconds after midnight (UTC) ten days ago. */
export function timeAt(days: number, milliseconds = 0): Date {
  const today = Math.floor(Date.now() / DAY)
  return new Date((today - 10 + days) * DAY + milliseconds)
}

/** Makes a row: that of the user, with what is given in place of what is not said otherwise. */
export function rowOf(
  userId: AiUsageEvent['userId'],
  given: Partial<AiUsageEvent> = {},
): AiUsageEvent {
  return {
    event: 'troubleshoot_job',
    eventId: 7,
    userId,
    namespaceId: 28,
    timestamp: timeAt(1),
    payload: {},
    ...given,
  }
}

/** Stores a row for each value, under `v` in its payload; the users are 1, 2, 3 and so on. */
export async function insertValues(
  store: AiUsageEventStore,
  values: readonly unknown[],
): Promise<void> {
  await store.insert(
    values.map((v, index) => rowOf(index + 1, { payload: v === undefined ? {} : { v } })),
  )
}

/** Returns the users of rows. */
export function usersOf(rows: readonly AiUsageEvent[]): AiUsageEvent['userId'][] {
  return rows.map(({ userId }) => userId)
}
