import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { Session } from 'chdb'
import { afterAll, expect, test } from 'vitest'
import { ClickHouseAiUsageEventStore } from '../../../src/entries/clickhouse.ts'
import { fakes, useAiUsageEventStore } from '../../../src/entries/index.ts'
import { messageOf } from '../../matchers/message-of.ts'
import { assertOnStore, type StoredElsewhere } from '../assert-on-store.ts'
import { startClickHouse } from './start-clickhouse.ts'

const session = new Session()
const server = await startClickHouse(session)
const client = createClient({ url: server.url, log: { level: ClickHouseLogLevel.OFF } })
afterAll(async () => {
  await client.close()
  server.stop()
  session.close()
})

const inProcess = new ClickHouseAiUsageEventStore(session)
const store = new ClickHouseAiUsageEventStore(client)
await store.createTables()

/** A process of its own, which sends SQL to the server. */
const storeElsewhere = ({ userId, after = 0 }: StoredElsewhere) => {
  const sql = `INSERT INTO ai_usage_events (user_id, event, timestamp, namespace_path, extras)
    SELECT ${userId}, 7, now64(6), '27/28/', '{"job_id": 6}'`
  const code = `setTimeout(async () => {
    const { ok } = await fetch('${server.url}', { method: 'POST', body: ${JSON.stringify(sql)} })
    process.exitCode = ok ? 0 : 1
  }, ${after * 1000})`
  return promisify(execFile)(process.execPath, ['-e', code])
}

assertOnStore('ClickHouse over HTTP', () => store, storeElsewhere)
assertOnStore('chdb', () => inProcess, storeElsewhere)

test('a server that goes away in the block fails the assertion', async () => {
  useAiUsageEventStore(store)
  const block = () => {
    fakes.aiUsageEvents.trackEvent('request_duo_chat_response', { user: { id: 1 } })
    server.hangUp(true)
  }
  const message = await messageOf(() =>
    expect(block).toRecordAiUsageEvents('request_duo_chat_response'),
  )
  server.hangUp(false)
  expect(message).toMatch(
    new RegExp(
      `^Failed to run INSERT INTO ai_usage_events in ClickHouse at ${new URL(server.url).host}: .+\\. Check that it runs there, and that the client is connected; what was not stored may be sent again\\.$`,
    ),
  )
})

test('stores of one client and one table have the same rows', () => {
  const place = (by: Session | typeof client, table?: string) =>
    new ClickHouseAiUsageEventStore(by, { table }).place
  expect(place(session)).toBe(inProcess.place)
  expect(place(client)).toBe(store.place)
  const places = [place(session), place(client), place(session, 'others')]
  // Its names of tables have small and capital letters.
  expect(new Set([...places, place(session, 'Others')]).size).toBe(4)
})
