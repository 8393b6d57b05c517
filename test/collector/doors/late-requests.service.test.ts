import { Agent, request } from 'node:http'
import { stripVTControlCharacters } from 'node:util'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import {
  buildStructEvent as buildStructEvent3,
  gotEmitter,
  HttpMethod,
  HttpProtocol,
  tracker as newTracker3,
} from 'snowplow-node-tracker-3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InternalEventsClient } from '../../../packages/client/src/entries/index.ts'
import {
  type Answerer,
  type StartedCollector,
  startCollector,
} from '../../../src/entries/collector.ts'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { bodyOf, item, post, TP2 } from '../send.ts'

/** Runs a body as a test of its own, and returns what it fails with. */
const failureOf = (body: () => unknown): Promise<string> =>
  runToEnd(beginTest('the inner test'), body).then(
    () => 'none',
    (error: Error) => stripVTControlCharacters(error.message).replaceAll(/\d+ ms/g, '… ms'),
  )

const pull = { category: 'CLI', action: 'pull_package' }
const headers = { 'content-type': 'application/json' }

function trackBy3(url: string): void {
  const { hostname, port } = new URL(url)
  const emitter = gotEmitter(hostname, HttpProtocol.HTTP, Number(port || 80), HttpMethod.POST, 1)
  newTracker3([emitter], 'gl', 'cli', false).track(buildStructEvent3(pull))
}

function trackBy4(endpoint: string): void {
  newTracker({ namespace: 'gl', appId: 'cli' }, { endpoint, bufferSize: 1 }).track(
    buildStructEvent(pull),
  )
}

function postByHttp(url: string, agent?: Agent): void {
  const options = { method: 'POST', headers, ...(agent && { agent }) }
  const sent = request(url + TP2, options, (response) => void response.resume())
  sent.on('error', () => {}).end(bodyOf(item))
}

/** Its body is not whole yet where the block ends. */
function postStream(url: string): void {
  const body = new ReadableStream({
    start(controller) {
      setTimeout(() => {
        controller.enqueue(new TextEncoder().encode(bodyOf(item)))
        controller.close()
      }, 50)
    },
  })
  // The types of the DOM do not know `duplex`, which Node.js requires here.
  const init: object = { method: 'POST', headers, body, duplex: 'half' }
  void fetch(url + TP2, init)
}

/** Its body takes many turns to arrive and to be read. */
function postLarge(url: string): void {
  const body = bodyOf(item) + ' '.repeat(8_000_000)
  void fetch(url + TP2, { method: 'POST', headers, body })
}

const LATE = [
  'expect(block).not.toTriggerInternalEvents()',
  'Late: "pull_package" was triggered … ms after the block ended.',
  'Expected the block not to trigger any internal event, but it triggered "pull_package" once.',
  'Expected: no internal events\nRecorded:\n  "pull_package"',
  'Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).',
].join('\n\n')

describe('what a block sends to a port, where its test ends at once', () => {
  let onPort: StartedCollector
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  beforeAll(async () => {
    onPort = await startCollector()
  })
  afterAll(async () => {
    agent.destroy()
    await onPort.close()
  })

  test.for<[string, (url: string) => void]>([
    ['by fetch', (url) => void post(url, item)],
    ['to another name', (url) => void post(url.replace('127.0.0.1', 'localhost'), item)],
    ['by a tracker of version 4', trackBy4],
    ['by a tracker of version 3', trackBy3],
    ['by node:http', (url) => postByHttp(url)],
    [
      'by our client',
      (endpoint) =>
        new InternalEventsClient({ enabled: true, endpoint }).trackEvent('pull_package'),
    ],
    ['in a large body', postLarge],
    ['in a stream', postStream],
  ])('is late for it: %s', async ([, send]) => {
    expect(
      await failureOf(() => expect(() => void send(onPort.url)).not.toTriggerInternalEvents()),
    ).toBe(LATE)
  })

  test('is late for it where it waits for a connection', async () => {
    const send = () => {
      for (let sent = 0; sent < 20; sent++) postByHttp(onPort.url, agent)
    }
    expect(await failureOf(() => expect(send).not.toTriggerInternalEvents())).toContain(
      'it triggered "pull_package" 20 times',
    )
  })

  const sendTwice = async () => {
    await post(onPort.url, item)
    void post(onPort.url, item)
  }
  test.for<[string, () => unknown]>([
    [
      '.never()',
      () =>
        expect(() => void post(onPort.url, item))
          .toTriggerInternalEvents('pull_package')
          .never(),
    ],
    ['.once()', () => expect(sendTwice).toTriggerInternalEvents('pull_package').once()],
    ['.atMost()', () => expect(sendTwice).toTriggerInternalEvents('pull_package').atMost(1)],
    ['no count', () => expect(sendTwice).toTriggerInternalEvents('pull_package')],
  ])('fails %s', async ([, claim]) => {
    expect(await failureOf(claim)).toContain(
      'Late: "pull_package" was triggered … ms after the block ended.',
    )
  })

  test('is late for it where the client sends it after another one', async () => {
    const client = new InternalEventsClient({ enabled: true, endpoint: onPort.url })
    const failure = await failureOf(() =>
      expect(async () => {
        client.trackEvent('push_package')
        await undefined
        await undefined
        await undefined
        client.trackEvent('pull_package')
      }).not.toTriggerInternalEvents('pull_package'),
    )
    expect(failure).toContain('Late: "pull_package" was triggered … ms after the block ended.')
  })

  test('is that of the block which tracked it, where a client sends those of several together', async () => {
    const client = new InternalEventsClient({ enabled: true, endpoint: onPort.url })
    const track = (name: string) => async () => {
      client.trackEvent(name)
      await client.flush()
    }
    const failures = await Promise.all(
      [
        () => expect(track('pull_package')).toTriggerInternalEvents('push_package'),
        () => expect(track('push_package')).not.toTriggerInternalEvents('push_package'),
      ].map(failureOf),
    )
    expect(failures[0]).toContain('Recorded:\n  "pull_package"')
    expect(failures[1]).toContain('Recorded:\n  "push_package"')
    await Promise.all([
      expect(track('pull_package')).toTriggerInternalEvents('pull_package'),
      expect(track('push_package')).not.toTriggerInternalEvents('pull_package'),
    ])
  })

  test('is late for it where the test closes the collector at once', async () => {
    const failure = await failureOf(async () => {
      const own = await startCollector()
      expect(() => void post(own.url, item)).not.toTriggerInternalEvents()
      await own.close()
    })
    expect(failure).toBe(LATE)
  })

  test('is awaited no longer where another test closes the collector', async () => {
    const own = await startCollector()
    const ended: string[] = []
    const send = (url: string, name: string) =>
      failureOf(() => {
        const init: object = { method: 'POST', headers, body: new ReadableStream(), duplex: 'half' }
        void fetch(url + TP2, init).catch(() => {})
      }).then(() => ended.push(name))
    const slow = send(onPort.url, 'one whose collector is open')
    const waiting = send(own.url, 'its test')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await own.close()
    await Promise.all([waiting, slow])
    expect(ended).toEqual(['its test', 'one whose collector is open'])
  })

  test('fails the test where it is a bad row', async () => {
    const failure = await failureOf(() => void post(onPort.url, { ...item, vid: 3 }))
    expect(failure).toContain('vid should be a string, but is a number')
  })

  test('is awaited for long where it is not answered, and not at all where it never will be', async () => {
    const giveUp = new AbortController()
    const { signal } = giveUp
    const ended: unknown[] = []
    const send = async (answer: Answerer) => {
      const failure = await failureOf(() => {
        collector.respondWith(answer)
        const init = { method: 'POST', headers, body: bodyOf(item), signal }
        void fetch(onPort.url + TP2, init).catch(() => {})
      })
      ended.push([failure, typeof answer === 'string' ? answer : 'no answer yet'])
    }
    await Promise.all([send(() => new Promise(() => {})), send('network-error'), send('timeout')])
    giveUp.abort()
    expect(ended).toHaveLength(3)
    expect(ended.at(-1)).toEqual(['none', 'no answer yet'])
  })

  test('is not awaited where nobody listens', async () => {
    const { url, close } = await startCollector()
    await close()
    expect(await failureOf(() => void post(url, item).catch(() => {}))).toBe('none')
  })
})

describe('what a block sends to a collector in process, where its test ends at once', () => {
  const kept = newTracker(
    { namespace: 'gl', appId: 'cli' },
    { endpoint: 'https://collector.test', bufferSize: 1 },
  )
  let close = () => {}
  beforeAll(() => {
    close = interceptCollector().close
  })
  afterAll(() => close())

  test.for<[string, () => void]>([
    ['by fetch', () => void post('https://collector.test', item)],
    ['by a kept fetch', () => kept.track(buildStructEvent(pull))],
    ['by a tracker of version 4', () => trackBy4('https://collector.test')],
    ['by a tracker of version 3', () => trackBy3('http://collector.test')],
    ['in a large body', () => postLarge('https://collector.test')],
    ['in a stream', () => postStream('https://collector.test')],
  ])('is late for it: %s', async ([, send]) => {
    expect(await failureOf(() => expect(() => void send()).not.toTriggerInternalEvents())).toBe(
      LATE,
    )
  })

  test.for<[string, () => void]>([
    ['by fetch', () => void post('https://collector.test', item)],
    ['by a kept fetch', () => kept.track(buildStructEvent(pull))],
    ['by a tracker of version 3', () => trackBy3('http://collector.test')],
  ])('is late for it where it is answered slowly: %s', async ([, send]) => {
    const failure = await failureOf(() => {
      collector.respondWith(() => new Promise((resolve) => setTimeout(resolve, 50, 200)))
      expect(() => void send()).not.toTriggerInternalEvents()
    })
    expect(failure).toBe(LATE)
  })
})
