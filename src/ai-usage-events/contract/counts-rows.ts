import { type AiUsageEventStore, gt } from '../index.ts'
import { insertValues, rowOf, type StoreCheck, timeAt } from './store-check.ts'

/** Queries that no store can answer, with the cause and the remedy of their error. */
const INVALID: readonly [query: unknown, message: string][] = [
  [
    { where: { user: 1 } },
    'there is no field user. Fields are event, eventId, userId, namespaceId, timestamp, microseconds and payload.<name>.',
  ],
  ...['payload.', 'payload.a.', 'payload..a', 'payload."a', 'payload.a"b', 'payload."\\u0000"'].map(
    (path): [unknown, string] => [
      { where: { [path]: 1 } },
      `${path} is not the path of a value. Write keys with dots between them, and those with dots or quotes in quotes: payload.a."b.c".`,
    ],
  ),
  [
    { where: { 'payload.a': {} } },
    'payload.a is compared with a value of type object. Give it a text, a number, a boolean, a date, null or a condition, such as gt(1).',
  ],
  [
    { where: { 'payload.a': gt('1' as never) } },
    'payload.a is compared with a value of type string. Give it a text, a number, a boolean, a date, null or a condition, such as gt(1).',
  ],
  [
    { where: { 'payload.a': { operator: 'constructor', operand: 1 } } },
    'payload.a is compared with a value of type object. Give it a text, a number, a boolean, a date, null or a condition, such as gt(1).',
  ],
  [
    { between: [timeAt(1)] },
    'between is not a pair of dates. Give it the first and the last time.',
  ],
  [
    { where: { timestamp: new Date(Number.NaN) } },
    'timestamp is compared with a date that is not valid. Give it a valid date.',
  ],
]

/** Tests counts, and what is refused. */
export function checkCountedRows(check: StoreCheck): void {
  check('counts rows and distinct values', async (store, { deepStrictEqual: equal }) => {
    await insertValues(store, [
      1,
      '1',
      '1.0',
      'a',
      'a',
      true,
      'true',
      null,
      undefined,
      [1],
      {},
      '-0',
      0,
    ])
    await store.insert([rowOf(1, { timestamp: timeAt(2) }), rowOf(2, { namespaceId: undefined })])
    await store.insert([rowOf(1, { timestamp: timeAt(2), microseconds: 7 })])
    equal(await store.count(), 16)
    equal(await store.count({ where: { 'payload.v': 1 } }), 3)
    equal(await store.count({ between: [timeAt(2), timeAt(3)] }), 2)
    equal(await store.count({ distinct: 'payload.v' }), 4)
    equal(await store.count({ distinct: 'payload.none' }), 0)
    equal(await store.count({ distinct: 'userId' }), 13)
    equal(await store.count({ distinct: 'userId', where: { userId: gt(10) } }), 3)
    equal(await store.count({ distinct: 'namespaceId' }), 1)
    equal(await store.count({ distinct: 'event' }), 1)
    equal(await store.count({ distinct: 'timestamp' }), 2)
    equal(await store.count({ distinct: 'microseconds' }), 2)
  })

  check('counts by day in UTC', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(1, { timestamp: timeAt(1, -1), payload: { v: 1 } }),
      rowOf(2, { timestamp: timeAt(1), payload: { v: 1 } }),
      rowOf(2, { timestamp: timeAt(1, 1), payload: { v: '1' } }),
      rowOf(3, { timestamp: timeAt(2, -1) }),
      rowOf(3, { timestamp: timeAt(4) }),
    ])
    const days = [0, 1, 4].map((day) => timeAt(day).toISOString().slice(0, 10))
    const counts = (...numbers: number[]) =>
      numbers.map((count, index) => ({ day: days[index], count }))
    equal(await store.countByDay(), counts(1, 3, 1))
    equal(await store.countByDay({ distinct: 'userId' }), counts(1, 2, 1))
    equal(await store.countByDay({ distinct: 'payload.v' }), counts(1, 1))
    equal(await store.countByDay({ where: { userId: 3 } }), counts(0, 1, 1).slice(1))
    equal(await store.countByDay({ where: { userId: 9 } }), [])
  })

  for (const [query, message] of INVALID) {
    check(`refuses ${JSON.stringify(query)}`, async (store, assert) => {
      for (const ask of ['select', 'count', 'countByDay'] as const) {
        await assert.rejects(async () => await store[ask](query as object), {
          code: 'INVALID_QUERY',
          message: `Failed to query AI usage events: ${message}`,
        })
      }
    })
  }

  check('refuses what a count does not have', async (store, assert) => {
    await assert.rejects(async () => await store.count({ limit: 1 } as object), {
      code: 'INVALID_QUERY',
      message:
        'Failed to query AI usage events: a query has no limit. It takes where, between, distinct.',
    })
  })

  for (const [query, message] of [
    [
      { were: {} },
      'a query has no were. It takes where, between, orderBy, limit, offset, after, select.',
    ],
    [{ select: [] }, 'select names no field. Name one, or leave it out.'],
    [{ after: {} }, 'after is not a row. Give it a row that a query returned.'],
    [{ limit: -1 }, 'limit is -1. Give it a whole number, 0 or more.'],
    [{ offset: 1.5 }, 'offset is 1.5. Give it a whole number, 0 or more.'],
    [{ orderBy: { timestamp: 'up' } }, "orderBy has timestamp: up. Give it 'asc' or 'desc'."],
    [
      { orderBy: { event: 'asc' } },
      'orderBy names event, of which databases have the id. Order by eventId.',
    ],
  ] as const) {
    check(`refuses ${JSON.stringify(query)}`, async (store: AiUsageEventStore, assert) => {
      await assert.rejects(async () => await store.select(query as object), {
        code: 'INVALID_QUERY',
        message: `Failed to query AI usage events: ${message}`,
      })
    })
  }
}
