import { type AiUsageEvent, gt, oneOf } from '../index.ts'
import { rowOf, type StoreCheck, timeAt, usersOf } from './store-check.ts'

/** Payloads of every kind that JSON has, and of keys that mean something elsewhere. */
const PAYLOADS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { job_id: 1, project_id: '4', none: null, done: true, undone: false },
  { numbers: [0, -1, 0.1, 1e-7, 1.5e300, 5e-324, 1e20, 1e21, 2 ** 53, -(2 ** 63), 2 ** 64] },
  { texts: ['', ' ', 'ü', 'u\u0308', '😀', '\u0001\t\n', 'back\\slash', '\\N', '\\u0000'] },
  { dates: ['2026-05-31', '2026-05-31T12:00:00.000Z', '2026-05-31 12:00:00'] },
  { nested: { empty: {}, list: [], deep: [[{ a: [null, 1, 'x', true, { b: 2.5 }] }]] } },
  { '': 1, 'a.b': 2, a: { b: 3 }, '"': 4, "'": 5, '\\': 6, '%2E': 7, constructor: 8, ü: 9 },
  JSON.parse('{"__proto__": {"polluted": true}, "0": "zero", "toString": null}'),
  { text: "'; DROP TABLE ai_usage_events; --" },
  { long: 'ä'.repeat(8000) },
]

/** Tests that rows are given back as they were stored, once each. */
export function checkKeptRows(check: StoreCheck): void {
  check('has no rows at first', async (store, { deepStrictEqual: equal }) => {
    equal(await store.select(), [])
    equal(await store.count(), 0)
    equal(await store.countByDay(), [])
    await store.insert([])
    equal(await store.count(), 0)
  })

  check('gives rows back as they were stored', async (store, { deepStrictEqual: equal }) => {
    const rows = [
      rowOf(1, { timestamp: timeAt(1, 1) }),
      rowOf(0, { timestamp: timeAt(1, 2), namespaceId: undefined }),
      rowOf('9223372036854775807', { timestamp: timeAt(1, 3), namespaceId: '9007199254740993' }),
      rowOf(Number.MAX_SAFE_INTEGER, { timestamp: timeAt(1, 4) }),
      rowOf(2, { timestamp: timeAt(2, -1), event: 'start_mcp_tool_call', eventId: 23 }),
      rowOf(3, { timestamp: timeAt(2), event: '32767', eventId: 32_767 }),
      rowOf(3, { timestamp: timeAt(3, -1), microseconds: 999 }),
      rowOf(3, { timestamp: timeAt(3), microseconds: 1 }),
    ]
    await store.insert(rows)
    equal(await store.select(), rows)
  })

  check('keeps payloads of every kind', async (store, { deepStrictEqual: equal }) => {
    const rows = PAYLOADS.map((payload, index) => rowOf(index, { payload }))
    await store.insert(rows)
    equal(await store.select({ orderBy: { userId: 'asc' } }), rows)
  })

  check(
    'keeps a payload as JSON: dates as text, bigints as their digits',
    async (store, assert) => {
      const payload = { date: new Date(0), big: 2n ** 70n, absent: undefined, deep: [2n] }
      await store.insert([rowOf(1, { payload })])
      const [row] = await store.select()
      const json = { date: '1970-01-01T00:00:00.000Z', big: '1180591620717411303424', deep: ['2'] }
      assert.deepStrictEqual(row?.payload, json)
    },
  )

  check(
    'stores a row once, however often it is sent',
    async (store, { deepStrictEqual: equal }) => {
      const rows = [1, 2, 3].map((user) => rowOf(user))
      await store.insert(rows)
      await store.insert(rows)
      await store.insert([rowOf(3), rowOf(4), rowOf(4)])
      equal(usersOf(await store.select()), [1, 2, 3, 4])
      equal(await store.count(), 4)
    },
  )

  check('tells rows of one millisecond apart', async (store, { deepStrictEqual: equal }) => {
    const rows = [{}, { microseconds: 1 }, { microseconds: 10 }, { microseconds: 500 }].map(
      (rest) => rowOf(1, rest),
    )
    await store.insert(rows)
    await store.insert(await store.select())
    await store.insert([rowOf(1, { microseconds: 0 })])
    equal(await store.select(), rows)
  })

  check('keeps the last times that all stores have', async (store, { deepStrictEqual: equal }) => {
    const last = new Date(Date.UTC(2300, 0) - 1)
    const rows = [998, 999].map((microseconds) => rowOf(1, { timestamp: last, microseconds }))
    await store.insert(rows)
    equal(await store.select({ where: { timestamp: last } }), rows)
    equal(await store.select({ after: rows[0] }), rows.slice(1))
  })

  check('tells rows apart by user, namespace, event and time', async (store, assert) => {
    await store.insert([
      rowOf(1),
      rowOf(2),
      rowOf(1, { namespaceId: 29 }),
      rowOf(1, { namespaceId: undefined }),
      rowOf(1, { namespaceId: undefined }),
      rowOf(1, { eventId: 6, event: 'request_duo_chat_response' }),
      rowOf(1, { timestamp: timeAt(1, 1) }),
      rowOf(1, { microseconds: 1 }),
    ])
    assert.equal(await store.count(), 7)
  })

  const deep = JSON.parse(`${'['.repeat(101)}${']'.repeat(101)}`) as unknown
  for (const [given, refusal] of [
    [{ userId: 'u-1' }, 'the user id "u-1" is not a whole number of 64 bits'],
    [{ userId: -1 }, 'the user id -1 is negative'],
    [
      { userId: 2 ** 53 },
      'the user id 9007199254740992 has lost digits as a number, which text keeps',
    ],
    [
      { namespaceId: 2 ** 53 },
      'the namespace id 9007199254740992 has lost digits as a number, which text keeps',
    ],
    [
      { userId: '9223372036854775808' },
      'the user id "9223372036854775808" is not a whole number of 64 bits',
    ],
    [{ namespaceId: 0 }, 'the namespace id 0 is not a positive whole number of 64 bits'],
    [{ eventId: 40_000 }, 'the event id 40000 is not a whole number from 0 to 32767'],
    [{ userId: 1n }, 'the user id 1n is not a whole number of 64 bits'],
    [{ namespaceId: null }, 'the namespace id null is not a positive whole number of 64 bits'],
    [{ eventId: '7' }, 'the event id "7" is not a whole number from 0 to 32767'],
    [{ timestamp: '2026-05-31' }, 'timestamp is "2026-05-31", not a date'],
    [{ timestamp: undefined }, 'timestamp is undefined, not a date'],
    [{ microseconds: 1000 }, 'microseconds is 1000, not a whole number from 0 to 999'],
    [{ microseconds: 1.5 }, 'microseconds is 1.5, not a whole number from 0 to 999'],
    [{ microseconds: -1 }, 'microseconds is -1, not a whole number from 0 to 999'],
    [{ microseconds: '5' }, 'microseconds is "5", not a whole number from 0 to 999'],
    [{ microseconds: null }, 'microseconds is null, not a whole number from 0 to 999'],
    [{ timestamp: new Date(Number.NaN) }, 'timestamp is not a valid time'],
    [{ payload: undefined }, 'extras are not an object'],
    [{ payload: null }, 'extras are not an object'],
    [{ payload: [1] }, 'extras are not an object'],
    [{ payload: 'x' }, 'extras are not an object'],
    [{ timestamp: new Date('2300-01-01') }, 'timestamp is not between 1970 and 2299'],
    [{ payload: { a: 'ä'.repeat(8200) } }, 'extras have 16408 bytes, more than 16 kB'],
    [{ payload: { deep } }, 'extras have more than 100 levels'],
    [{ payload: { a: '\0' } }, 'extras have a NUL character or half a surrogate pair'],
    [{ payload: { '\ud800': 1 } }, 'extras have a NUL character or half a surrogate pair'],
  ] as const) {
    check(`refuses a row that not every store can keep: ${refusal}`, async (store, assert) => {
      const row = rowOf(2, given as Partial<AiUsageEvent>)
      await assert.rejects(async () => await store.insert([rowOf(1), row]), {
        code: 'INVALID_ROW',
        message: `Failed to insert 2 AI usage events: ${refusal}, in row 1 (troubleshoot_job). Correct or remove that row; none was stored.`,
      })
      assert.equal(await store.count(), 0)
    })
  }

  for (const [event, eventId, refusal] of [
    [
      'troubleshoot_job',
      6,
      "the event troubleshoot_job has the id 7 in the store's registry, not 6",
    ],
    [
      'troubleshoot_job',
      900,
      "the event troubleshoot_job has the id 7 in the store's registry, not 900",
    ],
    [
      'pull_package',
      3,
      "the event id 3 is that of code_suggestion_accepted_in_ide in the store's registry",
    ],
  ] as const) {
    check(`refuses a row of another registry: ${refusal}`, async (store, assert) => {
      await assert.rejects(
        async () => await store.insert([rowOf(1), rowOf(2, { event, eventId })]),
        {
          code: 'INVALID_ROW',
          message: `Failed to insert 2 AI usage events: ${refusal}, in row 1 (${event}). Give the store the registry that the row is of (registry), or correct that row; none was stored.`,
        },
      )
      assert.equal(await store.count(), 0)
    })
  }

  for (const [rows, cause] of [
    [null, 'Failed to insert AI usage events: null is not a list of rows. Give it a list.'],
    ['x', 'Failed to insert AI usage events: "x" is not a list of rows. Give it a list.'],
    [
      rowOf(1),
      'Failed to insert AI usage events: an object is not a list of rows. Give it a list.',
    ],
    [
      [rowOf(1), null],
      'Failed to insert 2 AI usage events: null is not a row, in row 1. Correct or remove that row; none was stored.',
    ],
    [
      new Array(1),
      'Failed to insert 1 AI usage events: undefined is not a row, in row 0. Correct or remove that row; none was stored.',
    ],
    [
      [rowOf(1, { event: 7 as never })],
      'Failed to insert 1 AI usage events: event is 7, not a name, in row 0. Correct or remove that row; none was stored.',
    ],
    [
      [{}],
      'Failed to insert 1 AI usage events: the user id undefined is not a whole number of 64 bits, in row 0. Correct or remove that row; none was stored.',
    ],
  ] as const) {
    check(`refuses what are not rows: ${cause}`, async (store, assert) => {
      await assert.rejects(async () => await store.insert(rows as never), {
        code: 'INVALID_ROW',
        message: cause,
      })
      assert.equal(await store.count(), 0)
    })
  }

  check('keeps events that its registry does not have by their ids', async (store, assert) => {
    await store.insert([
      rowOf(1, { event: 'summarize_package', eventId: 900 }),
      rowOf(2, { event: '7', eventId: 7 }),
      rowOf(3, { event: '', eventId: 901 }),
      rowOf(4, { event: '', eventId: 7 }),
    ])
    const events = (await store.select()).map(({ event }) => event)
    assert.deepStrictEqual(events, ['900', 'troubleshoot_job', '901', 'troubleshoot_job'])
    const selected = await store.select({
      select: ['event'],
      where: { event: oneOf('900', '901') },
    })
    assert.deepStrictEqual(selected, [{ event: '900' }, { event: '901' }])
    assert.equal(await store.count({ where: { event: '900' } }), 1)
    assert.equal(await store.count({ where: { event: '902' } }), 0)
    assert.equal(await store.count({ distinct: 'event' }), 3)
    assert.equal(await store.count({ distinct: 'event', where: { eventId: gt(7) } }), 2)
  })

  check('gives ids back as numbers, beyond 2^53 as text', async (store, assert) => {
    const big = '9007199254740993'
    await store.insert([rowOf('1', { namespaceId: '28' }), rowOf(big, { namespaceId: big })])
    await store.insert([rowOf(1, { namespaceId: 28 })])
    assert.deepStrictEqual(await store.select(), [rowOf(1), rowOf(big, { namespaceId: big })])
    assert.deepStrictEqual(await store.select({ select: ['userId', 'namespaceId'] }), [
      { userId: 1, namespaceId: 28 },
      { userId: big, namespaceId: big },
    ])
  })

  check('shares nothing with who writes and who reads', async (store, assert) => {
    const wanted = () => rowOf(1, { payload: { a: 1, list: [1], deep: { b: [1] } } })
    const change = (row: AiUsageEvent) => {
      const { list, deep } = row.payload as { list: number[]; deep: { b: number[] } }
      list.push(2)
      deep.b.push(2)
      Object.assign(row.payload, { a: 2 })
      row.timestamp.setTime(0)
      Object.assign(row, { userId: 2 })
    }
    const given = wanted()
    await store.insert([given])
    change(given)
    const [read] = await store.select()
    assert.deepStrictEqual(read, wanted())
    change(read as AiUsageEvent)
    const select = ['timestamp', 'payload.list', 'payload.deep'] as const
    for (const { timestamp, 'payload.list': list } of await store.select({ select })) {
      timestamp.setTime(0)
      Object.assign(list as number[], [3])
    }
    assert.deepStrictEqual(await store.select(), [wanted()])
  })

  check('deletes all rows', async (store, { deepStrictEqual: equal }) => {
    await store.insert([rowOf(1), rowOf(2, { timestamp: timeAt(3) })])
    await store.reset()
    equal(await store.select(), [])
    await store.insert([rowOf(1)])
    equal(await store.count(), 1)
  })
}
