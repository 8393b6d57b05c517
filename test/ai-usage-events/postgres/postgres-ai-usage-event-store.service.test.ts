import { PGlite } from '@electric-sql/pglite'
import { Client, Pool } from 'pg'
import { afterAll, describe, test } from 'vitest'
import { describeAiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'
import { PostgresAiUsageEventStore, type PostgresClient } from '../../../src/entries/postgres.ts'
import { startPostgres } from './start-postgres.ts'

const { port, stop } = await startPostgres()
const connection = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }
const client = new Client(connection)
await client.connect()
const pool = new Pool(connection)
// An idle connection may hear of the end of the server.
pool.on('error', () => {})
const glite = new PGlite()
afterAll(async () => {
  await glite.close()
  await client.end()
  await pool.end()
  await stop()
})

const clients: readonly (readonly [name: string, client: PostgresClient])[] = [
  ['a client of pg', client],
  ['a pool of pg', pool],
  ['PGlite', glite],
]
for (const [name, each] of clients) {
  const store = new PostgresAiUsageEventStore(each, {
    table: `events_of_${name.replaceAll(' ', '_')}`,
  })
  await store.createTables()
  const create = async () => {
    await store.reset()
    return store
  }
  describeAiUsageEventStore({ name, create, describe, test })
}
