import {
  type AiUsageQuery,
  type ComparedValue,
  type Condition,
  gt,
  gte,
  lt,
  lte,
  oneOf,
} from '../index.ts'
import { insertValues, rowOf, type StoreCheck, timeAt, usersOf } from './store-check.ts'

/** Each value is that of the user with the number in front of it. */
const VALUES = {
  1: 4,
  2: '4',
  3: '4.0',
  4: 3.9,
  5: 'four',
  6: true,
  7: 'true',
  8: null,
  9: undefined,
  10: [4],
  11: { a: 4 },
  12: '',
  13: '-0',
  14: 0,
  15: ' 4',
  16: '4\n',
  17: '1e1',
  18: '9007199254740993',
  19: 9_007_199_254_740_992,
  20: '2026-05-31T12:00:00.000Z',
  21: "'; DROP TABLE ai_usage_events; --",
  22: 1e-7,
  23: 'ＦＯＵＲ',
  24: '٤',
} as const

const ROWS: readonly [wanted: ComparedValue | Condition, users: readonly number[]][] = [
  [4, [1, 2, 3]],
  ['4', [1, 2]],
  ['4.0', [1, 3]],
  [4n, [1, 2]],
  ['four', [5]],
  [true, [6, 7]],
  ['true', [6, 7]],
  [false, []],
  [null, [8, 9]],
  [undefined, [8, 9]],
  ['', [12]],
  [0, [13, 14]],
  ['0', [14]],
  ['[4]', []],
  [10, []],
  [1e-7, [22]],
  [9_007_199_254_740_992, [18, 19]],
  ['9007199254740993', [18, 19]],
  [9_007_199_254_740_993n, [18, 19]],
  [new Date('2026-05-31T12:00:00Z'), [20]],
  ["'; DROP TABLE ai_usage_events; --", [21]],
  ['٤', [24]],
  [gt(3.9), [1, 2, 3, 18, 19]],
  [gte(3.9), [1, 2, 3, 4, 18, 19]],
  [lt(4), [4, 13, 14, 22]],
  [lte(0), [13, 14]],
  [lt(Number.POSITIVE_INFINITY), [1, 2, 3, 4, 13, 14, 18, 19, 22]],
  [gt(new Date('2026-05-31T11:59:59.999Z')), [20]],
  [gt(new Date('2026-05-31T12:00:00Z')), []],
  [oneOf(4, 'four', null), [1, 2, 3, 5, 8, 9]],
  [oneOf(), []],
]

/** Tests that values are compared alike, whatever a database makes of them. */
export function checkComparedValues(check: StoreCheck): void {
  check('compares values of payloads', async (store, { deepStrictEqual: equal }) => {
    await insertValues(store, Object.values(VALUES))
    for (const [wanted, users] of ROWS) {
      const rows = await store.select({ where: { 'payload.v': wanted } })
      equal([wanted, usersOf(rows)], [wanted, users])
    }
  })

  check('reads numbers in text to the last digit', async (store, { deepStrictEqual: equal }) => {
    const text = '48984780022398228.55238442274490531312760649140'
    await insertValues(store, [text, 48_984_780_022_398_220])
    equal(usersOf(await store.select({ where: { 'payload.v': Number(text) } })), [1])
  })

  check('follows paths through objects', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(1, { payload: { a: { b: { c: 1 } } } }),
      rowOf(2, { payload: { 'a.b': { c: 1 } } }),
      rowOf(3, { payload: { a: [{ b: 1 }], list: ['x'] } }),
      rowOf(4, { payload: JSON.parse('{"__proto__": {"c": 1}, "\\"": 1, "?": "$1", "": 1}') }),
      rowOf(5, { payload: { "'; DROP TABLE ai_usage_events; --": 1, 'ü 😀': 1, '{v:Int8}': 1 } }),
    ])
    for (const [field, users] of [
      ['payload.a.b.c', [1]],
      ['payload."a.b".c', [2]],
      ['payload.a.b', []],
      ['payload.list.0', []],
      ['payload.__proto__.c', [4]],
      ['payload.constructor', []],
      ['payload."\\""', [4]],
      ['payload.""', [4]],
      ["payload.'; DROP TABLE ai_usage_events; --", [5]],
      ['payload.ü 😀', [5]],
      ['payload.{v:Int8}', [5]],
    ] as const) {
      equal([field, usersOf(await store.select({ where: { [field]: 1 } }))], [field, users])
    }
    equal(usersOf(await store.select({ where: { 'payload.?': '$1' } })), [4])
    equal(usersOf(await store.select({ where: { 'payload.none.at.all': gt(0) } })), [])
  })

  check('compares columns', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(1),
      rowOf(2, { namespaceId: 30, event: 'start_mcp_tool_call', eventId: 23 }),
      rowOf(3, { namespaceId: undefined, timestamp: timeAt(2) }),
      rowOf('9007199254740993', { timestamp: timeAt(1, 1) }),
    ])
    const big = '9007199254740993'
    const cases: readonly (readonly [where: AiUsageQuery, users: readonly unknown[]])[] = [
      [{ userId: 1 }, [1]],
      [{ userId: '1' }, [1]],
      [{ userId: big }, [big]],
      [{ userId: oneOf(1, '2', 2n) }, [1, 2]],
      [{ userId: oneOf() }, []],
      [{ userId: gt(1.5) }, [2, big, 3]],
      [{ namespaceId: 28 }, [1, big]],
      [{ namespaceId: undefined }, [3]],
      [{ namespaceId: oneOf(30, undefined) }, [2, 3]],
      [{ namespaceId: gte(28) }, [1, 2, big]],
      [{ event: 'troubleshoot_job' }, [1, big, 3]],
      [{ event: 'request_duo_chat_response' }, []],
      [{ event: oneOf('start_mcp_tool_call', 'request_duo_chat_response') }, [2]],
      [{ eventId: '7' as never }, [1, big, 3]],
      [{ eventId: 23, event: 'start_mcp_tool_call' }, [2]],
      [{ eventId: lt(20) }, [1, big, 3]],
      [{ timestamp: timeAt(1, 1) }, [big]],
      [{ timestamp: gt(timeAt(1)) }, [big, 3]],
      [{ timestamp: lte(timeAt(1, 1)), userId: gt(1) }, [2, big]],
      [{ timestamp: gt(timeAt(1).getTime() + 0.5) }, [big, 3]],
      [{ timestamp: gte(timeAt(1).getTime() + 0.5) }, [big, 3]],
      [{ timestamp: lt(timeAt(1).getTime() + 0.5) }, [1, 2]],
      [{ timestamp: lte(timeAt(1).getTime() + 0.5) }, [1, 2]],
    ]
    for (const [where, users] of cases) {
      equal([where, usersOf(await store.select({ where }))], [where, users])
    }
  })

  check('compares times by the millisecond', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(1, { timestamp: timeAt(1, -1), microseconds: 999 }),
      rowOf(2),
      rowOf(3, { microseconds: 1 }),
      rowOf(4, { microseconds: 999 }),
      rowOf(5, { timestamp: timeAt(1, 1) }),
    ])
    const time = timeAt(1)
    const cases: readonly (readonly [where: AiUsageQuery, users: readonly number[]])[] = [
      [{ timestamp: time }, [2, 3, 4]],
      [{ timestamp: oneOf(time, timeAt(1, 1)) }, [2, 3, 4, 5]],
      [{ timestamp: gt(time) }, [5]],
      [{ timestamp: gte(time) }, [2, 3, 4, 5]],
      [{ timestamp: lt(time) }, [1]],
      [{ timestamp: lte(time) }, [1, 2, 3, 4]],
      [{ timestamp: lte(time.getTime() - 0.5) }, [1]],
      [{ timestamp: gt(time.getTime() - 0.5) }, [2, 3, 4, 5]],
      [{ timestamp: time, microseconds: 1 }, [3]],
      [{ timestamp: time, microseconds: 0 }, [2]],
      [{ timestamp: time, microseconds: undefined }, [2]],
      [{ microseconds: oneOf(1, 999) }, [1, 3, 4]],
      [{ microseconds: lt(999) }, [2, 3, 5]],
    ]
    for (const [where, users] of cases) {
      equal([where, usersOf(await store.select({ where }))], [where, users])
    }
    equal(usersOf(await store.select({ between: [time, time] })), [2, 3, 4])
    for (const { timestamp, microseconds } of await store.select()) {
      equal(await store.count({ where: { timestamp, microseconds } }), 1)
    }
  })

  check('has between include both ends', async (store, { deepStrictEqual: equal }) => {
    const times = [timeAt(1, -1), timeAt(1), timeAt(1, 1), timeAt(2), timeAt(2, 1)]
    await store.insert(times.map((timestamp, index) => rowOf(index, { timestamp })))
    const rows = await store.select({ between: [timeAt(1), timeAt(2)], where: { userId: gt(1) } })
    equal(usersOf(rows), [2, 3])
  })
}
