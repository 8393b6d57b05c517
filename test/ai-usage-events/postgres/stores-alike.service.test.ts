import { deepStrictEqual } from 'node:assert/strict'
import { PGlite } from '@electric-sql/pglite'
import { Session } from 'chdb'
import { Client } from 'pg'
import { afterAll, test } from 'vitest'
import { InMemoryAiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'
import { ClickHouseAiUsageEventStore } from '../../../src/entries/clickhouse.ts'
import { PostgresAiUsageEventStore } from '../../../src/entries/postgres.ts'
import { answerOf, randomQuestions, randomRows } from '../random-usage.ts'
import { startPostgres } from './start-postgres.ts'

const SEED = 17
const server = await startPostgres()
const client = new Client({ host: '127.0.0.1', port: server.port, user: 'postgres' })
await client.connect()
const glite = new PGlite()
const session = new Session()
afterAll(async () => {
  session.close()
  await glite.close()
  await client.end()
  await server.stop()
})

const memory = new InMemoryAiUsageEventStore()
const stores = {
  PostgreSQL: new PostgresAiUsageEventStore(client),
  PGlite: new PostgresAiUsageEventStore(glite),
  ClickHouse: new ClickHouseAiUsageEventStore(session, { namespacePath: (id) => `9/${id}/` }),
}

test('any query has the same answer in all stores', async () => {
  const rows = randomRows(SEED, 1000)
  memory.insert(rows)
  for (const store of Object.values(stores)) {
    await store.createTables()
    await store.insert(rows.slice(0, 600))
    await store.insert(rows.slice(400))
  }
  for (const question of randomQuestions(SEED, 100)) {
    const expected = await answerOf(memory, question)
    for (const [name, store] of Object.entries(stores)) {
      // Not by expect, which takes longer than the databases do.
      deepStrictEqual([name, question, await answerOf(store, question)], [name, question, expected])
    }
  }
}, 120_000)
