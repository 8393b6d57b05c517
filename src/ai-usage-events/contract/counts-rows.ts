import { stringifyJson } from '../../foundation/index.ts'
import { type AiUsageEventStore, gt } from '../index.ts'
import { insertValues, rowOf, type StoreCheck, timeAt } from './store-check.ts'

const { payload: _, ...NO_PAYLOAD } = rowOf(1)

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
    'payload.a is compared with a value of type string. Give it a number or a date, such as gt(1).',
  ],
  [
    { where: { userId: gt('abc' as never) } },
    'userId is compared with a value of type string. Give it a number, such as gt(1).',
  ],
  [
    { where: { namespaceId: { id: 1 } } },
    'namespaceId is compared with a value of type object. Give it a number, the text of its digits, null or a condition, such as gt(1).',
  ],
  [
    { where: { event: ['a'] } },
    "event is compared with a list. Give it a name, null or a condition, such as oneOf('a', 'b').",
  ],
  [
    { where: { event: gt('a' as never) } },
    "event is compared with a value of type string. Give it a name without a bound, or oneOf('a', 'b').",
  ],
  [
    { where: { timestamp: gt('2026-05-31' as never) } },
    'timestamp is compared with a value of type string. Give it a date, such as gt(new Date(0)).',
  ],
  [
    { where: { 'payload.a': { operator: 'constructor', operand: 1 } } },
    'payload.a is compared with a value of type object. Give it a text, a number, a boolean, a date, null or a condition, such as gt(1).',
  ],
  [
    { between: [timeAt(1)] },
    'between is not a pair of dates. Give it the first and the last time.',
  ],
  ...[new Date(Number.NaN), true, ['2026-05-31'], 5n, {}].map((time): [unknown, string] => [
    { where: { timestamp: time } },
    'timestamp is compared with a date that is not valid. Give it a valid date.',
  ]),
  [
    { between: [null, timeAt(1)] },
    'between is compared with a date that is not valid. Give it a valid date.',
  ],
  [{ between: null }, 'between is not a pair of dates. Give it the first and the last time.'],
  [{ where: null }, 'where is null. Give it an object of fields: { userId: 1 }.'],
  [{ where: [] }, 'where is a list. Give it an object of fields: { userId: 1 }.'],
  [{ where: new Map() }, 'where is an object. Give it an object of fields: { userId: 1 }.'],
  [null, 'the query is null. Give it an object: { limit: 10 }.'],
  ['userId', 'the query is "userId". Give it an object: { limit: 10 }.'],
  [[], 'the query is a list. Give it an object: { limit: 10 }.'],
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
    check(`refuses ${stringifyJson(query)}: ${message}`, async (store, assert) => {
      for (const ask of ['select', 'count', 'countByDay'] as const) {
        await assert.rejects(async () => await store[ask](query as object), {
          code: 'INVALID_QUERY',
          message: `Failed to query AI usage events: ${message}`,
        })
      }
    })
  }

  check('refuses to count the values of what is not a field', async (store, assert) => {
    for (const distinct of [null, 7]) {
      await assert.rejects(async () => await store.count({ distinct: distinct as never }), {
        code: 'INVALID_QUERY',
        message: `Failed to query AI usage events: there is no field ${distinct}. Fields are event, eventId, userId, namespaceId, timestamp, microseconds and payload.<name>.`,
      })
    }
  })

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
    [{ select: 'userId' }, `select is "userId". Give it a list of fields: ['userId'].`],
    [{ select: null }, "select is null. Give it a list of fields: ['userId']."],
    [
      { select: [7] },
      'there is no field 7. Fields are event, eventId, userId, namespaceId, timestamp, microseconds and payload.<name>.',
    ],
    ...[
      {},
      null,
      'x',
      rowOf(1, { timestamp: timeAt(Number.NaN) }),
      rowOf(1, { timestamp: '2026-05-31' as never }),
      rowOf(1, { microseconds: 1000 }),
      rowOf(null as never),
      rowOf(1, { eventId: '7' as never }),
    ].map(
      (after) => [{ after }, 'after is not a row. Give it a row that a query returned.'] as const,
    ),
    [
      { after: { ...NO_PAYLOAD }, orderBy: { 'payload.a': 'asc' } },
      'after is not a row. Give it a row that a query returned.',
    ],
    [{ limit: -1 }, 'limit is -1. Give it a whole number, 0 or more.'],
    [{ limit: '5' }, 'limit is "5". Give it a whole number, 0 or more.'],
    [{ limit: null }, 'limit is null. Give it a whole number, 0 or more.'],
    [{ offset: null }, 'offset is null. Give it a whole number, 0 or more.'],
    [{ orderBy: null }, "orderBy is null. Give it an object of fields: { userId: 'asc' }."],
    [{ orderBy: ['userId'] }, "orderBy is a list. Give it an object of fields: { userId: 'asc' }."],
    [{ offset: 1.5 }, 'offset is 1.5. Give it a whole number, 0 or more.'],
    [{ orderBy: { timestamp: 'up' } }, `orderBy has timestamp: "up". Give it 'asc' or 'desc'.`],
    [
      { orderBy: { event: 'asc' } },
      'orderBy names event, of which databases have the id. Order by eventId.',
    ],
  ] as const) {
    check(
      `refuses ${JSON.stringify(query)}: ${message}`,
      async (store: AiUsageEventStore, assert) => {
        await assert.rejects(async () => await store.select(query as object), {
          code: 'INVALID_QUERY',
          message: `Failed to query AI usage events: ${message}`,
        })
      },
    )
  }
}
