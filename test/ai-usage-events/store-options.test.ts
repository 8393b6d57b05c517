import { describe, expect, test } from 'vitest'
import { InMemoryAiUsageEventStore } from '../../src/entries/ai-usage-events.ts'
import { ClickHouseAiUsageEventStore } from '../../src/entries/clickhouse.ts'
import { backfillAiUsageEvents, PostgresAiUsageEventStore } from '../../src/entries/postgres.ts'
import { RedisAiUsageEventBuffer } from '../../src/entries/redis.ts'

const call = async () => ({ rows: [], text: () => '' }) as never
const pool = { query: call }
const session = { queryAsync: call, queryBindAsync: call, insert: call }
const client = { query: call, command: call, insert: call }
const redis = { sendCommand: call }

const postgres = (options: unknown, given: unknown = pool) =>
  new PostgresAiUsageEventStore(given as never, options as never)
const clickHouse = (options: unknown, given: unknown = session) =>
  new ClickHouseAiUsageEventStore(given as never, options as never)
const buffer = (options: unknown, given: unknown = redis) =>
  new RedisAiUsageEventBuffer(given as never, options as never)
const memory = (options: unknown) => new InMemoryAiUsageEventStore(options as never)

const TIME = 'Give it milliseconds, more than 0 and at most 2147483647.'
const CLIENTS = [
  [null, 'null'],
  [5, '5'],
  [{}, 'an object'],
  [() => {}, 'a function'],
] as const

describe('an option that there is not is told at once', () => {
  test.each<readonly [make: () => unknown, message: string]>([
    [
      () => postgres({ tabel: 'x' }),
      'Failed to make a store in PostgreSQL: unknown option "tabel". Options are registry, table, organizationId, timeout.',
    ],
    [
      () => clickHouse({ tabel: 'x' }),
      'Failed to make a store in ClickHouse: unknown option "tabel". Options are registry, table, payload, namespacePath, timeout.',
    ],
    [
      () => memory({ registri: 1 }),
      'Failed to make a store of AI usage events: unknown option "registri". Did you mean "registry"?',
    ],
    [
      () => buffer({ kye: 'x' }),
      'Failed to make a buffer of AI usage events in Redis: unknown option "kye". Options are key, timeout.',
    ],
    [
      () => postgres(null),
      'Failed to make a store in PostgreSQL: its options are not an object. Options are registry, table, organizationId, timeout.',
    ],
  ])('%s', (make, message) => {
    expect(make).toThrow(expect.objectContaining({ code: 'UNKNOWN_OPTION', message }))
  })
})

describe('a value that cannot be used is told at once', () => {
  test.each(
    [0, -1, Number.NaN, '5', Number.POSITIVE_INFINITY, 2 ** 31, null].flatMap((timeout) => [
      [timeout, 'a store in PostgreSQL', () => postgres({ timeout })] as const,
      [timeout, 'a store in ClickHouse', () => clickHouse({ timeout })] as const,
      [timeout, 'a buffer of AI usage events in Redis', () => buffer({ timeout })] as const,
    ]),
  )('timeout: %s, of %s', (timeout, made, make) => {
    const given = typeof timeout === 'string' ? `"${timeout}"` : String(timeout)
    const message = `Failed to make ${made}: timeout is ${given}. ${TIME}`
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTION', message }))
  })

  test.each<readonly [make: () => unknown, message: string]>([
    ...CLIENTS.flatMap(
      ([given, printed]) =>
        [
          [
            () => postgres({}, given),
            `a store in PostgreSQL: the client is ${printed}. Give it a connected client or pool of pg, or a PGlite.`,
          ],
          [
            () => clickHouse({}, given),
            `a store in ClickHouse: the client is ${printed}. Give it a client of @clickhouse/client, or a session of chdb.`,
          ],
          [
            () => buffer({}, given),
            `a buffer of AI usage events in Redis: the client is ${printed}. Give it a connected client of redis or ioredis.`,
          ],
        ] as const,
    ),
    [
      () => postgres({ registry: {} }),
      'a store in PostgreSQL: registry is an object. Give it an AiUsageEventRegistry, or leave it out.',
    ],
    [
      () => postgres({ organizationId: '1' }),
      'a store in PostgreSQL: organizationId is "1". Give it a whole number, or a function that returns one.',
    ],
    [
      () => clickHouse({ payload: 'jsn' }),
      "a store in ClickHouse: payload is \"jsn\". Give it 'json' or 'text'.",
    ],
    [
      () => clickHouse({ namespacePath: '27/' }),
      'a store in ClickHouse: namespacePath is "27/". Give it a function, or leave it out.',
    ],
    [
      () => memory({ onRecord: 1 }),
      'a store of AI usage events: onRecord is 1. Give it a function, or leave it out.',
    ],
    ...(
      [
        ['', '""'],
        [null, 'null'],
        [5, '5'],
        [{}, 'an object'],
      ] as const
    ).map(
      ([key, printed]) =>
        [
          () => buffer({ key }),
          `a buffer of AI usage events in Redis: key is ${printed}. Give it a text that is not empty, or leave it out.`,
        ] as const,
    ),
  ])('%s', (make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: `Failed to make ${message}` }),
    )
  })

  test.each([
    [null, 'null'],
    [5, '5'],
    ['', '""'],
  ])('the table %s', (table, printed) => {
    for (const make of [postgres, clickHouse]) {
      expect(() => make({ table })).toThrow(
        `Failed to create the store: ${printed} is not the name of a table. Write letters, digits and underscores, at most 40, with a schema and a dot in front where it has one.`,
      )
    }
  })

  test.each(['source', 'target'])('the %s of a backfill', async (name) => {
    const remedy = {
      source: 'Give it a PostgresAiUsageEventStore.',
      target: 'Give it a store of AI usage events, which has insert.',
    }[name]
    for (const [given, printed] of [
      [null, 'null'],
      [undefined, 'undefined'],
      [{}, 'an object'],
    ]) {
      const stores = { source: postgres({}), target: memory({}), [name]: given }
      await expect(backfillAiUsageEvents(stores as never)).rejects.toMatchObject({
        code: 'INVALID_OPTION',
        message: `Failed to backfill AI usage events: ${name} is ${printed}. ${remedy}`,
      })
    }
  })
})

test('options that can be used are taken', () => {
  expect(() => {
    postgres({ timeout: 2 ** 31 - 1, organizationId: 7, table: 'a.b' })
    postgres({ organizationId: () => 7, registry: undefined })
    clickHouse({ payload: 'text', namespacePath: String, timeout: 1 }, client)
    memory({ registry: () => undefined, onRecord: undefined })
    buffer({ key: 'k', timeout: 0.5 }, { call })
  }).not.toThrow()
})
