import { afterEach, expect, test, vi } from 'vitest'
import {
  type AiUsageEvent,
  type AiUsageEventBuffer,
  AiUsageEventError,
  AiUsageEventWriter,
  InMemoryAiUsageEventBuffer,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'

afterEach(() => vi.restoreAllMocks())

/** A store that fails until it is mended, and notes the sizes of its batches. */
class FailingStore extends InMemoryAiUsageEventStore {
  readonly batches: number[] = []
  failsAfter = Number.POSITIVE_INFINITY

  override insert(rows: readonly AiUsageEvent[]): void {
    if (this.batches.length >= this.failsAfter) {
      throw new AiUsageEventError('STORE_FAILED', 'Failed to run INSERT: it is off. Turn it on.')
    }
    this.batches.push(rows.length)
    super.insert(rows)
  }
}

const job = { id: 5, project: { id: 4 } }

function track(writer: AiUsageEventWriter, users: number): void {
  for (let id = 1; id <= users; id++) writer.trackEvent('troubleshoot_job', { user: { id }, job })
}

test('rows wait for a flush, which stores them in batches', async () => {
  const store = new FailingStore()
  const writer = new AiUsageEventWriter({ store, batchSize: 2 })
  track(writer, 5)
  expect([store.count(), await writer.pending()]).toEqual([0, 5])
  await writer.flush()
  expect([store.count(), await writer.pending(), store.batches]).toEqual([5, 0, [2, 2, 1]])
  await writer.flush()
  expect(store.batches).toEqual([2, 2, 1])
  expect(store.select({ limit: 1 })).toMatchObject([{ userId: 1, payload: { project_id: 4 } }])
})

test('the row that is returned may be changed', async () => {
  const store = new FailingStore()
  const writer = new AiUsageEventWriter({ store })
  const { row } = writer.trackEvent('troubleshoot_job', { user: { id: 1 }, job })
  Object.assign(row?.payload ?? {}, { project_id: 5 })
  await writer.flush()
  expect(store.select()).toMatchObject([{ payload: { project_id: 4 } }])
})

test('a batch that fails is told of, and kept with all after it', async () => {
  const store = new FailingStore()
  store.failsAfter = 1
  const writer = new AiUsageEventWriter({ store, batchSize: 2 })
  track(writer, 5)
  await expect(writer.flush()).rejects.toThrow('Failed to run INSERT: it is off. Turn it on.')
  expect([store.count(), await writer.pending()]).toEqual([2, 3])
  store.failsAfter = Number.POSITIVE_INFINITY
  await writer.flush()
  expect([store.count(), await writer.pending(), store.batches]).toEqual([5, 0, [2, 2, 1]])
})

test('a batch that was stored although it failed is not there twice', async () => {
  const store = new InMemoryAiUsageEventStore()
  const insert = vi.spyOn(store, 'insert').mockImplementationOnce((rows) => {
    InMemoryAiUsageEventStore.prototype.insert.call(store, rows)
    throw new Error('The connection went away.')
  })
  const writer = new AiUsageEventWriter({ store })
  track(writer, 3)
  await expect(writer.flush()).rejects.toThrow('The connection went away.')
  await writer.flush()
  expect([store.count(), insert.mock.calls.length]).toEqual([3, 2])
})

test('flushes at the same time store each row in one batch', async () => {
  const store = new FailingStore()
  const writer = new AiUsageEventWriter({ store, batchSize: 3 })
  track(writer, 4)
  const first = writer.flush()
  track(writer, 5)
  await Promise.all([first, writer.flush(), writer.flush()])
  expect(store.batches.reduce((sum, size) => sum + size, 0)).toBe(9)
  expect(await writer.pending()).toBe(0)
})

test('writers may share a buffer, and lose none of its rows', async () => {
  const store = new FailingStore()
  const buffer = new InMemoryAiUsageEventBuffer()
  const writers = [1, 2].map(() => new AiUsageEventWriter({ store, buffer, batchSize: 2 }))
  track(writers[0] as AiUsageEventWriter, 5)
  await Promise.all(writers.map((writer) => writer.flush()))
  expect([store.count(), buffer.size()]).toEqual([5, 0])
})

test('what no store would keep is refused at once, and said', () => {
  const records: unknown[] = []
  const store = new InMemoryAiUsageEventStore()
  const writer = new AiUsageEventWriter({ store, onRecord: (record) => records.push(record) })
  const outcomes = [
    writer.trackEvent('troubleshoot_jobs', { user: { id: 1 } }),
    writer.trackEvent('troubleshoot_job', { user: { id: 'u-1' } }),
    writer.trackEvent('code_suggestion_shown_in_ide', { user: { id: 1 }, language: '\0' }),
    writer.trackEvent('troubleshoot_job', { user: { id: 1 }, timestamp: '2300-01-01' }),
  ]
  expect(outcomes.map(({ rejection }) => rejection)).toEqual([
    'no feature has registered it',
    'the user id "u-1" is not a whole number of 64 bits',
    'extras have a NUL character or half a surrogate pair',
    'timestamp is not between 1970 and 2299',
  ])
  expect(records).toEqual(outcomes)
})

test('a timer flushes, tells of failures, and ends with the writer', async () => {
  const store = new FailingStore()
  store.failsAfter = 0
  const errors: unknown[] = []
  const writer = new AiUsageEventWriter({
    store,
    flushEvery: 1,
    onError: (error) => errors.push(error),
  })
  track(writer, 2)
  await expect.poll(() => errors.length).toBeGreaterThan(0)
  store.failsAfter = Number.POSITIVE_INFINITY
  await expect.poll(() => store.count()).toBe(2)
  await writer.close()
  track(writer, 3)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([store.count(), await writer.pending()]).toEqual([2, 3])
  await writer.close()
  expect([store.count(), await writer.pending()]).toEqual([5, 0])
})

test('a failure of the timer is a warning by default', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const store = new FailingStore()
  store.failsAfter = 0
  const writer = new AiUsageEventWriter({ store, flushEvery: 1 })
  track(writer, 1)
  await expect.poll(() => warn.mock.calls.length).toBeGreaterThan(0)
  expect(warn).toHaveBeenCalledWith('Failed to run INSERT: it is off. Turn it on.')
  await expect(writer.close()).rejects.toThrow(AiUsageEventError)
})

test.each([
  [
    'an Error',
    () => {
      throw new Error('no log.')
    },
    '"no log."',
  ],
  ['a promise that fails', () => Promise.reject(new Error('no log.')), '"no log."'],
  [
    'a text',
    () => {
      throw 'no log'
    },
    '"no log"',
  ],
  [
    'nothing',
    () => {
      throw undefined
    },
    '"undefined"',
  ],
])('an onError that throws %s is a warning, and the rows wait', async (_, onError, shown) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const store = new FailingStore()
  store.failsAfter = 0
  const writer = new AiUsageEventWriter({ store, flushEvery: 1, onError })
  track(writer, 2)
  await expect.poll(() => warn.mock.calls.length).toBeGreaterThan(1)
  expect(new Set(warn.mock.calls.flat())).toEqual(
    new Set([
      `Failed to call onError of a writer of AI usage events: it threw ${shown}. Handle the error in it, which was "Failed to run INSERT: it is off. Turn it on."; the rows wait for the next flush.`,
    ]),
  )
  store.failsAfter = Number.POSITIVE_INFINITY
  await expect.poll(() => store.count()).toBe(2)
  await writer.close()
})

test('what a store throws need not be an error', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const store = new InMemoryAiUsageEventStore()
  vi.spyOn(store, 'insert').mockImplementationOnce(() => {
    throw null
  })
  const writer = new AiUsageEventWriter({ store, flushEvery: 1 })
  track(writer, 1)
  await expect.poll(() => store.count()).toBe(1)
  expect(warn.mock.calls).toEqual([['null']])
  await writer.close()
})

const ALL = 'Options are store, registry, buffer, batchSize, flushEvery, onRecord, onError.'
const store = new InMemoryAiUsageEventStore()

test.each<[object, string, string]>([
  [
    { flushEveryMs: 1 },
    'UNKNOWN_OPTION',
    'unknown option "flushEveryMs". Did you mean "flushEvery"?',
  ],
  [{ interval: 1 }, 'UNKNOWN_OPTION', `unknown option "interval". ${ALL}`],
  [
    { store: {} },
    'INVALID_OPTION',
    'store is an object. Give it a store of AI usage events, which has insert.',
  ],
  [
    { store: undefined },
    'INVALID_OPTION',
    'store is undefined. Give it a store of AI usage events, which has insert.',
  ],
  [{ batchSize: 0 }, 'INVALID_OPTION', 'batchSize is 0. Give it a whole number, 1 or more.'],
  [{ batchSize: 1.5 }, 'INVALID_OPTION', 'batchSize is 1.5. Give it a whole number, 1 or more.'],
  [{ batchSize: '2' }, 'INVALID_OPTION', 'batchSize is "2". Give it a whole number, 1 or more.'],
  ...[0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map(
    (flushEvery) =>
      [
        { flushEvery },
        'INVALID_OPTION',
        `flushEvery is ${flushEvery}. Give it milliseconds, more than 0 and at most 2147483647.`,
      ] satisfies [object, string, string],
  ),
  [
    { flushEvery: '1' },
    'INVALID_OPTION',
    'flushEvery is "1". Give it milliseconds, more than 0 and at most 2147483647.',
  ],
  [
    { buffer: null },
    'INVALID_OPTION',
    'buffer is null. Give it a buffer, which has push, first, remove, size, or leave it out.',
  ],
  [
    { buffer: new InMemoryAiUsageEventStore() },
    'INVALID_OPTION',
    'buffer is an object. Give it a buffer, which has push, first, remove, size, or leave it out.',
  ],
  [
    { registry: {} },
    'INVALID_OPTION',
    'registry is an object. Give it an AiUsageEventRegistry, or leave it out.',
  ],
  [
    { registry: null },
    'INVALID_OPTION',
    'registry is null. Give it an AiUsageEventRegistry, or leave it out.',
  ],
  [{ onError: 'log' }, 'INVALID_OPTION', 'onError is "log". Give it a function, or leave it out.'],
])('a writer refuses the option %o', (options, code, message) => {
  expect(() => new AiUsageEventWriter({ store, ...options } as never)).toThrow(
    expect.objectContaining({
      code,
      message: `Failed to make a writer of AI usage events: ${message}`,
    }),
  )
})

test('a writer refuses options that are not an object', () => {
  expect(() => new AiUsageEventWriter(null as never)).toThrow(
    `Failed to make a writer of AI usage events: its options are not an object. ${ALL}`,
  )
})

const FULL = new Error('The list is full.')

/** A buffer whose list is full until it is mended. */
class FullBuffer implements AiUsageEventBuffer {
  readonly #rows = new InMemoryAiUsageEventBuffer()
  isFull = true

  async push(row: AiUsageEvent): Promise<void> {
    if (this.isFull) throw FULL
    this.#rows.push(row)
  }

  first(limit: number): AiUsageEvent[] {
    return this.#rows.first(limit)
  }

  remove(rows: readonly AiUsageEvent[]): void {
    this.#rows.remove(rows)
  }

  size(): number {
    return this.#rows.size()
  }
}

/** One that says so at once. */
class ThrowingBuffer extends InMemoryAiUsageEventBuffer {
  isFull = true

  override push(row: AiUsageEvent): void {
    if (this.isFull) throw FULL
    super.push(row)
  }
}

test.each([
  ['refuses later', new FullBuffer()],
  ['refuses at once', new ThrowingBuffer()],
])(
  'rows that a buffer %s wait in the process, and the next flush stores them',
  async (_, buffer) => {
    const store = new FailingStore()
    const errors: unknown[] = []
    const onError = (error: unknown) => errors.push(error)
    const writer = new AiUsageEventWriter({ store, buffer, batchSize: 2, onError })
    track(writer, 3)
    expect(await writer.pending()).toBe(3)
    buffer.isFull = false
    writer.trackEvent('troubleshoot_job', { user: { id: 4 } })
    expect([await writer.pending(), buffer.size()]).toEqual([4, 1])
    await writer.flush()
    expect([store.count(), await writer.pending(), store.batches]).toEqual([4, 0, [2, 1, 1]])
    await writer.flush()
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'BUFFER_FAILED',
        message:
          'Failed to put 3 rows of AI usage events into the buffer: it threw "The list is full.". Mend the buffer; until then rows wait in this process alone, from where a flush stores them.',
        cause: FULL,
      }),
    ])
  },
)

test('rows that neither the buffer nor the store takes wait on, and are told of once', async () => {
  const buffer = new FullBuffer()
  const store = new FailingStore()
  store.failsAfter = 0
  const errors: unknown[] = []
  const onError = (error: unknown) => errors.push(error)
  const writer = new AiUsageEventWriter({ store, buffer, onError })
  track(writer, 2)
  for (let flush = 0; flush < 2; flush++) await expect(writer.flush()).rejects.toThrow('it is off')
  expect([await writer.pending(), errors.length]).toEqual([2, 1])
  track(writer, 1)
  store.failsAfter = Number.POSITIVE_INFINITY
  await writer.close()
  expect(store.batches).toEqual([3])
  expect(errors.map((error) => (error as Error).message.slice(0, 20))).toEqual([
    'Failed to put 2 rows',
    'Failed to put 3 rows',
  ])
})

test('an onError that throws does not keep rows that the buffer did not take', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const onError = () => {
    throw new Error('no log.')
  }
  const writer = new AiUsageEventWriter({
    store: new FailingStore(),
    buffer: new FullBuffer(),
    onError,
  })
  track(writer, 1)
  await writer.flush()
  expect(await writer.pending()).toBe(0)
  expect(warn).toHaveBeenCalledTimes(1)
})
