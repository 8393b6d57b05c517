import type { Awaitable } from '../../counters/index.ts'
import type { AiUsageEventStore } from '../index.ts'
import { checkBoundedQueries } from './bounds-queries.ts'
import { checkComparedValues } from './compares-values.ts'
import { checkCountedRows } from './counts-rows.ts'
import { checkKeptRows } from './keeps-rows.ts'
import { checkOrderedRows } from './orders-rows.ts'
import { checkRefusedQueries } from './refuses-queries.ts'
import type { StoreCheck } from './store-check.ts'

/** The functions of a runner that the suite needs, and the store that it tests. */
export interface AiUsageEventStoreSuite {
  readonly name: string
  /** Makes an empty store with GitLab's events, for one test. */
  readonly create: () => Awaitable<AiUsageEventStore>
  /** The functions of Vitest, Jest or `node:test`. */
  readonly describe: (name: string, suite: () => void) => unknown
  readonly test: (name: string, run: () => Promise<void>) => unknown
}

/**
 * Tests that a store keeps, compares, orders and counts AI usage events as all others do. Run it
 * against a store of your own, in Node.js; those in memory, in PostgreSQL and in ClickHouse pass it.
 *
 * @example
 * ```ts
 * import {
 *   describeAiUsageEventStore,
 *   InMemoryAiUsageEventStore,
 * } from 'internal-events-testing/ai-usage-events'
 * import { describe, test } from 'vitest'
 *
 * const create = () => new InMemoryAiUsageEventStore()
 * describeAiUsageEventStore({ name: 'a store of my own', create, describe, test })
 * ```
 */
export function describeAiUsageEventStore({
  name,
  create,
  describe,
  test,
}: AiUsageEventStoreSuite): void {
  const check: StoreCheck = (behaviour, run) => {
    test(behaviour, async () => {
      // Only here, since the entry point may also be loaded in a page. Jest refuses `import()`.
      await run(await create(), process.getBuiltinModule('node:assert/strict'))
    })
  }

  describe(name, () => {
    checkKeptRows(check)
    checkComparedValues(check)
    checkOrderedRows(check)
    checkCountedRows(check)
    checkRefusedQueries(check)
    checkBoundedQueries(check)
  })
}
