import type { BrowserContext } from '@playwright/test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  openPageCollector,
  type PageCollector,
  type TestCollector,
} from '../../../../src/collector/doors/playwright/index.ts'
import { logOf } from '../../../../src/collector/index.ts'
import { BlockRun, beginTest, settleTest, type TestRun } from '../../../../src/fakes/index.ts'

const TP2 = 'https://collector.test/com.snowplowanalytics.snowplow/tp2'
const body = JSON.stringify({
  schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
  data: [{ e: 'se', p: 'web', tv: 'own-1.0', se_ca: 'page', se_ac: 'pull_package' }],
})

interface Sent {
  /** The time (ms) for which another route holds the request. */
  readonly held?: number | (() => Promise<unknown>)
  /** True where no route gets it, though it is heard. */
  readonly past?: boolean
  /** The way in which it ends. Default: it does not. */
  readonly end?: 'requestfinished' | 'requestfailed'
  /** The status with which the application answers it. */
  readonly status?: number
  /** True where a service worker answers it. */
  readonly byWorker?: boolean
}

/** Stands for a context of Playwright, whose pages send what the test says. */
function fakeContext() {
  const routes: [(url: URL) => boolean, (route: unknown) => Promise<void>][] = []
  let target = ''
  const listeners: [name: string, listener: (request: unknown) => unknown][] = []
  const tell = (name: string, request: unknown) =>
    Promise.all(listeners.filter(([each]) => each === name).map(([, hear]) => hear(request)))
  const context = {
    on: (...listener: (typeof listeners)[number]) => void listeners.push(listener),
    route: async (...route: (typeof routes)[number]) => void routes.push(route),
    addInitScript: async (_script: unknown, options: { target: string }) => {
      target = options.target
    },
  }
  const detour = (began = Date.now(), meant = TP2) =>
    `${target}/?${new URLSearchParams({ url: meant, type: 'application/json', began: `${began}`, id: `${Math.random()}` })}`
  return {
    context: context as unknown as BrowserContext,
    routes,
    detour,
    leaving: (began?: number) => fetch(detour(began), { method: 'POST', body }),
    /** Sends a request, and returns what became of it; `undefined` if no route is for it. */
    async send(method: string, url: string, { held = 0, past, end, status, byWorker }: Sent = {}) {
      const request = {
        method: () => method,
        url: () => url,
        headers: () => ({ 'content-type': 'application/json', origin: 'https://shop.test' }),
        postData: () => '{"events":[{"event":"pull_package"},{"event":7}]}',
        failure: () => ({ errorText: 'net::ERR_ABORTED' }),
        postDataBuffer: () => (method === 'POST' ? Buffer.from(body) : null),
        response: async () => {
          if (end === 'requestfailed') throw new Error('Target page has been closed')
          return { fromServiceWorker: () => byWorker === true }
        },
      }
      await tell('request', request)
      await (typeof held === 'number'
        ? new Promise((resolve) => setTimeout(resolve, held))
        : held())
      const [, handle] = past ? [] : (routes.findLast(([isMeant]) => isMeant(new URL(url))) ?? [])
      const done = vi.fn()
      await handle?.({
        request: () => request,
        fulfill: async ({ status }: { status: number }) => done('fulfilled', status),
        abort: async (code: string) => done('aborted', code),
        fallback: async () => done('left to others'),
      })
      if (status) await tell('response', { request: () => request, status: () => status })
      if (end) await tell(end, request)
      return done.mock.calls[0]
    },
  }
}

let collector: PageCollector
let run: TestRun
let opened: TestCollector
const notify = vi.fn()
const noteUsageData = vi.fn()
const open = () => {
  notify.mockClear()
  noteUsageData.mockClear()
  run = beginTest('a test of Playwright')
  opened = collector.open(run, { notify, noteUsageData })
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

test('tells of what pages post to the usage data API, with the first answer', async () => {
  open()
  const { context, send } = fakeContext()
  await collector.watch(context)
  const url = 'https://shop.test/gitlab/api/v4/usage_data/track_events?private_token=x'
  await send('POST', url, { status: 422, end: 'requestfailed' })
  await send('POST', url, { end: 'requestfailed' })
  await send('POST', url)
  await send('GET', url)
  await send('POST', 'https://shop.test/api/v4/usage_data')
  const events = ['pull_package']
  expect(noteUsageData.mock.calls.map(([request]) => request)).toEqual([
    { events, answer: 422 },
    { events, answer: 'net::ERR_ABORTED' },
    { events, answer: undefined },
  ])
  await close()
})

test('takes what pages send by any way', async () => {
  open()
  const { context, send, leaving } = fakeContext()
  expect(collector.watches).toBe(false)
  await collector.watch(context)
  expect(collector.watches).toBe(true)
  expect(await send('POST', TP2)).toEqual(['fulfilled', 200])
  const response = await leaving()
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
  await expect.poll(() => logOf(run).requests.length).toBe(2)
  await close()
  expect(await unanswered).toEqual(['aborted', 'connectionrefused'])
})

test('what began before a test counts for nobody', async () => {
  open()
  const { context, send, leaving } = fakeContext()
  await collector.watch(context)
  const { url } = opened
  const held = send('POST', TP2, { held: 50 })
  const began = Date.now()
  await close()
  expect(await send('POST', TP2)).toEqual(['fulfilled', 200])
  await new Promise((resolve) => setTimeout(resolve, 5))
  open()
  expect(await held).toEqual(['fulfilled', 200])
  expect((await leaving(began)).status).toBe(200)
  await fetch(`${url}/i?e=se&p=srv&tv=own-1.0&se_ca=CLI&se_ac=push_package`)
  expect(names()).toEqual([])
  await close()
})

test('a page whose clock is a fake one sends when its request comes', async () => {
  open()
  const { context, leaving } = fakeContext()
  await collector.watch(context)
  await leaving(0)
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
    await leaving()
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
  const sent = send('POST', TP2, { held: 50 })
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

test('takes a pixel of a page that is being left', async () => {
  open()
  const { context, detour } = fakeContext()
  await collector.watch(context)
  const pixel = 'https://collector.test/i?e=se&p=web&tv=own-1.0&se_ca=page&se_ac=push_package'
  await fetch(detour(Date.now(), pixel))
  expect(logOf(run).requests.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${pixel}`])
  expect(names()).toEqual(['push_package'])
  await close()
})

test('takes once what an iframe sends that is left alone, and whose request is seen', async () => {
  open()
  const { context, detour, send } = fakeContext()
  await collector.watch(context)
  expect(await send('POST', detour())).toEqual(['fulfilled', 200])
  expect(names()).toEqual(['pull_package'])
  await close()
})

describe('what goes past the routes', () => {
  let block: BlockRun
  const missed = () => block.requests.filter((request) => request.missed).map(({ url }) => url)
  let page: ReturnType<typeof fakeContext>
  beforeEach(async () => {
    open()
    block = BlockRun.open(run)
    page = fakeContext()
    await collector.watch(page.context)
  })
  afterEach(close)

  test.each(['requestfinished', 'requestfailed'] as const)('is known: %s', async (end) => {
    await page.send('POST', TP2, { past: true, end })
    expect(missed()).toEqual([TP2])
  })

  test('is known when the test ends', async () => {
    await page.send('POST', TP2, { past: true })
    expect(missed()).toEqual([])
    expect(logOf(run).inFlight.size).toBe(1)
    opened.close()
    expect(missed()).toEqual([TP2])
  })

  test('is known of a page that is being left', async () => {
    await page.send('POST', page.detour(), { past: true, end: 'requestfailed' })
    expect(missed()).toEqual([TP2])
  })

  test.each([
    ['a request that is taken', 'POST', TP2, {}],
    ['one that a service worker sends on', 'POST', TP2, { past: true, byWorker: true }],
    ['a preflight', 'OPTIONS', TP2, { past: true }],
    ['a request to somebody else', 'POST', 'https://shop.test/api', { past: true }],
  ])('is not %s', async (_, method, url, sent) => {
    await page.send(method, url, { ...sent, end: 'requestfinished' })
    opened.close()
    expect(missed()).toEqual([])
    expect(logOf(run).inFlight.size).toBe(0)
  })

  test('is not what the port takes, though the browser says that it failed', async () => {
    const url = page.detour()
    const held = () => fetch(url, { method: 'POST', body })
    await page.send('POST', url, { past: true, held, end: 'requestfailed' })
    expect(missed()).toEqual([])
    expect(names()).toEqual(['pull_package'])
  })
})
