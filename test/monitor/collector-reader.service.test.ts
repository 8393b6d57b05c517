import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { serveCollector } from '../../src/collector/doors/port/index.ts'
import { CollectorReader } from '../../src/monitor/index.ts'
import { item, post } from '../collector/send.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function collector(port = 0, options = {}): ReturnType<typeof serveCollector> {
  const server = await serveCollector({ port, ...options })
  ends.push(server.close)
  return server
}

/** A program at a port, which is not our collector. */
async function program(
  answer: (
    path: string,
    method: string | undefined,
  ) => {
    status: number
    body: string
    location?: string
  },
) {
  const server = createServer((request, response) => {
    const { status, body, location } = answer(request.url ?? '', request.method)
    response.writeHead(status, location === undefined ? {} : { location }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const signal = new AbortController().signal
const named = (name: string, eid?: string) => ({ ...item, se_ac: name, ...(eid ? { eid } : {}) })

async function read(reader: CollectorReader) {
  const { events, ...rest } = await reader.read(signal)
  return { names: events.map(({ event }) => event.name), ...rest }
}

const NOTHING = { names: [], hasForgotten: false, hasGap: false, bad: 0 }

test('each event is read once, oldest first', async () => {
  const { url } = await collector()
  const reader = new CollectorReader(url)
  expect(await read(reader)).toEqual(NOTHING)
  await post(url, named('a'), named('b'))
  await post(url, { e: 'pv', p: 'web', tv: 'own-1.0' }, named('c'))
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['a', 'b', 'c'] })
  expect(await read(reader)).toEqual(NOTHING)
})

test('an event that is sent again is not a new one, and hides none', async () => {
  const { url } = await collector()
  const reader = new CollectorReader(url)
  const first = named('first', '11111111-1111-4111-8111-111111111111')
  await post(url, first)
  await read(reader)
  await post(url, named('second'), named('third'))
  await post(url, first)
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['second', 'third'] })
})

test('all of many are read', async () => {
  const { url } = await collector()
  const reader = new CollectorReader(url)
  await post(url, named('begin'))
  await read(reader)
  await post(url, ...Array.from({ length: 1500 }, (_, index) => named(`event_${index}`)))
  const { names } = await read(reader)
  expect([names.length, names[0], names.at(-1)]).toEqual([1500, 'event_0', 'event_1499'])
})

test('after a reset, as many as before are new ones all the same', async () => {
  const { url } = await collector()
  const reader = new CollectorReader(url)
  await post(url, named('a'))
  await read(reader)
  await fetch(`${url}/micro/reset`, { method: 'POST' })
  await post(url, named('b'))
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['b'], hasForgotten: true })
  await fetch(`${url}/micro/reset`, { method: 'POST' })
  expect(await read(reader)).toEqual({ ...NOTHING, hasForgotten: true })
  expect(await read(reader)).toEqual(NOTHING)
})

test('a collector that starts again goes on, and nothing is read twice', async () => {
  const { url, close } = await collector()
  const reader = new CollectorReader(url)
  const kept = named('kept', '22222222-2222-4222-8222-222222222222')
  await post(url, kept)
  await read(reader)
  await close()
  // The connection that was open breaks off first.
  await expect
    .poll(() => reader.read(signal).catch(({ code, message }) => [code, message]))
    .toEqual([
      'UNREACHABLE_COLLECTOR',
      `Failed to monitor ${url}: nothing listens there. Start a collector there, or name another one: --collector <url>.`,
    ])
  await collector(Number(new URL(url).port))
  // A tracker sends again what was not answered.
  await post(url, kept, named('new'))
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['new'], hasForgotten: true })
})

test('bad rows are numbered', async () => {
  const { url } = await collector()
  await post(url, { ...item, vid: 5 })
  expect(await read(new CollectorReader(url))).toEqual({ ...NOTHING, bad: 1 })
})

test('a namespace has its own events', async () => {
  const { url } = await collector()
  await post(`${url}/t/one`, named('a'))
  await post(url, named('b'))
  expect(await read(new CollectorReader(`${url}/t/one`))).toEqual({ ...NOTHING, names: ['a'] })
})

test('what is not a collector that keeps events says so', async () => {
  const { url } = await collector(0, { storage: false })
  const failed = (at: string, reason: string) => ({
    code: 'NOT_A_COLLECTOR',
    message: `Failed to monitor ${at}: ${reason}. Name a collector that keeps events: --collector <url>.`,
  })
  await expect(read(new CollectorReader(url))).rejects.toMatchObject(
    failed(url, 'it answers 404 to /micro/good'),
  )
  const page = await program(() => ({ status: 200, body: '<html>' }))
  await expect(read(new CollectorReader(page))).rejects.toMatchObject(
    failed(page, 'its /micro/good is not a list'),
  )
  const circle = await program((path) => ({ status: 302, body: '', location: path }))
  await expect(read(new CollectorReader(circle))).rejects.toMatchObject(
    failed(circle, 'it redirects without end'),
  )
})

test("GitLab's stand-in for Micro is read, with whatever else is in its list", async () => {
  const parameters = { e: 'se', se_ac: 'pull_package', eid: 'one' }
  const list = [
    null,
    5,
    {},
    { event: [], rawEvent: { parameters: 'x' } },
    { event: {}, rawEvent: { parameters } },
  ]
  const url = await program((path) =>
    path === '/micro/good'
      ? { status: 200, body: JSON.stringify(list) }
      : { status: 404, body: 'Not found' },
  )
  const reader = new CollectorReader(url)
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['pull_package'], bad: undefined })
  expect(await read(reader)).toEqual({ ...NOTHING, bad: undefined })
})

test.each([405, 501])('a program that answers %i to POST is asked without', async (status) => {
  let names = ['a']
  const url = await program((path, method) => {
    if (method !== 'GET') return { status, body: '' }
    if (path !== '/micro/good') return { status: 200, body: '{"good": 1, "bad": 3}' }
    const entries = names.map((name) => ({
      event: {},
      rawEvent: { parameters: { e: 'se', se_ac: name, eid: name } },
    }))
    return { status: 200, body: JSON.stringify(entries) }
  })
  const reader = new CollectorReader(url)
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['a'], bad: 3 })
  const many = Array.from({ length: 500 }, (_, index) => `event_${index}`)
  names = [...many, 'a']
  expect(await read(reader)).toEqual({ ...NOTHING, names: many.toReversed(), bad: 3 })
  names = ['other']
  expect(await read(reader)).toEqual({ ...NOTHING, names: ['other'], bad: 3, hasForgotten: true })
})

test('more than can be read at once is told', async () => {
  let sent = 0
  const url = await program(() => {
    const entries = Array.from({ length: 10_000 }, (_, index) => ({
      event: {},
      rawEvent: { parameters: { e: 'se', se_ac: 'a', eid: `${sent}-${index}` } },
    }))
    sent++
    return { status: 200, body: JSON.stringify(entries) }
  })
  const reader = new CollectorReader(url)
  await read(reader)
  expect(await read(reader)).toMatchObject({ hasForgotten: true, hasGap: true })
})

test('a question ends with its signal', async () => {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(
    () => server.closeAllConnections(),
    () => new Promise((resolve) => server.close(resolve)),
  )
  const ending = new AbortController()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const reading = new CollectorReader(url).read(ending.signal)
  ending.abort()
  await expect(reading).rejects.toMatchObject({ code: 'UNREACHABLE_COLLECTOR' })
})
