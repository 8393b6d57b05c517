import { createServer } from 'node:net'
import { Pool } from 'pg'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import {
  type AiUsageEvent,
  AiUsageEventRegistry,
  AiUsageEventWriter,
  gt,
  InMemoryAiUsageEventStore,
} from '../../../src/entries/ai-usage-events.ts'
import { useAiUsageEvents } from '../../../src/entries/index.ts'
import { backfillAiUsageEvents, PostgresAiUsageEventStore } from '../../../src/entries/postgres.ts'
import { startPostgres } from './start-postgres.ts'

const server = await startPostgres()
const { port } = server
const pool = new Pool({ host: '127.0.0.1', port, user: 'postgres', max: 4 })
pool.on('error', () => {})
afterAll(async () => {
  await pool.end()
  await server.stop()
})
afterEach(() => vi.useRealTimers())

let tables = 0
const tableName = () => `events_${++tables}`

async function created(table = tableName()) {
  const store = new PostgresAiUsageEventStore(pool, { table })
  await store.createTables()
  return { table, store }
}

const rowAt = (timestamp: string, userId = 1): AiUsageEvent => ({
  event: 'troubleshoot_job',
  eventId: 7,
  userId,
  namespaceId: 28,
  timestamp: new Date(timestamp),
  payload: { project_id: 4 },
})

async function partitionsOf(table: string): Promise<string[]> {
  const { rows } = await pool.query(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
    [table],
  )
  return rows.map(({ name }) => name.replace(`${table}_`, ''))
}

test('a store without a registry has that of the tests', async () => {
  const { store } = await created()
  const row = { ...rowAt('2026-05-31T12:00:00Z'), event: 'pull_package', eventId: 3 }
  useAiUsageEvents(
    new AiUsageEventRegistry().registerFeature({ name: 'packages', events: { pull_package: 3 } }),
  )
  await store.insert([row])
  expect(await store.select({ where: { event: 'pull_package' } })).toEqual([row])
  useAiUsageEvents(undefined)
  await expect(store.insert([row])).rejects.toMatchObject({ code: 'INVALID_ROW' })
})

test('rows belong to the organization of the store, or each to its own', async () => {
  const { table, store } = await created()
  await store.insert([rowAt('2026-05-31T12:00:00Z')])
  const organizationId = ({ userId }: AiUsageEvent) => Number(userId) * 10
  const ofUsers = new PostgresAiUsageEventStore(pool, { table, organizationId })
  await ofUsers.insert([rowAt('2026-05-31T12:00:00Z', 2), rowAt('2026-05-31T12:00:00Z', 3)])
  const { rows } = await pool.query(`SELECT organization_id FROM ${table} ORDER BY user_id`)
  expect(rows.map((row) => row.organization_id)).toEqual(['1', '20', '30'])

  const without = new PostgresAiUsageEventStore(pool, {
    table,
    organizationId: () => undefined as never,
  })
  await expect(without.insert([rowAt('2026-05-31T12:00:00Z', 4)])).rejects.toMatchObject({
    code: 'INVALID_ROW',
    message:
      'Failed to insert 1 AI usage events: the organization of user 4 is undefined. Have organizationId return a whole number; none was stored.',
  })
})

test('the table has the columns and indexes of GitLab', async () => {
  const { table, store } = await created()
  await store.createTables()
  const columns = await pool.query(
    `SELECT column_name || ' ' || data_type || ' ' || is_nullable AS column
      FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position`,
    [table],
  )
  expect(columns.rows.map(({ column }) => column)).toEqual([
    'id bigint NO',
    'timestamp timestamp with time zone NO',
    'user_id bigint NO',
    'organization_id bigint NO',
    'created_at timestamp with time zone NO',
    'event smallint NO',
    'extras jsonb NO',
    'namespace_id bigint YES',
  ])
  const indexes = await pool.query('SELECT indexdef AS sql FROM pg_indexes WHERE tablename = $1', [
    table,
  ])
  expect(indexes.rows.map(({ sql }) => sql.replaceAll(table, 't')).sort()).toEqual([
    'CREATE INDEX index_t_on_namespace_id_timestamp_and_id ON ONLY public.t USING btree (namespace_id, "timestamp", id)',
    'CREATE INDEX index_t_on_organization_id ON ONLY public.t USING btree (organization_id)',
    'CREATE INDEX index_t_on_user_id ON ONLY public.t USING btree (user_id)',
    'CREATE UNIQUE INDEX idx_t_uniqueness ON ONLY public.t USING btree (namespace_id, user_id, event, "timestamp") NULLS NOT DISTINCT',
    'CREATE UNIQUE INDEX t_pkey ON ONLY public.t USING btree (id, "timestamp")',
  ])
})

test("the seed's example runs as SQL and as a query", async () => {
  const { table, store } = await created()
  await store.insert([
    rowAt(new Date().toISOString()),
    { ...rowAt(new Date().toISOString(), 2), payload: { project_id: '4' } },
    { ...rowAt(new Date().toISOString(), 3), payload: { project_id: 1 } },
  ])
  const sql = `SELECT user_id FROM ${table} WHERE (extras ->> 'project_id')::int > 1 ORDER BY user_id`
  expect((await pool.query(sql)).rows).toEqual([{ user_id: '1' }, { user_id: '2' }])
  const rows = await store.select({ where: { 'payload.project_id': gt(1) }, select: ['userId'] })
  expect(rows).toEqual([{ userId: 1 }, { userId: 2 }])
})

describe('partitions', () => {
  test('are days of UTC, whatever the time zone of the server, made when a row needs one', async () => {
    vi.useFakeTimers({ now: new Date('2026-05-10T12:00:00Z'), toFake: ['Date'] })
    const { table, store } = await created()
    expect(await partitionsOf(table)).toEqual(['20260509', '20260510', '20260511'])
    await store.insert([rowAt('2026-05-14T23:59:59.999Z'), rowAt('2026-05-15T00:00:00.000Z')])
    expect(await partitionsOf(table)).toEqual([
      '20260509',
      '20260510',
      '20260511',
      '20260514',
      '20260515',
    ])
    const { rows } = await pool.query(`SELECT count(*) FROM ${table}_20260514`)
    expect(rows).toEqual([{ count: '1' }])
    expect(await store.countByDay()).toEqual([
      { day: '2026-05-14', count: 1 },
      { day: '2026-05-15', count: 1 },
    ])
  })

  test('are dropped when all their rows are older than three months, and made again', async () => {
    vi.useFakeTimers({ now: new Date('2026-05-10T12:00:00Z'), toFake: ['Date'] })
    const { table, store } = await created()
    const days = ['2026-02-08', '2026-02-09', '2026-02-10', '2026-05-10']
    await store.insert(days.map((day) => rowAt(`${day}T11:00:00Z`)))
    expect(await store.dropExpiredPartitions()).toEqual([`${table}_20260208`, `${table}_20260209`])
    expect((await store.countByDay()).map(({ day }) => day)).toEqual(['2026-02-10', '2026-05-10'])
    expect(await store.dropExpiredPartitions(new Date('2026-05-10T23:59:59Z'))).toEqual([])
    expect(await store.dropExpiredPartitions(new Date('2026-05-11T00:00:00Z'))).toEqual([
      `${table}_20260210`,
    ])
    // The clock jumps back.
    await store.insert([rowAt('2026-02-09T11:00:00Z')])
    expect((await store.countByDay()).map(({ day }) => day)).toEqual(['2026-02-09', '2026-05-10'])
  })

  test('that another process has dropped are made again', async () => {
    const { table, store } = await created()
    await store.insert([rowAt('2026-05-01T00:00:00Z')])
    await pool.query(`DROP TABLE ${table}_20260501`)
    await store.insert([rowAt('2026-05-01T00:00:00Z'), rowAt('2026-05-02T00:00:00Z')])
    expect(await store.count()).toBe(2)
  })

  test('are made once by stores that need one at the same time', async () => {
    const { table } = await created()
    const stores = [1, 2, 3, 4].map(() => new PostgresAiUsageEventStore(pool, { table }))
    await Promise.all(
      stores.map((store, user) => store.insert([rowAt('2026-05-01T00:00:00Z', user)])),
    )
    expect(await stores[0]?.count()).toBe(4)
  })

  test('and tables are created once by stores that start at the same time', async () => {
    const table = tableName()
    const stores = [1, 2, 3, 4].map(() => new PostgresAiUsageEventStore(pool, { table }))
    await Promise.all(stores.map((store) => store.createTables()))
    expect(await partitionsOf(table)).toHaveLength(3)
  })

  test('of months, as GitLab has, take the rows, and are dropped in whole', async () => {
    const table = tableName()
    await pool.query(`CREATE TABLE ${table} (id bigserial, "timestamp" timestamptz, user_id bigint,
      organization_id bigint, created_at timestamptz, event smallint, extras jsonb, namespace_id bigint)
      PARTITION BY RANGE ("timestamp")`)
    await pool.query(
      `CREATE UNIQUE INDEX ON ${table} (namespace_id, user_id, event, "timestamp") NULLS NOT DISTINCT`,
    )
    for (const month of ['04', '05']) {
      await pool.query(`CREATE TABLE ${table}_2026${month} PARTITION OF ${table}
        FOR VALUES FROM ('2026-${month}-01 00:00:00+00') TO ('2026-0${Number(month) + 1}-01 00:00:00+00')`)
    }
    const store = new PostgresAiUsageEventStore(pool, { table })
    await store.insert([rowAt('2026-04-30T23:00:00Z'), rowAt('2026-05-01T00:00:00Z')])
    expect(await partitionsOf(table)).toEqual(['202604', '202605'])
    expect(await store.dropExpiredPartitions(new Date('2026-07-31T23:59:59Z'))).toEqual([])
    expect(await store.dropExpiredPartitions(new Date('2026-08-01T00:00:00Z'))).toEqual([
      `${table}_202604`,
    ])
  })

  test("of another time zone's days take the rows that they can, and others get the rest", async () => {
    vi.useFakeTimers({ now: new Date('2026-05-10T12:00:00Z'), toFake: ['Date'] })
    const { table, store } = await created()
    for (const [name, from, to] of [
      ['a', '2026-05-20T05:00:00Z', '2026-05-21T05:00:00Z'],
      ['b', '2026-05-21T07:00:00.0005Z', '2026-05-21T08:00:00Z'],
    ]) {
      await pool.query(
        `CREATE TABLE ${table}_${name} PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
      )
    }
    await store.insert([rowAt('2026-05-20T10:00:00Z')])
    const own = ['20260509', '20260510', '20260511']
    expect(await partitionsOf(table)).toEqual([...own, 'a', 'b'])
    const more = ['2026-05-20T04:59:59.999Z', '2026-05-21T04:00:00Z', '2026-05-21T05:00:00Z']
    await store.insert([...more, '2026-05-21T08:00:00Z'].map((time) => rowAt(time)))
    const names = ['20260520', '20260521_05', '20260521_08']
    expect(await partitionsOf(table)).toEqual([...own, ...names, 'a', 'b'])
    await store.insert([
      { ...rowAt('2026-05-21T07:00:00Z'), microseconds: 499 },
      { ...rowAt('2026-05-21T07:00:00Z'), microseconds: 500 },
    ])
    expect(await partitionsOf(table)).toEqual([...own, ...names, 'a', 'b'])
    const { rows } = await pool.query(`SELECT count(*) FROM ${table}_b`)
    expect([rows, await store.count()]).toEqual([[{ count: '1' }], 7])
  })

  test.each([
    ['of another kind', (name: string) => [`CREATE TABLE ${name} (x int)`]],
    [
      'that was a partition',
      (name: string, table: string) => [
        `CREATE TABLE ${name} PARTITION OF ${table} FOR VALUES FROM ('2026-05-20Z') TO ('2026-05-21Z')`,
        `ALTER TABLE ${table} DETACH PARTITION ${name}`,
      ],
    ],
  ])('are not made where a table %s has the name', async (_, statements) => {
    const { table, store } = await created()
    const name = `${table}_20260520`
    for (const statement of statements(name, table)) await pool.query(statement)
    await expect(store.insert([rowAt('2026-05-20T10:00:00Z')])).rejects.toMatchObject({
      code: 'WRONG_TABLE',
      message: `Failed to run CREATE TABLE … PARTITION OF ${table} in PostgreSQL at 127.0.0.1:${port}: the table ${name} is there, and is not a partition. Rename it, or make it one: ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('2026-05-20T00:00:00.000Z') TO ('2026-05-21T00:00:00.000Z').`,
    })
    await pool.query(`ALTER TABLE ${name} RENAME TO ${name}_old`)
    await store.insert([rowAt('2026-05-20T10:00:00Z')])
    expect(await store.count()).toBe(1)
  })

  test('are not needed by a table that has none, or one for all the rest', async () => {
    const columns = `(id bigserial, "timestamp" timestamptz, user_id bigint, organization_id bigint,
      created_at timestamptz, event smallint, extras jsonb, namespace_id bigint)`
    const [plain, rest] = [tableName(), tableName()]
    await pool.query(`CREATE TABLE ${plain} ${columns}`)
    await pool.query(`CREATE TABLE ${rest} ${columns} PARTITION BY RANGE ("timestamp")`)
    await pool.query(`CREATE TABLE ${rest}_rest PARTITION OF ${rest} DEFAULT`)
    for (const table of [plain, rest]) {
      await pool.query(
        `CREATE UNIQUE INDEX ON ${table} (namespace_id, user_id, event, "timestamp") NULLS NOT DISTINCT`,
      )
      const store = new PostgresAiUsageEventStore(pool, { table })
      await store.insert([rowAt('2026-05-01T00:00:00Z'), rowAt('2026-05-01T00:00:00Z')])
      expect(await store.count()).toBe(1)
      expect(await store.dropExpiredPartitions()).toEqual([])
    }
  })
})

test('the same rows are stored at the same time, in whatever order', async () => {
  const { table, store } = await created()
  const [ordered, reversed] = [1, 2].map(() => new PostgresAiUsageEventStore(pool, { table }))
  for (const day of ['01', '02', '03', '04', '05', '06']) {
    const rows = Array.from({ length: 800 }, (_, user) => rowAt(`2026-05-${day}T00:00:00Z`, user))
    const turned = rows.toReversed()
    await Promise.all([
      store.insert(rows),
      ordered?.insert(turned),
      reversed?.insert(rows),
      store.insert(turned),
    ])
  }
  expect(await store.count()).toBe(4800)
})

test('of rows of one batch with the same time, the first stays', async () => {
  const { store } = await created()
  const row = rowAt('2026-05-01T00:00:00Z')
  await store.insert([...Array(50).keys()].map((id) => ({ ...row, payload: { id } })))
  expect(await store.select()).toEqual([{ ...row, payload: { id: 0 } }])
})

describe('a table that the store cannot use', () => {
  const failure = (statement: string, cause: string, remedy: string) => ({
    code: 'WRONG_TABLE',
    message: `Failed to run ${statement} in PostgreSQL at 127.0.0.1:${port}: ${cause}. ${remedy}`,
  })
  const missingTable = (statement: string, cause: string) =>
    failure(
      statement,
      cause,
      "Create the table with createTables(), or give the store the name of one that has the columns of GitLab's ai_usage_events.",
    )
  const wrongTable = (statement: string, cause: string) =>
    failure(
      statement,
      cause,
      "Give the store the name of a table that has the columns of GitLab's ai_usage_events; createTables() creates it if it is not there.",
    )

  test('is missing', async () => {
    const store = new PostgresAiUsageEventStore(pool, { table: 'nothing' })
    const missing = 'relation "nothing" does not exist'
    await expect(store.count()).rejects.toMatchObject(missingTable('SELECT FROM nothing', missing))
    await expect(store.insert([rowAt('2026-05-01T00:00:00Z')])).rejects.toMatchObject(
      missingTable('INSERT INTO nothing', missing),
    )
    await expect(store.dropExpiredPartitions()).rejects.toMatchObject(
      missingTable('DROP TABLE … PARTITION OF nothing', missing),
    )
  })

  test('has other columns', async () => {
    const table = tableName()
    await pool.query(`CREATE TABLE ${table} (id bigserial, "timestamp" timestamptz)`)
    const store = new PostgresAiUsageEventStore(pool, { table })
    await expect(store.count({ where: { userId: 1 } })).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, 'column "user_id" does not exist'),
    )
    await expect(store.createTables()).rejects.toMatchObject(
      wrongTable(`CREATE TABLE ${table}`, 'column "namespace_id" does not exist'),
    )
  })

  test('has other types, or rows that are there twice', async () => {
    const table = tableName()
    await pool.query(`CREATE TABLE ${table} (id bigserial, "timestamp" timestamptz, user_id bigint,
      organization_id bigint, created_at timestamptz, event smallint, extras text, namespace_id bigint)`)
    const store = new PostgresAiUsageEventStore(pool, { table })
    await expect(store.count({ where: { 'payload.a': 1 } })).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, 'operator does not exist: text -> text'),
    )
    await pool.query(`ALTER TABLE ${table} ALTER extras TYPE jsonb USING extras::jsonb`)
    await expect(store.insert([rowAt('2026-05-01T00:00:00Z')])).rejects.toMatchObject(
      wrongTable(
        `INSERT INTO ${table}`,
        'there is no unique or exclusion constraint matching the ON CONFLICT specification',
      ),
    )
  })

  test.each(['timestamp(3) with time zone', 'timestamp without time zone'])(
    'has times of the type %s',
    async (type) => {
      const table = tableName()
      await pool.query(`CREATE TABLE ${table} (id bigserial, "timestamp" ${type}, user_id bigint,
        organization_id bigint, created_at timestamptz, event smallint, extras jsonb, namespace_id bigint)`)
      const store = new PostgresAiUsageEventStore(pool, { table })
      const cause = `column "timestamp" has the type ${type}, not timestamp with time zone`
      await expect(store.createTables()).rejects.toMatchObject(
        wrongTable(`SELECT FROM ${table}`, cause),
      )
    },
  )

  test.each([
    ['extras', 'json', 'jsonb'],
    ['event', 'integer', 'smallint'],
    ['user_id', 'integer', 'bigint'],
    ['namespace_id', 'text', 'bigint'],
    ['created_at', 'date', 'timestamp with time zone'],
  ])('has %s of the type %s', async (column, type, wanted) => {
    const { table, store } = await created()
    await pool.query(`DROP TABLE ${table}`)
    await pool.query(`CREATE TABLE ${table} (id bigserial, "timestamp" timestamptz(6), user_id bigint,
      organization_id bigint, created_at timestamptz, event smallint, extras jsonb, namespace_id bigint,
      "constructor" text)`)
    await expect(store.createTables()).resolves.toBeUndefined()
    await pool.query(`ALTER TABLE ${table} DROP ${column}, ADD ${column} ${type}`)
    const cause = `column "${column}" has the type ${type}, not ${wanted}`
    await expect(store.createTables()).rejects.toMatchObject(
      wrongTable(`SELECT FROM ${table}`, cause),
    )
  })

  test('has a name that is not one', () => {
    expect(() => new PostgresAiUsageEventStore(pool, { table: 'a; DROP TABLE b' })).toThrow(
      'Failed to create the store: "a; DROP TABLE b" is not the name of a table. Write letters, digits and underscores, at most 40, with a schema and a dot in front where it has one.',
    )
  })

  test('may be in another schema', async () => {
    await pool.query('CREATE SCHEMA analytics')
    const { store } = await created('analytics.events')
    await store.insert([rowAt(new Date().toISOString())])
    expect(await store.count()).toBe(1)
  })
})

describe('a backfill', () => {
  const users = (count: number) => Array.from({ length: count }, (_, index) => index)

  test('goes on from its cursor, and copies each row once', async () => {
    const { store: source } = await created()
    await source.insert(users(25).map((user) => rowAt('2026-05-01T00:00:00Z', user)))
    vi.useFakeTimers({ now: new Date('2026-05-10T12:00:00Z'), toFake: ['Date'] })
    const target = new InMemoryAiUsageEventStore()
    const cursors: string[] = []
    const stopped = backfillAiUsageEvents({
      source,
      target,
      batchSize: 7,
      onBatch({ cursor, rows }) {
        cursors.push(cursor)
        if (rows === 14) throw new Error('The process ends here.')
      },
    })
    await expect(stopped).rejects.toThrow('The process ends here.')
    expect([cursors, target.count()]).toEqual([['7', '14'], 14])
    const rest = { source, target, batchSize: 7, cursor: '7' }
    expect(await backfillAiUsageEvents(rest)).toEqual({ cursor: '25', rows: 18, refused: [] })
    expect(target.select()).toEqual(await source.select())
    await source.insert([rowAt('2026-04-01T00:00:00Z', 99)])
    expect(await backfillAiUsageEvents({ source, target, cursor: '25' })).toMatchObject({ rows: 1 })
    expect(target.count()).toBe(26)
  })

  test('from an older cursor has what was committed late, and nothing twice', async () => {
    const { table, store: source } = await created()
    await source.insert([rowAt('2026-05-01T00:00:00Z', 1)])
    const late = await pool.connect()
    await late.query('BEGIN')
    const transaction = new PostgresAiUsageEventStore(late, { table })
    await transaction.insert([rowAt('2026-05-01T00:00:00Z', 2)])
    await source.insert([rowAt('2026-05-01T00:00:00Z', 3)])
    vi.useFakeTimers({ now: new Date('2026-05-10T12:00:00Z'), toFake: ['Date'] })
    const target = new InMemoryAiUsageEventStore()
    expect(await backfillAiUsageEvents({ source, target })).toMatchObject({ cursor: '3', rows: 2 })
    await late.query('COMMIT')
    late.release()
    await backfillAiUsageEvents({ source, target, cursor: '3' })
    expect(target.count()).toBe(2)
    await backfillAiUsageEvents({ source, target, cursor: '1' })
    expect(target.select()).toEqual(await source.select())
    expect(target.count()).toBe(3)
  })

  test('tells of rows that not every store can keep, and copies the others', async () => {
    const { table, store: source } = await created()
    await source.insert([rowAt('2026-05-01T00:00:00Z', 1), rowAt('2026-05-01T00:00:00Z', 2)])
    await pool.query(`UPDATE ${table} SET user_id = -2 WHERE user_id = 2`)
    const target = new InMemoryAiUsageEventStore()
    vi.useFakeTimers({ now: new Date('2026-05-10T12:00:00Z'), toFake: ['Date'] })
    expect(await backfillAiUsageEvents({ source, target })).toEqual({
      cursor: '2',
      rows: 1,
      refused: [
        {
          row: rowAt('2026-05-01T00:00:00Z', -2),
          refusal: 'the user id -2 is negative',
        },
      ],
    })
  })
})

describe('a backfill of rows that other programs wrote', () => {
  async function copied(rows: readonly (readonly [time: string, user: number, extras: string])[]) {
    const { table, store: source } = await created()
    const target = new InMemoryAiUsageEventStore()
    for (const [time, user, extras] of rows) {
      await pool.query(
        `INSERT INTO ${table} ("timestamp", user_id, organization_id, created_at, event, extras, namespace_id)
          VALUES (date_trunc('day', now()) + $1::interval, $2, 1, now(), 7, $3, 28)`,
        [time, user, extras],
      )
    }
    const { refused } = await backfillAiUsageEvents({ source, target })
    return { source, target, refused }
  }

  test('has all rows of a millisecond, however often it runs', async () => {
    const micros = ['0.000', '0.0001', '0.000999', '0.001']
    const { source, target } = await copied(micros.map((time) => [`${time} s`, 1, '{}']))
    expect(target.select()).toEqual(await source.select())
    expect(target.select().map(({ microseconds }) => microseconds)).toEqual([
      undefined,
      100,
      999,
      undefined,
    ])
    await backfillAiUsageEvents({ source, target })
    await source.insert(target.select())
    expect([target.count(), await source.count()]).toEqual([4, 4])
  })

  test.each([
    ['{"a": [1e400]}', `extras have the number 1${'0'.repeat(58)}…, which a double cannot hold`],
    [
      '{"a": {"b": 9007199254740993}}',
      'extras have the number 9007199254740993, which a double cannot hold',
    ],
    [
      '{"a": -0.10000000000000000555}',
      'extras have the number -0.10000000000000000555, which a double cannot hold',
    ],
    ['[1]', 'extras are not an object'],
    ['null', 'extras are not an object'],
    ['"x"', 'extras are not an object'],
  ])('tells of %s, and leaves it out', async (extras, refusal) => {
    const { source, target, refused } = await copied([
      ['1 s', 1, extras],
      ['2 s', 2, '{}'],
    ])
    expect(refused).toEqual([{ row: (await source.select())[0], refusal }])
    expect(target.select({ select: ['userId'] })).toEqual([{ userId: 2 }])
  })

  test('has all numbers that a double holds, and digits in text', async () => {
    const payload = {
      a: [0, 0.1, -1.5e-7, 1e21, 1e300, 5e-324, 2 ** 53, 123_456_789_012_345_680],
      b: '9007199254740993',
      'c 9007199254740993': '"12345678901234567890 \\',
    }
    const { target, refused } = await copied([
      ['1 s', 1, JSON.stringify(payload)],
      ['2 s', 2, '{"a": 1.50000000000000000000, "b": 100000000000000000000000}'],
    ])
    expect(refused).toEqual([])
    expect(target.select({ select: ['payload.a', 'payload.b'] })).toEqual([
      { 'payload.a': payload.a, 'payload.b': payload.b },
      { 'payload.a': 1.5, 'payload.b': 1e23 },
    ])
  })
})

describe('an option that cannot be meant', () => {
  const source = new PostgresAiUsageEventStore(pool, { table: 'nothing' })
  const target = new InMemoryAiUsageEventStore()

  test.each<readonly [options: object, message: string]>([
    [{ batchSize: 0 }, 'batchSize is 0. Give it a whole number, 1 or more.'],
    [{ batchSize: -1 }, 'batchSize is -1. Give it a whole number, 1 or more.'],
    [{ batchSize: 1.5 }, 'batchSize is 1.5. Give it a whole number, 1 or more.'],
    [{ batchSize: Number.NaN }, 'batchSize is NaN. Give it a whole number, 1 or more.'],
    [{ batchSize: '5' }, 'batchSize is "5". Give it a whole number, 1 or more.'],
    [{ batchSize: null }, 'batchSize is null. Give it a whole number, 1 or more.'],
    ...(
      [
        ['', '""'],
        ['x', '"x"'],
        ['-1', '"-1"'],
        ['1.5', '"1.5"'],
        ['9223372036854775808', '"9223372036854775808"'],
        [7, '7'],
        [null, 'null'],
      ] as const
    ).map(
      ([cursor, printed]) =>
        [
          { cursor },
          `cursor is ${printed}. Give it the cursor of an earlier batch, a text of digits, or leave it out.`,
        ] as const,
    ),
  ])('is told by a backfill before it begins: %j', async (options, message) => {
    await expect(backfillAiUsageEvents({ source, target, ...options })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: `Failed to backfill AI usage events: ${message}`,
    })
  })

  test('is told by a backfill that would call it', async () => {
    await expect(
      backfillAiUsageEvents({ source, target, onBatch: 5 as never }),
    ).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message:
        'Failed to backfill AI usage events: onBatch is 5. Give it a function, or leave it out.',
    })
  })

  test('is told by a backfill that does not have it', async () => {
    const options = { source, target, batchsize: 5 }
    await expect(backfillAiUsageEvents(options)).rejects.toMatchObject({
      code: 'UNKNOWN_OPTION',
      message:
        'Failed to backfill AI usage events: unknown option "batchsize". Did you mean "batchSize"?',
    })
  })

  test('is told where rows are read in batches', async () => {
    await expect(source.selectAfter('0', 0)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: 'Failed to select AI usage events: limit is 0. Give it a whole number, 1 or more.',
    })
  })

  test.each([
    [new Date(Number.NaN), 'an invalid date'],
    [null, 'null'],
    ['2026-05-31', '"2026-05-31"'],
    [0, '0'],
  ])('is told before partitions are dropped: %s', async (now, printed) => {
    await expect(source.dropExpiredPartitions(now as Date)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: `Failed to drop expired partitions: now is ${printed}. Give it a valid date, or leave it out.`,
    })
  })
})

test('rows of other programs do not make a query fail', async () => {
  const { table, store } = await created()
  await store.insert([rowAt(new Date().toISOString(), 1)])
  for (const [user, extras] of [
    [2, '{"project_id": 1e400}'],
    [3, '["project_id"]'],
    [4, '{"project_id": 9007199254740993}'],
  ] as const) {
    await pool.query(
      `INSERT INTO ${table} ("timestamp", user_id, organization_id, created_at, event, extras) VALUES (now(), $1, 1, now(), 999, $2)`,
      [user, extras],
    )
  }
  const users = await store.select({
    where: { 'payload.project_id': gt(1) },
    orderBy: { 'payload.project_id': 'asc' },
    select: ['userId', 'event'],
  })
  expect(users).toEqual([
    { userId: 1, event: 'troubleshoot_job' },
    { userId: 4, event: '999' },
  ])
  const whole = await store.select({ where: { eventId: 999 }, orderBy: { userId: 'asc' } })
  expect(whole.map(({ payload }) => payload)).toEqual([
    { project_id: Number.POSITIVE_INFINITY },
    ['project_id'],
    { project_id: 9_007_199_254_740_992 },
  ])
})

describe('a server that fails', () => {
  test('keeps a batch waiting, which is stored once it is back', async () => {
    const { store, table } = await created()
    const writer = new AiUsageEventWriter({ store, batchSize: 500 })
    for (let id = 0; id < 5000; id++) writer.trackEvent('troubleshoot_job', { user: { id } })
    const flushed = writer.flush()
    flushed.catch(() => {})
    await expect.poll(async () => await writer.pending()).toBeLessThan(5000)
    await server.crash()
    await expect(flushed).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringMatching(
        new RegExp(
          `^Failed to run INSERT INTO ${table} in PostgreSQL at 127\\.0\\.0\\.1:${port}: .+\\. Check that it runs there, and that the client is connected; what was not stored may be sent again\\.$`,
        ),
      ),
    })
    expect(await writer.pending()).toBeGreaterThan(0)
    await expect(writer.flush()).rejects.toMatchObject({
      message: `Failed to run INSERT INTO ${table} in PostgreSQL at 127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}. Check that it runs there, and that the client is connected; what was not stored may be sent again.`,
    })
    await server.restart()
    await writer.flush()
    expect([await store.count(), await writer.pending()]).toEqual([5000, 0])
  })

  test('is not waited for without end', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port: deaf } = silent.address() as { port: number }
    const deafPool = new Pool({ connectionString: `postgres://user:secret@127.0.0.1:${deaf}/db` })
    const store = new PostgresAiUsageEventStore(deafPool, { timeout: 50 })
    await expect(store.count()).rejects.toThrow(
      `Failed to run SELECT FROM ai_usage_events in PostgreSQL at 127.0.0.1:${deaf}: no answer within 50 ms. Check that it runs there, and that the client is connected; what was not stored may be sent again.`,
    )
    silent.close()
  })
})
