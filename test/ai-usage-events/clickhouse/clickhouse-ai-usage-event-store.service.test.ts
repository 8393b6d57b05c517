import { createClient } from '@clickhouse/client'
import { Session } from 'chdb'
import { afterAll, describe, test } from 'vitest'
import { describeAiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'
import { ClickHouseAiUsageEventStore } from '../../../src/entries/clickhouse.ts'
import { startClickHouse } from './start-clickhouse.ts'

const session = new Session()
const { url, stop } = await startClickHouse(session)
const client = createClient({ url })
afterAll(async () => {
  await client.close()
  stop()
  session.close()
})

const stores = {
  chdb: new ClickHouseAiUsageEventStore(session),
  'chdb, payloads as text': new ClickHouseAiUsageEventStore(session, {
    table: 'events_as_text',
    payload: 'text',
    namespacePath: (id) => `27/${id}/`,
  }),
  '@clickhouse/client': new ClickHouseAiUsageEventStore(client, { table: 'events_by_client' }),
}
for (const [name, store] of Object.entries(stores)) {
  await store.createTables()
  const create = async () => {
    await store.reset()
    return store
  }
  describeAiUsageEventStore({ name, create, describe, test })
}
