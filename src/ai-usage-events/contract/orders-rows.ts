import { insertValues, rowOf, type StoreCheck, timeAt, usersOf } from './store-check.ts'

/** In their order: numbers, texts, lists and objects, null. Each list is of equal values. */
const IN_ORDER: readonly (readonly unknown[])[] = [
  [-1.5, '-1.50'],
  ['-0', 0],
  [2, '2'],
  [10, '10'],
  [''],
  ['A'],
  ['a'],
  ['a b'],
  ['false', false],
  ['ä'],
  ['\uffff'],
  ['😀'],
  [[9], { a: 1 }, []],
  [null, undefined],
]

/** Tests the order of rows, and pages of them. */
export function checkOrderedRows(check: StoreCheck): void {
  check('orders by values of payloads', async (store, { deepStrictEqual: equal }) => {
    const values = IN_ORDER.flat()
    await insertValues(store, values)
    const users = values.map((_, index) => index + 1)
    equal(usersOf(await store.select({ orderBy: { 'payload.v': 'asc' } })), users)
    equal(usersOf(await store.select({ orderBy: { 'payload.v': 'desc' } })), users.toReversed())
  })

  check('orders by several fields', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(10, { timestamp: timeAt(2) }),
      rowOf(9, { timestamp: timeAt(2), namespaceId: 5 }),
      rowOf('9007199254740993'),
      rowOf('9007199254740992'),
      rowOf(2, { namespaceId: undefined }),
      rowOf(2, { namespaceId: 5, eventId: 6, event: 'request_duo_chat_response' }),
    ])
    const [big, bigger] = ['9007199254740992', '9007199254740993']
    for (const [orderBy, users] of [
      [{}, [2, big, bigger, 2, 9, 10]],
      [{ timestamp: 'desc' }, [10, 9, 2, bigger, big, 2]],
      [{ namespaceId: 'asc', userId: 'desc' }, [9, 2, bigger, big, 10, 2]],
      [{ eventId: 'asc', userId: 'asc' }, [2, 2, 9, 10, big, bigger]],
      [{ 'payload.none': 'asc', userId: 'desc' }, [bigger, big, 10, 9, 2, 2]],
    ] as const) {
      equal([orderBy, usersOf(await store.select({ orderBy }))], [orderBy, users])
    }
  })

  check('gives pages', async (store, { deepStrictEqual: equal }) => {
    await insertValues(store, [...IN_ORDER.flat(), 'a', 2, null])
    const all = usersOf(await store.select({ orderBy: { 'payload.v': 'desc' } }))
    for (const limit of [1, 4, 100]) {
      const [byOffset, byRow] = [[], []] as unknown[][]
      let after: Awaited<ReturnType<typeof store.select>>[number] | undefined
      for (let offset = 0; offset <= all.length; offset += limit) {
        const orderBy = { 'payload.v': 'desc' } as const
        byOffset?.push(...usersOf(await store.select({ orderBy, limit, offset })))
        const page = await store.select({ orderBy, limit, after })
        byRow?.push(...usersOf(page))
        after = page.at(-1) ?? after
      }
      equal(byOffset, all)
      equal(byRow, all)
    }
    equal(await store.select({ limit: 0 }), [])
    equal(usersOf(await store.select({ offset: all.length - 1 })), [all.length])
  })

  check('continues after a row by columns', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(1),
      rowOf(2),
      rowOf(3, { namespaceId: undefined }),
      rowOf(4, { timestamp: timeAt(2) }),
      ...[1, 2, 10, 999].map((microseconds) => rowOf(4, { microseconds })),
      rowOf(3, { microseconds: 2 }),
    ])
    for (const orderBy of [
      {},
      { timestamp: 'desc' },
      { namespaceId: 'asc' },
      { microseconds: 'desc' },
    ] as const) {
      const rows = await store.select({ orderBy })
      for (const [index, after] of rows.entries()) {
        equal(await store.select({ orderBy, after }), rows.slice(index + 1))
      }
    }
  })

  check('orders by the full time', async (store, { deepStrictEqual: equal }) => {
    await store.insert([
      rowOf(1, { microseconds: 999 }),
      rowOf(2, { microseconds: 10 }),
      rowOf(3, { timestamp: timeAt(1, 1) }),
      rowOf(4, { microseconds: 9 }),
      rowOf(5),
    ])
    for (const [orderBy, users] of [
      [{}, [5, 4, 2, 1, 3]],
      [{ timestamp: 'desc' }, [3, 1, 2, 4, 5]],
      [{ microseconds: 'asc' }, [5, 3, 4, 2, 1]],
    ] as const) {
      equal([orderBy, usersOf(await store.select({ orderBy }))], [orderBy, users])
    }
  })

  check('selects fields', async (store, { deepStrictEqual: equal }) => {
    const payload = { a: { b: [1, { c: 'x' }], n: 0.1, t: '4' }, z: null }
    await store.insert([
      rowOf(1, { payload, microseconds: 5 }),
      rowOf(2, { namespaceId: undefined }),
    ])
    const select = [
      'userId',
      'namespaceId',
      'event',
      'eventId',
      'timestamp',
      'microseconds',
      'payload.a.b',
    ] as const
    const rest = { event: 'troubleshoot_job', eventId: 7, timestamp: timeAt(1) }
    equal(await store.select({ select, orderBy: { userId: 'asc' } }), [
      { userId: 1, namespaceId: 28, ...rest, microseconds: 5, 'payload.a.b': [1, { c: 'x' }] },
      { userId: 2, namespaceId: undefined, ...rest, microseconds: 0, 'payload.a.b': null },
    ])
    const paths = ['payload.a.n', 'payload.a.t', 'payload.z', 'payload.a'] as const
    equal(await store.select({ select: paths, where: { userId: 1 } }), [
      { 'payload.a.n': 0.1, 'payload.a.t': '4', 'payload.z': null, 'payload.a': payload.a },
    ])
  })
}
