/**
 * AI usage events in each store: written, read and counted, against batches that are written by hand
 * with the same client; a backfill with exact equality; random queries, answered by all stores.
 */
import assert from 'node:assert/strict'
import { PGlite } from '@electric-sql/pglite'
import { Session } from 'chdb'
import {
  AiUsageEventWriter,
  InMemoryAiUsageEventStore,
} from 'internal-events-testing/ai-usage-events'
import { ClickHouseAiUsageEventStore } from 'internal-events-testing/clickhouse'
import { backfillAiUsageEvents, PostgresAiUsageEventStore } from 'internal-events-testing/postgres'
import { Client } from 'pg'
import { postgresPrograms, startPostgres } from '../test/ai-usage-events/postgres/start-postgres.ts'
import { answerOf, randomQuestions, randomRows } from '../test/ai-usage-events/random-usage.ts'
import { median, printTable } from './compare.mjs'

if (postgresPrograms() === undefined) {
  console.warn('Skipped: AI usage events. Install PostgreSQL: apt-get install postgresql.')
  process.exit()
}

const ROWS = 100_000
const ROUNDS = 5
const BATCH = 1000
const DAY = 24 * 60 * 60 * 1000
const COLUMNS = ['user_id', 'event', 'timestamp', 'namespace_path', 'extras']

const server = await startPostgres()
const pg = new Client({ host: '127.0.0.1', port: server.port, user: 'postgres' })
await pg.connect()
const glite = new PGlite()
const chdb = new Session()

/** The events of a test: one payload of the seed, spread over thirty days. */
const start = Date.now() - 40 * DAY
const contexts = Array.from({ length: ROWS }, (_, index) => ({
  user: { id: index % 1000 },
  namespace: { id: (index % 20) + 1 },
  job: { id: index, project: { id: index % 50 }, pipeline: { id: index % 5000 } },
  timestamp: start + Math.floor((index * 30 * DAY) / ROWS),
}))
/** Makes the row of an event by hand, in the simplest way. */
const rowOf = ({ user, namespace, job, timestamp }) => ({
  user: user.id,
  namespace: namespace.id,
  time: new Date(timestamp).toISOString(),
  extras: JSON.stringify({
    job_id: job.id,
    project_id: job.project.id,
    pipeline_id: job.pipeline.id,
    merge_request_id: job.pipeline.mergeRequest?.id ?? null,
  }),
})
function* batchesByHand() {
  for (let at = 0; at < ROWS; at += BATCH) yield contexts.slice(at, at + BATCH).map(rowOf)
}

/** By hand in PostgreSQL: lists of values, and the table of the store. Numbers may be text there, too. */
function byHandInPostgres(client, table) {
  const INSERT = `INSERT INTO ${table} ("timestamp", user_id, organization_id, created_at, event, extras, namespace_id)
    SELECT t, u, 1, now(), 7, x, n FROM unnest($1::timestamptz[], $2::bigint[], $3::jsonb[], $4::bigint[]) AS r(t, u, x, n)
    ON CONFLICT (namespace_id, user_id, event, "timestamp") DO NOTHING`
  return {
    async write() {
      for (const batch of batchesByHand()) {
        await client.query(INSERT, [
          batch.map(({ time }) => time),
          batch.map(({ user }) => user),
          batch.map(({ extras }) => extras),
          batch.map(({ namespace }) => namespace),
        ])
      }
    },
    read: async () =>
      (
        await client.query(
          `SELECT event, user_id, namespace_id, "timestamp", extras FROM ${table} ORDER BY "timestamp"`,
        )
      ).rows.map((row) => ({
        event: 'troubleshoot_job',
        eventId: row.event,
        userId: Number(row.user_id),
        namespaceId: Number(row.namespace_id),
        timestamp: row.timestamp,
        payload: row.extras,
      })).length,
    count: async () =>
      Number(
        (
          await client.query(
            `SELECT count(*) FROM ${table} WHERE event = $1 AND CASE WHEN extras ->> 'project_id' ~ '^-?[0-9]+([.][0-9]+)?$' THEN (extras ->> 'project_id')::float8 > $2 END`,
            [7, 1],
          )
        ).rows[0].count,
      ),
  }
}

/** By hand in ClickHouse: lines of JSON, and the table of the store. */
function byHandInClickHouse(table) {
  const json = (sql, values) => chdb.queryBindAsync(sql, values, { format: 'JSONEachRow' })
  return {
    async write() {
      for (const batch of batchesByHand()) {
        const lines = batch.map(({ user, namespace, time, extras }) =>
          JSON.stringify({
            user_id: user,
            event: 7,
            timestamp: time.replace('T', ' ').slice(0, -1),
            namespace_path: `${namespace}/`,
            extras,
          }),
        )
        await chdb.insert({
          table,
          columns: COLUMNS,
          format: 'JSONEachRow',
          values: Buffer.from(lines.join('\n')),
        })
      }
    },
    read: async () =>
      (
        await json(
          `SELECT event, user_id, namespace_path, toUnixTimestamp64Milli(timestamp) AS t, extras FROM ${table} FINAL ORDER BY timestamp`,
          {},
        )
      )
        .text()
        .trim()
        .split('\n')
        .map((line) => {
          const row = JSON.parse(line)
          return {
            event: 'troubleshoot_job',
            eventId: row.event,
            userId: row.user_id,
            namespaceId: Number(row.namespace_path.split('/').at(-2)),
            timestamp: new Date(Number(row.t)),
            payload: JSON.parse(row.extras),
          }
        }).length,
    count: async () =>
      (
        await json(
          `SELECT count() AS c FROM ${table} FINAL WHERE event = {e:UInt16} AND JSONExtract(extras, 'project_id', 'Nullable(Float64)') > {p:Float64}`,
          { e: 7, p: 1 },
        )
      ).json().c,
  }
}

function byStore(store) {
  return {
    async write() {
      const writer = new AiUsageEventWriter({ store, batchSize: BATCH })
      for (const context of contexts) writer.trackEvent('troubleshoot_job', context)
      await writer.flush()
    },
    read: async () => (await store.select()).length,
    count: async () =>
      await store.count({
        where: { event: 'troubleshoot_job', 'payload.project_id': { operator: 'gt', operand: 1 } },
      }),
  }
}

const engines = {
  PostgreSQL: [new PostgresAiUsageEventStore(pg), byHandInPostgres(pg, 'ai_usage_events')],
  PGlite: [new PostgresAiUsageEventStore(glite), byHandInPostgres(glite, 'ai_usage_events')],
  'ClickHouse (chdb)': [
    new ClickHouseAiUsageEventStore(chdb),
    byHandInClickHouse('ai_usage_events'),
  ],
}

const report = []
for (const [name, [store, byHand]] of Object.entries(engines)) {
  await store.createTables()
  // The partitions that both need.
  await store.insert(
    Array.from({ length: 41 }, (_, day) => ({
      event: 'troubleshoot_job',
      eventId: 7,
      userId: 1,
      namespaceId: 1,
      timestamp: new Date(start + day * DAY),
      payload: {},
    })),
  )
  const times = {
    store: { write: [], read: [], count: [] },
    hand: { write: [], read: [], count: [] },
  }
  for (let round = -1; round < ROUNDS; round++) {
    for (const [who, ways] of [
      ['store', byStore(store)],
      ['hand', byHand],
    ]) {
      await store.reset()
      for (const what of ['write', 'read', 'count']) {
        const before = performance.now()
        const result = await ways[what]()
        const took = performance.now() - before
        if (what === 'read') assert.equal(result, ROWS)
        if (what === 'count')
          assert.equal(Number(result), contexts.filter(({ job }) => job.project.id > 1).length)
        // The first round only warms up.
        if (round >= 0) times[who][what].push(took)
      }
    }
  }
  const sums = { own: 0, hand: 0 }
  const line = (what, own, hand) =>
    report.push({
      store: name,
      what,
      'ms of the store': Math.round(own),
      'ms by hand': Math.round(hand),
      ratio: (own / hand).toFixed(2),
    })
  for (const what of ['write', 'read', 'count']) {
    const [own, hand] = [median(times.store[what]), median(times.hand[what])]
    line(what, own, hand)
    sums.own += own
    sums.hand += hand
  }
  line('all', sums.own, sums.hand)
}
printTable(`${ROWS.toLocaleString('en')} AI usage events, in batches of ${BATCH}`, report)

const target = engines['ClickHouse (chdb)'][0]
const source = engines.PostgreSQL[0]
await target.reset()
const before = performance.now()
const { rows: copied } = await backfillAiUsageEvents({ source, target })
const took = performance.now() - before
assert.deepEqual(await target.select(), await source.select())
printTable('Backfill from PostgreSQL to ClickHouse', [
  { rows: copied.toLocaleString('en'), ms: Math.round(took), 'rows that differ': 0 },
])

const [QUESTIONS, RANDOM] = [500, 10_000]
const random = randomRows(1, RANDOM)
const memory = new InMemoryAiUsageEventStore()
memory.insert(random)
const others = Object.values(engines).map(([store]) => store)
for (const store of others) {
  await store.reset()
  for (let at = 0; at < RANDOM; at += BATCH) await store.insert(random.slice(at, at + BATCH))
}
let [differences, empty] = [0, 0]
for (const question of randomQuestions(1, QUESTIONS)) {
  const expected = await answerOf(memory, question)
  if (expected === 0 || expected.length === 0) empty++
  for (const store of others) {
    try {
      assert.deepEqual(await answerOf(store, question), expected)
    } catch (error) {
      differences++
      console.error(question, error.message)
    }
  }
}
printTable('The same query in all four stores', [
  {
    rows: RANDOM.toLocaleString('en'),
    queries: QUESTIONS,
    'with an empty answer': empty,
    differences,
  },
])

chdb.close()
await glite.close()
await pg.end()
await server.stop()
