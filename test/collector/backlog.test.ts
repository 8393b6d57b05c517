import { expect, test, vi } from 'vitest'
import type { Call } from '../../src/collector/application.ts'
import { Backlog } from '../../src/collector/backlog.ts'
import { EventStore } from '../../src/collector/micro/index.ts'
import { createDecoder, type Decode } from '../../src/snowplow/index.ts'
import { bodyOf, item, TP2 } from './send.ts'

const user = { id: 'network-user', ipAddress: '192.0.2.7', cookie: undefined }
const HEADERS = {
  'content-type': 'application/json',
  host: 'collector.test:80',
  'user-agent': 'own',
}

function callOf(namespace = '', headers: Record<string, string> = {}): Call {
  const all = new Headers({ ...HEADERS, ...headers })
  return {
    request: {
      method: 'POST',
      url: TP2,
      headers: all,
      body: null,
      signal: new AbortController().signal,
    },
    peer: { address: user.ipAddress, rawHeaders: ['Host', 'collector.test:80', 'X-Own', 'é; 1'] },
    params: [],
    namespace,
    path: TP2,
    query: 'nuid=x',
  }
}

function open(bounds: { maxEvents?: number; maxStoreBytes?: number } = {}) {
  const store = new EventStore({ maxEvents: 100_000, maxStoreBytes: 256_000_000, ...bounds })
  const decode = vi.fn<Decode>(createDecoder({ lenient: true }))
  const backlog = new Backlog(store, decode)
  const take = (label: string, namespace?: string, headers?: Record<string, string>) =>
    backlog.take(
      callOf(namespace, headers),
      'tracker',
      user,
      Buffer.from(bodyOf({ ...item, se_la: label })),
    )
  const labels = (namespace?: string) =>
    store
      .read(namespace)
      .map((entry) => entry.kind === 'good' && entry.event.payload['se_la'])
      .reverse()
  return { store, decode, backlog, take, labels }
}

test('a request is taken undecoded, and its entry is what it would have been at once', async () => {
  const { store, decode, backlog, take } = open()
  expect(take('a', 'x\ny')).toBe(false)
  expect(decode).not.toHaveBeenCalled()
  await backlog.decode()
  const undo = store.listen({ added() {} })
  expect(await take('a', 'x\ny')).toBe(false)
  undo()
  const [atOnce, later] = store.read('x\ny')
  expect(later?.request).toEqual({ ...atOnce?.request, time: expect.any(Number) })
  expect(later?.request).toMatchObject({
    namespace: 'x\ny',
    hostname: 'collector.test',
    headers: ['Host: collector.test:80', 'X-Own: é; 1'],
    userAgent: 'own',
    referer: null,
    networkUserId: 'network-user',
    query: 'nuid=x',
  })
  expect(Date.now() - (later?.request.time ?? 0)).toBeLessThan(10_000)
})

test('what is decoded at once comes after all that was taken before it', async () => {
  const { backlog, take, labels } = open()
  take('a')
  take('b')
  await take('c', '', { 'content-encoding': 'identity' })
  take('d')
  await backlog.decode()
  expect(labels()).toEqual(['a', 'b', 'c', 'd'])
})

test('a body that is too large is known to be without a look into it', async () => {
  const { store, decode, backlog, take } = open()
  take('a')
  expect(backlog.take(callOf(), 'tracker', user, undefined)).toBe(true)
  take('b')
  expect(decode).not.toHaveBeenCalled()
  await backlog.decode()
  expect(store.read().map(({ kind }) => kind)).toEqual(['good', 'bad', 'good'])
})

test('a namespace is forgotten undecoded, and others are not', async () => {
  const { decode, backlog, take, labels } = open()
  take('a', 'one')
  take('b', 'two')
  take('c', 'one')
  backlog.forget('one')
  take('d', 'one')
  await backlog.decode()
  expect(labels('one')).toEqual(['d'])
  expect(labels('two')).toEqual(['b'])
  expect(decode).toHaveBeenCalledTimes(2)
})

test.each([['one'], ['one', 'two']])(
  'is forgotten while it is decoded: %s %s',
  async (...others) => {
    const { decode, backlog, take, labels } = open()
    const decodeNow = decode.getMockImplementation() as Decode
    let goOn = () => {}
    decode.mockImplementationOnce(async (...given) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return decodeNow(...given)
    })
    for (const namespace of others) take('early', namespace)
    const decoded = backlog.decode()
    await vi.waitFor(() => expect(decode).toHaveBeenCalled())
    backlog.forget('one')
    take('late', 'one')
    goOn()
    await decoded
    await backlog.decode()
    expect(labels('one')).toEqual(['late'])
    expect(labels('two')).toEqual(others.includes('two') ? ['early'] : [])
  },
)

test('what an idle collector decodes is bounded, and keeps no process alive', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const { store, decode, take } = open()
  const before = timers()
  take('a')
  expect(timers()).toBe(before)
  await vi.waitFor(() => expect(store.summary('').total).toBe(1))
  const large = 'x'.repeat(900)
  for (let count = 0; count < 10_000; count++) take(large)
  let calls = 0
  await vi.waitFor(
    () => {
      const { length } = decode.mock.calls
      const isIdle = length === calls && length > 1
      calls = length
      expect(isIdle).toBe(true)
    },
    { interval: 200, timeout: 10_000 },
  )
  expect(store.bytes).toBeGreaterThan(4_000_000)
  expect(store.bytes).toBeLessThan(4_100_000)
})

test('an idle collector works for 10 ms at a time', async () => {
  const { store, decode, take } = open()
  decode.mockImplementation(async () => {
    const end = performance.now() + 4
    while (performance.now() < end);
    return { events: [], badRows: [{ reasons: [], payload: {} }], refused: false, tooLarge: false }
  })
  for (let count = 0; count < 12; count++) take('a')
  const totals = new Set<number>()
  await vi.waitFor(
    () => {
      totals.add(store.summary('').total)
      expect(store.summary('').total).toBe(12)
    },
    { interval: 1, timeout: 10_000 },
  )
  expect(totals.size).toBeGreaterThan(3)
})

test('requests take no more memory than events may, and what makes room is counted', async () => {
  const { store, backlog, take } = open({ maxStoreBytes: 100_000 })
  for (let count = 0; count < 1000; count++) await take('x'.repeat(500))
  expect(store.bytes).toBeLessThanOrEqual(100_000)
  expect(store.summary('').total + (store.summary('').dropped ?? 0)).toBeGreaterThan(800)
  await backlog.decode()
  const { total, dropped = 0 } = store.summary('')
  expect(total + dropped).toBe(1000)
})
