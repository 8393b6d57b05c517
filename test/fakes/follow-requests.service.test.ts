import { once } from 'node:events'
import { Agent, createServer, get, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setupServer } from 'msw/node'
import { afterAll, describe, expect, test } from 'vitest'
import { trackInternalEvent } from '../../src/entries/index.ts'
import { collectorHandlers } from '../../src/entries/msw.ts'
import { BlockRun, currentRun, outsideTests, runForTest, runToEnd } from '../../src/fakes/index.ts'
import { testBeside } from './test-beside.ts'

const track = (url = '') => trackInternalEvent(url.slice(1), { user: { id: 1 } })

/** The ways in which a service tracks the event of a path. */
const services = {
  'after an await': serve(async ({ url }, response) => {
    await sleep(5)
    track(url)
    response.end()
  }),
  'when the body has ended': serve((received, response) => {
    received.resume()
    received.on('end', () => {
      track(received.url)
      response.end()
    })
  }),
}
const afterAnswer = serve((received, response) => {
  response.on('close', () => track(received.url))
  received.resume().on('end', () => response.end())
})
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
/** Streams until its client leaves. */
const untilLeft = serve(({ url }, response) => {
  response.on('close', () => track(url))
  response.write('one')
})
afterAll(() => {
  for (const service of [...Object.values(services), afterAnswer, untilLeft]) service.close()
  agent.destroy()
})

/** Starts a service that no test has made, for addresses of both families. */
function serve(handle: RequestListener): Server {
  return createServer(handle).listen(0)
}

function urlOf(service: Server, event: string): string {
  return `http://127.0.0.1:${(service.address() as AddressInfo).port}/${event}`
}

function getByHttp(url: string, options: { agent?: Agent | false } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, options, (response) => response.resume().on('end', resolve)).on('error', reject)
  })
}

/** Posts a body in two parts, the second of which has to wait. */
async function postInParts(url: string): Promise<void> {
  const sending = request(url, { method: 'POST', agent: false })
  const answered = once(sending, 'response')
  sending.write('one')
  await sleep(20)
  sending.end('two')
  const [response] = await answered
  await once(response.resume(), 'end')
}

/** Posts a body, and gives up when it is sent. */
async function abort(url: string): Promise<void> {
  const sending = request(url, { method: 'POST', agent: false })
  sending.on('error', () => {})
  await new Promise<void>((resolve) => {
    sending.end('all', () => {
      sending.destroy()
      resolve()
    })
  })
}

const senders: [string, (url: string) => Promise<unknown>][] = [
  ['fetch', (url) => fetch(url)],
  ['fetch with a body', (url) => fetch(url, { method: 'POST', body: '{}' })],
  ['node:http', (url) => getByHttp(url)],
  ['node:http, without an agent', (url) => getByHttp(url, { agent: false })],
  ['node:http, with a body in parts', postInParts],
  ['node:http, with one connection for all', (url) => getByHttp(url, { agent })],
]
const ways = Object.entries(services).flatMap(([way, service]) =>
  senders.map(
    ([sender, send]) => [way, sender, (event: string) => send(urlOf(service, event))] as const,
  ),
)

describe.each(ways)('a service that tracks %s, asked by %s', (_way, _sender, send) => {
  const pull = () =>
    expect(() => send('pull_package'))
      .toTriggerInternalEvents('pull_package')
      .and.toNotTriggerInternalEvents('delete_package')
  const remove = () =>
    expect(() => send('delete_package'))
      .toTriggerInternalEvents('delete_package')
      .and.toNotTriggerInternalEvents('pull_package')

  test('works for the block that has sent the request', async () => {
    for (let round = 0; round < 3; round++) await Promise.all([pull(), remove()])
  })

  test.concurrent('works for a test beside others', pull)
  test.concurrent('works for another test beside others', remove)

  test('is late for a block that has ended', async () => {
    const block = BlockRun.open(currentRun())
    const sent = block.run(() => send('pull_package'))
    block.close()
    await sent
    expect(block.late.map(({ record }) => record.name)).toEqual(['pull_package'])
  })

  test('does not count for another test when its own has ended', async () => {
    const ended = testBeside('the ended test')
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    let sent: Promise<unknown> | undefined
    await runToEnd(ended, () => {
      sent = released.then(() => send('pull_package'))
    })
    const block = BlockRun.open(currentRun())
    release()
    await sent
    block.close()
    expect(block.events).toEqual([])
    expect(block.unattributed).toMatchObject([{ name: 'pull_package', from: ended }])
  })

  test('works for nobody whom code of no test asks for, whoever had the connection before', async () => {
    const other = testBeside()
    await runForTest(other, () => send('pull_package'))
    expect(other.journal.events).toHaveLength(1)
    await outsideTests(() => send('delete_package'))
    expect(other.journal.events).toHaveLength(1)
  })

  test('may have a server of MSW before it', async () => {
    const msw = setupServer(...collectorHandlers('https://collector.example.com'))
    msw.listen({ onUnhandledFrame: 'bypass' })
    try {
      await Promise.all([pull(), remove()])
    } finally {
      msw.close()
    }
  })
})

test('what comes after the answer belongs to the sender', async () => {
  const [other, block] = [BlockRun.open(currentRun()), BlockRun.open(currentRun())]
  await block.run(() => fetch(urlOf(afterAnswer, 'pull_package'), { method: 'POST', body: '{}' }))
  await expect.poll(() => block.events.map(({ name }) => name)).toEqual(['pull_package'])
  for (const open of [block, other]) open.close()
  expect(other.events).toEqual([])
})

test('what a client leaves behind when it goes belongs to the sender', async () => {
  const [other, block] = [BlockRun.open(currentRun()), BlockRun.open(currentRun())]
  await block.run(async () => {
    const leaving = new AbortController()
    await fetch(urlOf(untilLeft, 'pull_package'), { signal: leaving.signal })
    leaving.abort()
  })
  await expect.poll(() => block.events.map(({ name }) => name)).toEqual(['pull_package'])
  for (const open of [block, other]) open.close()
  expect(other.events).toEqual([])
})

test('a request that is given up when it is sent belongs to its sender all the same', async () => {
  const block = BlockRun.open(currentRun())
  await block.run(() => abort(urlOf(services['after an await'], 'pull_package')))
  block.close()
  await expect.poll(() => block.late.map(({ record }) => record.name)).toEqual(['pull_package'])
})
