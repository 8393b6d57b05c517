import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'

const DISPATCHER = Symbol.for('undici.globalDispatcher.1')
const dispatcher = () => (globalThis as Record<symbol, unknown>)[DISPATCHER]

const kept = globalThis.fetch
const server = createServer((_request, response) => response.end('real'))
let url: string
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

/** Tells who answers a fetch that was kept before, and one of now, at each of two paths. */
async function answers() {
  const body = '{}'
  const sent = [kept, globalThis.fetch].flatMap((send) =>
    ['/a/x', '/b/x'].map(async (path) => (await send(url + path, { method: 'POST', body })).text()),
  )
  const texts = await Promise.all(sent)
  return texts.map((text) => (text === 'ok' ? 'collected' : text))
}
const BOTH = Array(4).fill('collected')
const FIRST = ['collected', 'real', 'collected', 'real']
const SECOND = ['real', 'collected', 'real', 'collected']
const NONE = Array(4).fill('real')

test.each([
  ['in the order they came', 0, SECOND],
  ['the last first', 1, FIRST],
])('two are closed %s, and twice: each takes its own until then', async (_name, first, left) => {
  collector.expectBadRows()
  await (await kept(url)).text()
  const real = dispatcher()
  const opened = ['/a/x', '/b/x'].map((path) => interceptCollector({ url: url + path }))
  const [one, other] = first === 0 ? opened : opened.toReversed()
  expect(await answers()).toEqual(BOTH)
  for (let times = 0; times < 2; times++) {
    one?.close()
    expect(await answers()).toEqual(left)
  }
  for (let times = 0; times < 2; times++) {
    other?.close()
    one?.close()
    expect(await answers()).toEqual(NONE)
    expect(dispatcher()).toBe(real)
    expect(globalThis.fetch).toBe(kept)
  }
})

test.each(['{"a":1}', Buffer.from('{"a":1}')])(
  'what is dispatched with a body of %o is taken',
  async (body) => {
    collector.expectBadRows()
    await (await kept(url)).text()
    const { close } = interceptCollector({ url: `${url}/a/x` })
    const status = await new Promise((resolve, reject) => {
      ;(dispatcher() as { dispatch(options: object, handler: object): void }).dispatch(
        { origin: url, path: '/a/x', method: 'POST', body },
        { onHeaders: resolve, onData() {}, onComplete() {}, onError: reject },
      )
    })
    close()
    expect(status).toBe(200)
    expect(collector.requests).toHaveLength(1)
  },
)

test('what is dispatched with a query goes where the query says', async () => {
  await (await kept(url)).text()
  const { close } = interceptCollector()
  const options = {
    origin: url,
    path: '/i',
    query: { e: 'se', p: 'srv', tv: 'x', se_ca: 'c', se_ac: 'pull_package' },
    method: 'GET',
  }
  await new Promise((resolve, reject) => {
    ;(dispatcher() as { dispatch(options: object, handler: object): void }).dispatch(options, {
      onHeaders: resolve,
      onData() {},
      onComplete() {},
      onError: reject,
    })
  })
  close()
  expect(collector.events.map(({ payload }) => payload['se_ac'])).toEqual(['pull_package'])
})

test('a layer that somebody keeps lets all pass when its collector is closed', async () => {
  await (await kept(url)).text()
  const { close } = interceptCollector({ url: `${url}/a/x` })
  const layer = dispatcher()
  close()
  const holder = globalThis as Record<symbol, unknown>
  const real = holder[DISPATCHER]
  holder[DISPATCHER] = layer
  try {
    expect(await (await kept(`${url}/a/x`, { method: 'POST', body: '{}' })).text()).toBe('real')
  } finally {
    holder[DISPATCHER] = real
  }
})

test('one opens after another was closed twice', async () => {
  collector.expectBadRows()
  const first = interceptCollector({ url: `${url}/a/x` })
  first.close()
  const second = interceptCollector({ url: `${url}/b/x` })
  first.close()
  expect(await answers()).toEqual(SECOND)
  second.close()
  expect(await answers()).toEqual(NONE)
})
