import { once } from 'node:events'
import { Agent, createServer, get, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setupServer } from 'msw/node'
import { afterAll, describe, expect, test } from 'vitest'
import { trackInternalEvent } from '../../src/entries/index.ts'
import { collectorHandlers } from '../../src/entries/msw.ts'
import { BlockRun, currentRun, outsideTests, runForTest, runToEnd } from '../../src/fakes/index.ts'
import { testBeside } from './test-beside.ts'

// No test has made it.
const service = await serve('127.0.0.1')
const ofBothFamilies = await serve()
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
afterAll(() => {
  service.close()
  ofBothFamilies.close()
  agent.destroy()
})

/** Starts a service that tracks the event of a path, after a while. */
async function serve(host?: string): Promise<Server> {
  const server = createServer(async ({ url = '' }, response) => {
    await sleep(5)
    trackInternalEvent(url.slice(1), { user: { id: 1 } })
    response.end()
  }).listen(0, host)
  await once(server, 'listening')
  return server
}

function urlOf(event: string, server = service): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/${event}`
}

/** Posts a body in two parts, the second of which has to wait. */
async function postInParts(event: string): Promise<void> {
  const sending = request(urlOf(event), { method: 'POST', agent: false })
  const answered = once(sending, 'response')
  sending.write('one')
  await sleep(20)
  sending.end('two')
  const [response] = await answered
  await once(response.resume(), 'end')
}

function getByHttp(event: string, options: { agent?: Agent | false } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    get(urlOf(event), options, (response) => response.resume().on('end', resolve)).on(
      'error',
      reject,
    )
  })
}

const senders: [string, (event: string) => Promise<unknown>][] = [
  ['fetch', (event) => fetch(urlOf(event))],
  ['fetch, to a server of both families', (event) => fetch(urlOf(event, ofBothFamilies))],
  ['node:http', (event) => getByHttp(event)],
  ['node:http, without an agent', (event) => getByHttp(event, { agent: false })],
  ['node:http, with a body in parts', postInParts],
  ['node:http, with one connection for all', (event) => getByHttp(event, { agent })],
]

describe.each(senders)('by %s', (_name, send) => {
  const pull = () =>
    expect(() => send('pull_package'))
      .toTriggerInternalEvents('pull_package')
      .and.toNotTriggerInternalEvents('delete_package')
  const remove = () =>
    expect(() => send('delete_package'))
      .toTriggerInternalEvents('delete_package')
      .and.toNotTriggerInternalEvents('pull_package')

  test('what a server does for a request belongs to the block that has sent it', async () => {
    for (let round = 0; round < 3; round++) await Promise.all([pull(), remove()])
  })

  test.concurrent('a test beside others has its own events', pull)
  test.concurrent('another test beside others has its own events', remove)

  test('what comes after the block is late for it', async () => {
    const block = BlockRun.open(currentRun())
    const sent = block.run(() => send('pull_package'))
    block.close()
    await sent
    expect(block.late.map(({ record }) => record.name)).toEqual(['pull_package'])
  })

  test('what an ended test has sent does not count for another', async () => {
    const ended = testBeside('the ended test')
    let sent: Promise<unknown> | undefined
    await runToEnd(ended, () => {
      sent = sleep(20).then(() => send('pull_package'))
    })
    const block = BlockRun.open(currentRun())
    await sent
    block.close()
    expect(block.events).toEqual([])
    expect(block.unattributed).toMatchObject([{ name: 'pull_package', from: ended }])
  })

  test('what code of no test sends is nobody’s, whoever had the connection before it', async () => {
    const other = testBeside()
    await runForTest(other, () => send('pull_package'))
    expect(other.journal.events).toHaveLength(1)
    await outsideTests(() => send('delete_package'))
    expect(other.journal.events).toHaveLength(1)
  })
})

test('a server of MSW may stand between the two', async () => {
  const msw = setupServer(...collectorHandlers('https://collector.example.com'))
  msw.listen({ onUnhandledFrame: 'bypass' })
  try {
    for (const [, send] of senders) {
      await Promise.all([
        expect(() => send('pull_package')).toTriggerInternalEvents('pull_package'),
        expect(() => send('delete_package')).toTriggerInternalEvents('delete_package'),
      ])
    }
  } finally {
    msw.close()
  }
})
