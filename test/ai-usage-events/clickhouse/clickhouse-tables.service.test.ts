import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { Session } from 'chdb'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type AiUsageEvent, AiUsageEventWriter, gt } from '../../../src/entries/ai-usage-events.ts'
import {
  ClickHouseAiUsageEventStore,
  type ClickHouseAiUsageEventStoreOptions,
} from '../../../src/entries/clickhouse.ts'
import { startClickHouse } from './start-clickhouse.ts'

const session = new Session()
const server = await startClickHouse(session)
const { host } = new URL(server.url)
const client = createClient({ url: server.url, log: { level: ClickHouseLogLevel.OFF } })
afterAll(async () => {
  await client.close()
  server.stop()
  session.close()
})

let tables = 0
const tableName = () => `events_${++tables}`

async function created(options: ClickHouseAiUsageEventStoreOptions = {}) {
  const table = tableName()
  const store = new ClickHouseAiUsageEventStore(session, { table, ...options })
  await store.createTables()
  return { table, store }
}

const rowOf = (userId: number, payload: AiUsageEvent['payload'] = {}): AiUsageEvent => ({
  event: 'troubleshoot_job',
  eventId: 7,
  userId,
  namespaceId: 28,
  timestamp: new Date('2026-05-01T12:00:00.123Z'),
  payload,
})

const rowsOf = async (sql: string) =>
  (await session.queryAsync(sql, { format: 'JSONEachRow' }))
    .text()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

test('the table has the columns and the order of GitLab, and JSON beside the text', async () => {
  const { table, store } = await created()
  await store.createTables()
  const columns = await rowsOf(
    `SELECT name, type, trim(default_kind || ' ' || default_expression) AS d FROM system.columns WHERE table = '${table}' ORDER BY position`,
  )
  expect(columns.map(({ name, type, d }) => `${name} ${type} ${d}`.trim())).toEqual([
    'user_id UInt64',
    'event UInt16',
    "timestamp DateTime64(6, 'UTC')",
    "namespace_path String DEFAULT '0/'",
    "extras String DEFAULT '{}'",
    "payload JSON MATERIALIZED CAST(extras, 'JSON')",
  ])
  expect(
    await rowsOf(
      `SELECT engine, sorting_key, partition_key FROM system.tables WHERE name = '${table}'`,
    ),
  ).toEqual([
    {
      engine: 'ReplacingMergeTree',
      sorting_key: 'namespace_path, event, timestamp, user_id',
      partition_key: 'toYYYYMM(timestamp)',
    },
  ])
  const older = await created({ payload: 'text' })
  expect(
    await rowsOf(`SELECT count() AS c FROM system.columns WHERE table = '${older.table}'`),
  ).toEqual([{ c: 5 }])
})

test("the seed's example runs as SQL and as a query", async () => {
  const { table, store } = await created({ namespacePath: (id) => `27/${id}/` })
  const payload = { foo: 'bar', job_id: 1, pipeline_id: 1, project_id: 4 }
  await store.insert([rowOf(1, payload), rowOf(2, { project_id: 1 })])
  const sql = await rowsOf(
    `SELECT user_id, event, timestamp, namespace_path, payload FROM ${table} WHERE payload.project_id > 1`,
  )
  expect(sql).toEqual([
    {
      user_id: 1,
      event: 7,
      timestamp: '2026-05-01 12:00:00.123000',
      namespace_path: '27/28/',
      payload,
    },
  ])
  expect(await store.select({ where: { 'payload.project_id': gt(1) } })).toEqual([
    rowOf(1, payload),
  ])
})

test('a payload with text that looks like a date, or with a path that is there twice, is stored', async () => {
  const { table, store } = await created()
  const payload = { day: '2026-05-01', time: '2026-05-01 12:00:00', a: { b: 1 }, 'a.b': 2 }
  await store.insert([rowOf(1, payload)])
  expect(await store.select()).toEqual([rowOf(1, payload)])
  const types = 'dynamicType(payload.day) AS day, dynamicType(payload.time) AS time'
  expect(await rowsOf(`SELECT ${types} FROM ${table} WHERE payload.day = '2026-05-01'`)).toEqual([
    { day: 'String', time: 'String' },
  ])
})

test('a column of JSON that nobody fills but ClickHouse refuses rows that have no text', async () => {
  const { table, store } = await created()
  const columns = 'user_id, event, timestamp, payload'
  await expect(
    session.queryAsync(
      `INSERT INTO ${table} (${columns}) VALUES (1, 7, '2026-05-01 12:00:00', '{"project_id": 4}')`,
    ),
  ).rejects.toThrow('Cannot insert column payload, because it is MATERIALIZED column')
  expect(await store.count()).toBe(0)
})

test('the SQL of the docs finds ids that are numbers and ids that are text, each row once', async () => {
  const { table, store } = await created()
  const rows = [4, '4', 1, '1', 'x', undefined, true].map((id, index) =>
    rowOf(index + 1, id === undefined ? {} : { project_id: id }),
  )
  await store.insert(rows)
  await store.insert(rows)
  const users = async (from: string, condition: string) =>
    (await rowsOf(`SELECT user_id FROM ${from} WHERE ${condition} ORDER BY user_id`)).map(
      ({ user_id }) => user_id,
    )
  await expect(users(table, 'payload.project_id > 1')).rejects.toThrow('Code: 386')
  const condition = "accurateCastOrNull(payload.project_id, 'Float64') > 1"
  expect(await users(table, condition)).toEqual([1, 1, 2, 2])
  expect(await users(`${table} FINAL`, condition)).toEqual([1, 2])
  const found = await store.select({
    where: { 'payload.project_id': gt(1) },
    orderBy: { userId: 'asc' },
  })
  expect(found.map(({ userId }) => userId)).toEqual([1, 2])
})

test('integers beyond 64 bits do not hide the rest of a payload', async () => {
  const { store } = await created()
  const payload = { a: 1e20, b: -1e19, c: '12345678901234567890 "12345678901234567890', d: 1 }
  await store.insert([rowOf(1, payload)])
  expect(await store.select({ where: { 'payload.a': 1e20, 'payload.d': 1 } })).toEqual([
    rowOf(1, payload),
  ])
})

test('rows that were inserted twice are there once before and after ClickHouse merges them', async () => {
  const { table, store } = await created()
  await store.insert([rowOf(1), rowOf(2)])
  await store.insert([rowOf(2), rowOf(3)])
  expect(await rowsOf(`SELECT count() AS c FROM ${table}`)).toEqual([{ c: 4 }])
  expect([await store.count(), (await store.select()).length]).toEqual([3, 3])
  await session.queryAsync(`OPTIMIZE TABLE ${table} FINAL`)
  expect([await store.count(), (await store.select()).length]).toEqual([3, 3])
})

test('rows of other programs do not make a query fail', async () => {
  const { table, store } = await created({ payload: 'text' })
  await session.queryAsync(`INSERT INTO ${table} (user_id, event, timestamp, namespace_path, extras) VALUES
    (1, 7, '2026-05-01 12:00:00.123456', '', 'not JSON'), (2, 999, '2026-05-01 12:00:00', 'a/b', '{"v": 1e400}'),
    (3, 7, '2026-05-01 12:00:00', '0/', '["v"]'), (4, 7, '2026-05-01 12:00:00', '1/2/', '{"v": 9007199254740993}')`)
  const rows = await store.select({
    select: ['userId', 'namespaceId', 'event', 'payload.v'],
    orderBy: { userId: 'asc' },
  })
  expect(rows.map(({ userId, namespaceId, event }) => [userId, namespaceId, event])).toEqual([
    [1, undefined, 'troubleshoot_job'],
    [2, undefined, '999'],
    [3, undefined, 'troubleshoot_job'],
    [4, 2, 'troubleshoot_job'],
  ])
  expect(await store.count({ where: { 'payload.v': gt(1) } })).toBe(1)
  const whole = await store.select({ orderBy: { userId: 'asc' } })
  expect(whole.map(({ payload, microseconds }) => [payload, microseconds])).toEqual([
    [null, 456],
    [{ v: Number.POSITIVE_INFINITY }, undefined],
    [['v'], undefined],
    [{ v: 9_007_199_254_740_992 }, undefined],
  ])
})

test.each(['28', '27/28', '/28/', '28/27/', '28/ OR 1/'])(
  'a path that is not that of its namespace is refused: %s',
  async (path) => {
    const { store } = await created({ namespacePath: () => path })
    await expect(store.insert([rowOf(1)])).rejects.toMatchObject({
      code: 'INVALID_ROW',
      message: `Failed to insert AI usage events: namespacePath(28) is "${path}", which is not the path of that namespace. Return its ids from the topmost group on, such as 27/28/.`,
    })
  },
)

describe('a table that the store cannot use', () => {
  const failure = (statement: string, cause: RegExp, remedy: string) => ({
    code: 'WRONG_TABLE',
    message: expect.stringMatching(
      new RegExp(
        `^Failed to run ${statement} in ClickHouse, in this process \\(chdb\\): ${cause.source}.*\\. ${remedy}$`,
      ),
    ),
  })
  const missingTable = (statement: string, cause: RegExp) =>
    failure(
      statement,
      cause,
      "Create the table with createTables\\(\\), or give the store the name of one that has the columns of GitLab's ai_usage_events\\.",
    )
  const wrongTable = (statement: string, cause: RegExp) =>
    failure(
      statement,
      cause,
      "Give the store the name of a table that has the columns of GitLab's ai_usage_events; createTables\\(\\) creates it if it is not there\\.",
    )

  test('is missing', async () => {
    const store = new ClickHouseAiUsageEventStore(session, { table: 'nothing' })
    await expect(store.count()).rejects.toMatchObject(
      missingTable('SELECT FROM nothing', /Code: 60\. .*'nothing'/),
    )
    await expect(store.insert([rowOf(1)])).rejects.toMatchObject(
      missingTable('INSERT INTO nothing', /Code: 60\. .*nothing does not exist/),
    )
    const byClient = new ClickHouseAiUsageEventStore(client, { table: 'nothing' })
    await expect(byClient.count()).rejects.toMatchObject({
      code: 'WRONG_TABLE',
      message: expect.stringContaining(
        `Failed to run SELECT FROM nothing in ClickHouse at ${host}: `,
      ),
    })
  })

  test('has other columns', async () => {
    const table = tableName()
    await session.queryAsync(
      `CREATE TABLE ${table} (user_id UInt64) ENGINE = ReplacingMergeTree ORDER BY user_id`,
    )
    const store = new ClickHouseAiUsageEventStore(session, { table })
    await expect(store.select()).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, /Code: 47\. .*event/),
    )
    await expect(store.insert([rowOf(1)])).rejects.toMatchObject({ code: 'WRONG_TABLE' })
    await expect(store.createTables()).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, /Code: 47\. .*timestamp/),
    )
  })

  test('has times without microseconds', async () => {
    const table = tableName()
    await session.queryAsync(`CREATE TABLE ${table} (user_id UInt64, event UInt16,
      timestamp DateTime64(3, 'UTC'), namespace_path String, extras String)
      ENGINE = ReplacingMergeTree ORDER BY (namespace_path, event, timestamp, user_id)`)
    const store = new ClickHouseAiUsageEventStore(session, { table, payload: 'text' })
    const cause = /column timestamp has the type DateTime64\(3, 'UTC'\), not DateTime64\(6, 'UTC'\)/
    await expect(store.createTables()).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, cause),
    )
    await store.insert([rowOf(1)])
    expect(await store.select({ where: { timestamp: rowOf(1).timestamp } })).toEqual([rowOf(1)])
  })

  test.each([
    ['user_id', 'UInt32', 'UInt64'],
    ['event', 'UInt8', 'UInt16'],
    ['extras', 'Nullable(String)', 'String'],
    ['payload', 'Tuple( a String)', 'JSON'],
  ])('has %s of the type %s', async (column, type, wanted) => {
    const table = tableName()
    const columns = {
      user_id: 'UInt64',
      event: 'UInt16',
      timestamp: "DateTime64(6, 'UTC')",
      namespace_path: 'LowCardinality(String)',
      extras: 'String',
      payload: 'JSON',
    }
    const create = (types: object) =>
      session.queryAsync(
        `CREATE OR REPLACE TABLE ${table} (${Object.entries(types)
          .map((parts) => parts.join(' '))
          .join()}) ENGINE = ReplacingMergeTree ORDER BY timestamp`,
      )
    const store = new ClickHouseAiUsageEventStore(session, { table })
    await create(columns)
    await store.createTables()
    await create({ ...columns, [column]: type })
    const cause = new RegExp(
      `column ${column} has the type ${type.replaceAll(/[()]/g, '\\$&')}, not ${wanted}`,
    )
    await expect(store.createTables()).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, cause),
    )
  })

  test('has no JSON, or keeps rows twice', async () => {
    const { table } = await created({ payload: 'text' })
    const store = new ClickHouseAiUsageEventStore(session, { table })
    await expect(store.createTables()).rejects.toMatchObject({ code: 'WRONG_TABLE' })
    const merging = tableName()
    await session.queryAsync(
      `CREATE TABLE ${merging} AS ${table} ENGINE = MergeTree ORDER BY user_id`,
    )
    const twice = new ClickHouseAiUsageEventStore(session, { table: merging, payload: 'text' })
    await expect(twice.createTables()).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${merging}`, /Code: 181\. .*FINAL/),
    )
  })
})

describe('a server that fails', () => {
  test('keeps a batch waiting, which is stored once it is back', async () => {
    const store = new ClickHouseAiUsageEventStore(client, { table: tableName() })
    await store.createTables()
    const insert = vi.spyOn(store, 'insert')
    const writer = new AiUsageEventWriter({ store, batchSize: 500 })
    for (let id = 0; id < 2000; id++) writer.trackEvent('troubleshoot_job', { user: { id } })
    insert.mockImplementationOnce(async (rows) => {
      await ClickHouseAiUsageEventStore.prototype.insert.call(store, rows)
      server.hangUp(true)
    })
    await expect(writer.flush()).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringMatching(
        new RegExp(
          `^Failed to run INSERT INTO events_${tables} in ClickHouse at ${host}: (socket hang up|read ECONNRESET)\\. Check that it runs there, and that the client is connected; what was not stored may be sent again\\.$`,
        ),
      ),
    })
    expect(await writer.pending()).toBe(1500)
    server.hangUp(false)
    await writer.flush()
    expect([await store.count(), await writer.pending()]).toEqual([2000, 0])
  })

  test('that has stored a batch before it went away does not store it twice', async () => {
    const store = new ClickHouseAiUsageEventStore(client, { table: tableName() })
    await store.createTables()
    const writer = new AiUsageEventWriter({ store })
    for (let id = 0; id < 100; id++) writer.trackEvent('troubleshoot_job', { user: { id } })
    server.loseAnswer()
    await expect(writer.flush()).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await writer.flush()
    expect([await store.count(), await writer.pending()]).toEqual([100, 0])
  })
})
