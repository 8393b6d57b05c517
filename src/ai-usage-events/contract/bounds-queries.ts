import { type AiUsageQuery, type AiUsageSelection, oneOf } from '../index.ts'
import { insertValues, rowOf, type StoreCheck, timeAt, usersOf } from './store-check.ts'

const listOf = (length: number) => Array.from({ length }, (_, index) => index)
const pathOf = (keys: number) => `payload${'.a'.repeat(keys)}` as const
const pathsOf = (count: number) => listOf(count).map((index) => `payload.k${index}` as const)
const fieldsOf = <Value>(names: readonly string[], value: Value) =>
  Object.fromEntries(names.map((name) => [name, value]))

const TOO_LARGE: readonly [query: AiUsageSelection & { select?: string[] }, cause: string][] = [
  [
    { where: { userId: oneOf(...listOf(10_001)) } },
    'the query has 10001 values. Give it at most 10000',
  ],
  [
    { where: { 'payload.a': 'x'.repeat(100_000) } },
    'the keys and values of the query have 100002 bytes. Give it at most 100000',
  ],
  [{ where: { [pathOf(101)]: null } }, 'a path has 101 keys. Give it at most 100'],
  [
    {
      where: fieldsOf(
        listOf(6).map((index) => `${pathOf(99)}.k${index}`),
        null,
      ),
    },
    'the paths of the query have 600 keys. Give it at most 500',
  ],
  [{ where: fieldsOf(pathsOf(101), null) }, 'where has 101 fields. Give it at most 100'],
  [{ select: pathsOf(101) }, 'select has 101 fields. Give it at most 100'],
  [{ orderBy: fieldsOf(pathsOf(21), 'asc') }, 'orderBy has 21 fields. Give it at most 20'],
]

/** Tests that large queries are answered, and larger ones refused alike. */
export function checkBoundedQueries(check: StoreCheck): void {
  check('answers a query with 10,000 values', async (store, { deepStrictEqual: equal }) => {
    await insertValues(store, [4, '4.0', -0, 'a"\\,b', null, [4], 70_000, 'x'])
    const users = async (where: AiUsageQuery) => usersOf(await store.select({ where }))
    const numbers = listOf(9990)
    equal(await users({ 'payload.v': oneOf(...numbers) }), [1, 2, 3])
    const mixed = oneOf(...numbers, 'a"\\,b', "'}", null, '70000')
    equal(await users({ 'payload.v': mixed }), [1, 2, 3, 4, 5, 7])
    equal(await users({ userId: oneOf(...numbers.slice(3)) }), [3, 4, 5, 6, 7, 8])
    const times = listOf(7000).map((index) => timeAt(1, index * 1000))
    equal((await users({ timestamp: oneOf(...times) })).length, 8)
    equal((await users({ timestamp: oneOf(...times.slice(1)) })).length, 0)
    equal(await users({ eventId: oneOf(8, 9) }), [])
    equal(await users({ namespaceId: oneOf(...numbers.slice(1), null) }), [1, 2, 3, 4, 5, 6, 7, 8])
  })

  check('continues after a row by 20 fields', async (store, { deepStrictEqual: equal }) => {
    await store.insert([1, 2, 3].map((userId) => rowOf(userId, { payload: { k19: userId } })))
    const orderBy = Object.fromEntries(
      pathsOf(20).map((name, index) => [name, index % 2 === 0 ? 'asc' : 'desc'] as const),
    )
    const [first] = await store.select({ orderBy, limit: 1 })
    equal(first?.userId, 3)
    const rest = await store.select({ orderBy, after: first, select: ['userId'] })
    equal(rest, [{ userId: 2 }, { userId: 1 }])
  })

  check('answers a query with 100 fields', async (store, { deepStrictEqual: equal }) => {
    await store.insert([rowOf(1, { payload: { k19: 4 } })])
    const fields = pathsOf(100)
    const where = fieldsOf(
      fields.map((name) => `${name}.a.b.c`),
      null,
    )
    equal(await store.count({ where }), 1)
    equal(await store.count({ where: { [pathOf(100)]: null } }), 1)
    equal(await store.count({ where: { 'payload.a': 'x'.repeat(99_000) } }), 0)
    const rows = await store.select({ select: fields })
    equal(rows, [{ ...fieldsOf(fields, null), 'payload.k19': 4 }])
  })

  check('refuses a query that is too large', async (store, { rejects }) => {
    for (const [query, cause] of TOO_LARGE) {
      await rejects(async () => await store.select(query as AiUsageSelection), {
        code: 'INVALID_QUERY',
        message: `Failed to query AI usage events: ${cause}, or make several queries of it.`,
      })
    }
  })
}
