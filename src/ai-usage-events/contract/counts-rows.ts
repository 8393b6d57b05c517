import { type AiUsageEventStore, gt } from '../index.ts'
import { insertValues, rowOf, type StoreCheck, timeAt } from './store-check.ts'

const { payload: _, ...NO_PAYLOAD } = rowOf(1)

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
    ...(
      [
        [{}, 'the user id undefined is not a whole number of 64 bits'],
        [null, 'null is not a row'],
        ['x', '"x" is not a row'],
        [rowOf(-1), 'the user id -1 is negative'],
        [rowOf(1.5), 'the user id 1.5 is not a whole number of 64 bits'],
        [rowOf('x'), 'the user id "x" is not a whole number of 64 bits'],
        [rowOf(null as never), 'the user id null is not a whole number of 64 bits'],
        [
          rowOf(1, { namespaceId: -1 }),
          'the namespace id -1 is not a positive whole number of 64 bits',
        ],
        [rowOf(1, { timestamp: new Date(8.64e15) }), 'timestamp is not between 1970 and 2299'],
        [rowOf(1, { timestamp: timeAt(Number.NaN) }), 'timestamp is not a valid time'],
        [rowOf(1, { timestamp: '2026-05-31' as never }), 'timestamp is "2026-05-31", not a date'],
        [
          rowOf(1, { microseconds: 1000 }),
          'microseconds is 1000, not a whole number from 0 to 999',
        ],
        [
          rowOf(1, { eventId: '7' as never }),
          'the event id "7" is not a whole number from 0 to 32767',
        ],
      ] as const
    ).map(
      ([after, refusal]) =>
        [
          { after },
          `after is not a row of a store: ${refusal}. Give it a row that a query returned.`,
        ] as const,
    ),
    [
      { after: { ...NO_PAYLOAD }, orderBy: { 'payload.a': 'asc' } },
      'after is not a row of a store: extras are not an object. Give it a row that a query returned.',
    ],
    [
      { after: rowOf(1, { payload: { a: '\0' } }), orderBy: { 'payload.a': 'asc' } },
      'after is not a row of a store: extras have a NUL character or half a surrogate pair. Give it a row that a query returned.',
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
