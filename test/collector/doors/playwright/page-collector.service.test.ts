import type { BrowserContext } from '@playwright/test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  openPageCollector,
  type PageCollector,
  type TestCollector,
} from '../../../../src/collector/doors/playwright/index.ts'
import { logOf } from '../../../../src/collector/index.ts'
import { beginTest, settleTest, type TestRun } from '../../../../src/fakes/index.ts'

const TP2 = 'https://collector.test/com.snowplowanalytics.snowplow/tp2'
const body = JSON.stringify({
  schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
  data: [{ e: 'se', p: 'web', tv: 'own-1.0', se_ca: 'page', se_ac: 'pull_package' }],
})

/** Stands for a context of Playwright, whose pages send what the test says. */
function fakeContext() {
  const routes: [(url: URL) => boolean, (route: unknown) => Promise<void>][] = []
  let target = ''
  const listeners: ((request: unknown) => void)[] = []
  const context = {
    on: (_event: string, listener: (request: unknown) => void) => void listeners.push(listener),
    route: async (...route: (typeof routes)[number]) => void routes.push(route),
    addInitScript: async (_script: unknown, options: { target: string }) => {
      target = options.target
    },
  }
  return {
    context: context as unknown as BrowserContext,
    routes,
    leaving: (type: string, began = Date.now()) =>
      fetch(`${target}?${new URLSearchParams({ url: TP2, type, began: `${began}` })}`, {
        method: 'POST',
        body,
      }),
    /**
     * Sends a request, which another route holds for a while, and returns what became of it;
     * `undefined` if no route is for it.
     */
    async send(method: string, url: string, held = 0) {
      const request = {
        method: () => method,
        url: () => url,
        headers: () => ({ 'content-type': 'application/json', origin: 'https://shop.test' }),
        postDataBuffer: () => (method === 'POST' ? Buffer.from(body) : null),
      }
      for (const listener of listeners) listener(request)
      await new Promise((resolve) => setTimeout(resolve, held))
      const [, handle] = routes.findLast(([isMeant]) => isMeant(new URL(url))) ?? []
      const done = vi.fn()
      await handle?.({
        request: () => request,
        fulfill: async ({ status }: { status: number }) => done('fulfilled', status),
        abort: async (code: string) => done('aborted', code),
        fallback: async () => done('left to others'),
      })
      return done.mock.calls[0]
    },
  }
}

let collector: PageCollector
let run: TestRun
let opened: TestCollector
const notify = vi.fn()
const open = () => {
  notify.mockClear()
  run = beginTest('a test of Playwright')
  opened = collector.open(run, notify)
}
const close = async () => {
  opened.close()
  await settleTest(run)
}
const names = () => run.journal.events.map(({ name }) => name)

beforeEach(async () => {
  collector = await openPageCollector({})
})
afterEach(() => collector.close())

test('takes what pages send by any way', async () => {
  open()
  const { context, send, leaving } = fakeContext()
  expect(collector.watches).toBe(false)
  await collector.watch(context)
  expect(collector.watches).toBe(true)
  expect(await send('POST', TP2)).toEqual(['fulfilled', 200])
  const response = await leaving('application/json')
  expect(response.status).toBe(200)
  await fetch(`${opened.url}/i?e=se&p=srv&tv=own-1.0&se_ca=CLI&se_ac=push_package`)
  expect(names()).toEqual(['pull_package', 'pull_package', 'push_package'])
  expect(notify).toHaveBeenCalledTimes(3)
  expect(logOf(run).requests.map(({ url }) => url)).toEqual([
    TP2,
    TP2,
    expect.stringMatching(/^\/t\/1\/i\?/),
  ])
  await close()
})

test('leaves to others what is for nobody', async () => {
  open()
  const { context, send } = fakeContext()
  await collector.watch(context)
  expect(await send('PUT', TP2)).toEqual(['left to others'])
  expect(await send('POST', 'https://shop.test/api')).toBeUndefined()
  await close()
})

test('fails as the test wants it', async () => {
  open()
  const { context, send } = fakeContext()
  await collector.watch(context)
  logOf(run).respondWith('network-error', 1)
  expect(await send('POST', TP2)).toEqual(['aborted', 'connectionrefused'])
  logOf(run).respondWith('timeout', 1)
  const unanswered = send('POST', TP2)
  await expect.poll(() => logOf(run).inFlight.size).toBe(1)
  await close()
  expect(await unanswered).toEqual(['aborted', 'connectionrefused'])
})

test('what began before a test counts for nobody', async () => {
  open()
  const { context, send, leaving } = fakeContext()
  await collector.watch(context)
  const { url } = opened
  const held = send('POST', TP2, 50)
  const began = Date.now()
  await close()
  expect(await send('POST', TP2)).toEqual(['fulfilled', 200])
  await new Promise((resolve) => setTimeout(resolve, 5))
  open()
  expect(await held).toEqual(['fulfilled', 200])
  expect((await leaving('application/json', began)).status).toBe(200)
  await fetch(`${url}/i?e=se&p=srv&tv=own-1.0&se_ca=CLI&se_ac=push_package`)
  expect(names()).toEqual([])
  await close()
})

test('a page whose clock is a fake one sends when its request comes', async () => {
  open()
  const { context, leaving } = fakeContext()
  await collector.watch(context)
  await leaving('application/json', 0)
  expect(names()).toEqual(['pull_package'])
  await close()
})

test.each([
  ['no test', false],
  ['the first', true],
])('a context that %s has made is for each that uses it', async (_, isOpen) => {
  const { context, send, leaving, routes } = fakeContext()
  if (isOpen) open()
  await collector.watch(context)
  if (isOpen) await close()
  for (const _ of [1, 2]) {
    open()
    await collector.watch(context)
    await send('POST', TP2)
    await leaving('application/json')
    expect(names()).toEqual(['pull_package', 'pull_package'])
    await close()
  }
  expect(routes).toHaveLength(1)
})

test('is told once of a context', async () => {
  open()
  const { context, routes } = fakeContext()
  await collector.watch(context)
  await collector.watch(context)
  expect(routes).toHaveLength(1)
  await close()
})

test('knows when a request began, whatever held it', async () => {
  open()
  const { context, send } = fakeContext()
  await collector.watch(context)
  const before = Date.now()
  const sent = send('POST', TP2, 50)
  const after = Date.now()
  await sent
  const log = logOf(run)
  const [event] = log.events
  const { began = 0, isLast } = log.sendings.get(event?.payload ?? {}) ?? {}
  expect(began).toBeGreaterThanOrEqual(before)
  expect(began).toBeLessThanOrEqual(after)
  expect(isLast).toBe(true)
  await close()
})
