import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { Pool } from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { fakes, useAiUsageEventStore } from '../../../src/entries/index.ts'
import { PostgresAiUsageEventStore } from '../../../src/entries/postgres.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { messageOf } from '../../matchers/message-of.ts'
import { assertOnStore, type StoredElsewhere } from '../assert-on-store.ts'
import { postgresPrograms, startPostgres } from './start-postgres.ts'

const server = await startPostgres()
const { port } = server
/** Connections that the end of the server surprises, even while they are being closed. */
function connect(): Pool {
  const pool = new Pool({ host: '127.0.0.1', port, user: 'postgres', max: 4 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
const pool = connect()
const glite = new PGlite()
afterAll(async () => {
  await glite.close()
  await pool.end()
  await server.stop()
})

const store = new PostgresAiUsageEventStore(pool)
const inProcess = new PostgresAiUsageEventStore(glite)
await store.createTables()
await inProcess.createTables()

const insert = ({ userId, after = 0 }: StoredElsewhere) =>
  `SELECT pg_sleep(${after});
   INSERT INTO ai_usage_events
     ("timestamp", user_id, organization_id, created_at, event, extras, namespace_id)
   VALUES (clock_timestamp(), ${userId}, 1, now(), 7, '{"job_id": 6}', 28)`

/** A program in a process and a language of its own. */
const psql = (sql: string) =>
  promisify(execFile)(join(postgresPrograms() as string, 'psql'), [
    ...['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'],
    ...['-v', 'ON_ERROR_STOP=1', '-c', sql],
  ])

assertOnStore(
  'PostgreSQL',
  () => store,
  (row) => psql(insert(row)),
)
assertOnStore(
  'PGlite',
  () => inProcess,
  (row) => glite.exec(insert(row)),
)

test('rows on both sides of the edge of a partition are found, whatever the clock says', async () => {
  const user = { id: 31 }
  useAiUsageEventStore(store, { where: { userId: user.id } })
  vi.useFakeTimers({ now: new Date('2026-02-28T23:59:59.999Z'), toFake: ['Date'] })
  try {
    await expect(async () => {
      fakes.aiUsageEvents.trackEvent('request_duo_chat_response', { user })
      vi.setSystemTime('2026-03-01')
      fakes.aiUsageEvents.trackEvent('request_duo_chat_response', { user })
      vi.setSystemTime('2026-01-01')
      await psql(insert({ userId: user.id }))
    })
      .toRecordAiUsageEvents('request_duo_chat_response')
      .twice()
      .and.toRecordAiUsageEvents('troubleshoot_job')
  } finally {
    vi.useRealTimers()
  }
})

test('a table that is missing fails the assertion before the block runs', async () => {
  useAiUsageEventStore(new PostgresAiUsageEventStore(pool, { table: 'missing' }))
  const block = vi.fn()
  expect(await messageOf(() => expect(block).not.toRecordAiUsageEvents())).toBe(
    `Failed to run SELECT FROM missing in PostgreSQL at 127.0.0.1:${port}: relation "missing" does not exist. Create the table with createTables(), or give the store the name of one that has the columns of GitLab's ai_usage_events.`,
  )
  expect(block).not.toHaveBeenCalled()
})

test('a server that goes away in the block fails the assertion, and gets the rows later', async () => {
  const user = { id: 32 }
  useAiUsageEventStore(store, { where: { userId: user.id } })
  const block = async () => {
    fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user })
    await server.crash()
  }
  expect(await messageOf(() => expect(block).toRecordAiUsageEvents('troubleshoot_job'))).toMatch(
    new RegExp(
      `^Failed to run (INSERT INTO|SELECT FROM) \\w+ in PostgreSQL at 127\\.0\\.0\\.1:${port}: .+\\. Check that it runs there, and that the client is connected; what was not stored may be sent again\\.$`,
    ),
  )
  await server.restart()
  await expect(() => {}).not.toRecordAiUsageEvents()
  expect(await store.count({ where: { userId: user.id } })).toBe(1)
})

test('a store that the test closes at its end is no failure', async () => {
  const own = connect()
  useAiUsageEventStore(new PostgresAiUsageEventStore(own))
  await expect(() =>
    fakes.aiUsageEvents.trackEvent('request_duo_chat_response', { user: { id: 1 } }),
  ).toRecordAiUsageEvents('request_duo_chat_response')
  await own.end()
})

test('a claim that fails names the database and the table', async () => {
  useAiUsageEventStore(store, { where: { userId: 33 } })
  expect(
    await messageOf(() => expect(() => {}).toRecordAiUsageEvents('troubleshoot_job')),
  ).toContain(
    `\nStore: PostgresAiUsageEventStore, PostgreSQL at 127.0.0.1:${port}, table ai_usage_events\n`,
  )
})

test('stores of one client and one table have the same rows', () => {
  const place = (client: Pool | PGlite, table?: string) =>
    new PostgresAiUsageEventStore(client, { table }).place
  expect(place(glite)).toBe(inProcess.place)
  expect(place(glite, 'AI_usage_events')).toBe(inProcess.place)
  expect(place(pool)).toBe(store.place)
  const places = [place(glite), place(pool), place(glite, 'others'), place(pool, 'others')]
  expect(new Set(places).size).toBe(4)
})

test('tests at the same time, each with a store on one client, do not take rows of another', async () => {
  const inTest = (body: () => unknown) =>
    messageOf(() =>
      runToEnd(beginTest('the inner test'), () => {
        useAiUsageEventStore(new PostgresAiUsageEventStore(glite))
        return body()
      }),
    )
  let [began, stored] = [() => {}, () => {}]
  const begin = new Promise<void>((resolve) => {
    began = resolve
  })
  const store = new Promise<void>((resolve) => {
    stored = resolve
  })
  const waits = () => {
    began()
    return store
  }
  const writes = async () => {
    await begin
    await glite.exec(insert({ userId: 41 }))
    stored()
  }
  const messages = await Promise.all([
    inTest(() => expect(waits).toRecordAiUsageEvents('troubleshoot_job')),
    inTest(() => expect(writes).toRecordAiUsageEvents('troubleshoot_job')),
  ])
  const shared =
    'Failed to check expect(block).toRecordAiUsageEvents("troubleshoot_job"): another process stored "troubleshoot_job" while another block or test used the same store, so nobody can tell whose row it is. Await one assertion before the next one starts, or give each test a user of its own: useAiUsageEventStore(store, { where: { userId } }).'
  expect(messages).toEqual([shared, shared])
})
