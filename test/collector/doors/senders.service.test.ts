import { execFile } from 'node:child_process'
import { Agent, request } from 'node:http'
import { promisify, stripVTControlCharacters } from 'node:util'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import {
  buildStructEvent as buildStructEvent3,
  gotEmitter,
  HttpMethod,
  HttpProtocol,
  tracker as newTracker3,
} from 'snowplow-node-tracker-3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type StartedCollector, startCollector } from '../../../src/entries/collector.ts'
import { outsideTests } from '../../../src/entries/index.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { bodyOf, item, post, TP2 } from '../send.ts'

let collector: StartedCollector
// One connection, which is kept open: whoever comes next sends on it.
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
beforeAll(async () => {
  collector = await startCollector()
})
afterAll(async () => {
  agent.destroy()
  await collector.close()
})

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const labelled = (label: string) => ({ ...item, se_la: label })

/** Resolves when this many events have reached the running test. */
const arrivalOf = (count: number) =>
  vi.waitUntil(() => collector.events.length >= count, { timeout: 4000, interval: 5 })

/** Posts by `node:http`, in as many parts as there are. */
function postByHttp(...parts: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(collector.url + TP2, { method: 'POST', agent, headers }, (response) =>
      response.resume().on('end', resolve),
    )
    sent.on('error', reject)
    const sendNext = () => {
      const part = parts.shift()
      if (parts.length === 0) return void sent.end(part)
      sent.write(part)
      setTimeout(sendNext, 10)
    }
    sendNext()
  })
}

function trackBy3(): void {
  const { hostname, port } = new URL(collector.url)
  const emitter = gotEmitter(hostname, HttpProtocol.HTTP, Number(port), HttpMethod.POST, 1)
  const event = buildStructEvent3({ category: 'CLI', action: 'pull_package' })
  newTracker3([emitter], 'gl', 'cli', false).track(event)
}

function trackBy4(): void {
  const tracker = newTracker(
    { namespace: 'gl', appId: 'cli' },
    { endpoint: collector.url, bufferSize: 1 },
  )
  tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package' }))
}

/** Runs a body as a test of its own, and returns what it fails with. */
const failureOf = (body: () => unknown): Promise<string> =>
  runToEnd(beginTest('the inner test'), body).then(
    () => 'none',
    (error: Error) => stripVTControlCharacters(error.message).replace(/\d+ ms/, '… ms'),
  )

describe('an event that is sent after its block', () => {
  test.for<[string, () => unknown]>([
    ['by a tracker of version 4', trackBy4],
    ['by a tracker of version 3', trackBy3],
    ['by fetch', () => void post(collector.url, item)],
    ['to another name', () => void post(collector.url.replace('127.0.0.1', 'localhost'), item)],
    ['to a namespace', () => void post(collector.namespace('late'), item)],
    ['by node:http', () => void postByHttp(bodyOf(item))],
  ])('is late for it: %s', async ([, send]) => {
    const failure = await failureOf(async () => {
      expect(() => send()).not.toTriggerInternalEvents('pull_package')
      await arrivalOf(1)
    })
    expect(failure).toBe(
      [
        'expect(block).not.toTriggerInternalEvents("pull_package")',
        'Late: "pull_package" was triggered … ms after the block ended.',
        'Expected the block not to trigger "pull_package", but it triggered "pull_package" once.',
        'Expected: no "pull_package"\nRecorded:\n  "pull_package"',
        'Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).',
      ].join('\n\n'),
    )
  })

  const sendTwice = async () => {
    await post(collector.url, item)
    void post(collector.url, item)
  }
  test.for<[string, number, () => unknown]>([
    ['.not of any event', 1, () => expect(trackBy4).not.toTriggerInternalEvents()],
    ['.never()', 1, () => expect(trackBy4).toTriggerInternalEvents('pull_package').never()],
    ['.once()', 2, () => expect(sendTwice).toTriggerInternalEvents('pull_package').once()],
    ['.within()', 2, () => expect(sendTwice).toTriggerInternalEvents('pull_package').within(500)],
  ])('fails %s', async ([, count, claim]) => {
    const failure = await failureOf(async () => {
      await claim()
      await arrivalOf(count)
    })
    expect(failure).toContain('Late: "pull_package" was triggered … ms after the block ended.')
  })
})

describe('tests that run at the same time', () => {
  test.for<[string, (label: string) => Promise<unknown>]>([
    ['fetch', (label) => post(collector.url, labelled(label))],
    ['one connection of node:http', (label) => postByHttp(bodyOf(labelled(label)))],
  ])('have their own events and requests: %s', async ([, send]) => {
    const failures = await Promise.all(
      ['npm', 'maven', 'pypi', 'nuget'].map((label, index) =>
        failureOf(async () => {
          await expect(async () => {
            await Promise.all(Array.from({ length: index + 1 }, () => send(label)))
          })
            .toTriggerInternalEvents('pull_package')
            .with({ category: 'CLI', additionalProperties: { label } })
            .times(index + 1)
            .and.not.toTriggerInternalEvents(/^push_/)
          expect(collector.requests).toHaveLength(index + 1)
          expect(collector.events.map(({ payload }) => payload['se_la'])).toEqual(
            Array(index + 1).fill(label),
          )
        }),
      ),
    )
    expect(failures).toEqual(Array(4).fill('none'))
  })
})

test('blocks that run at the same time have their own events', async () => {
  const send = (label: string) => expect(() => post(collector.url, labelled(label)))
  await Promise.all(
    ['npm', 'maven'].map((label) =>
      send(label)
        .toTriggerInternalEvents('pull_package')
        .with({ category: 'CLI', additionalProperties: { label } })
        .once(),
    ),
  )
})

describe('what is sent by nobody of this test', () => {
  let timer: NodeJS.Timeout | undefined
  const sending: Promise<unknown>[] = []
  const loop = () => {
    timer = setInterval(() => sending.push(post(collector.url, item)), 10)
  }
  const stop = async () => {
    clearInterval(timer)
    await Promise.all(sending)
  }
  afterAll(stop)

  test('is told where a test that has ended sends it', async () => {
    await failureOf(loop)
    const failure = await failureOf(() =>
      expect(() => wait(200)).not.toTriggerInternalEvents('pull_package'),
    )
    await stop()
    expect(failure).toBe(
      'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): code of the test "the inner test", which has ended, tracked "pull_package" while the block was open, so nobody can tell whose event it is. Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).',
    )
  })

  test('counts for the open block where it was made outside of tests', async () => {
    outsideTests(loop)
    await expect(() => arrivalOf(1))
      .toTriggerInternalEvents('pull_package')
      .atLeast(1)
    await stop()
  })

  test('counts for the open block where another process sends it', async () => {
    const query = new URLSearchParams(item)
    const script = `fetch('${collector.url}/i?${query}')`
    await expect(() =>
      promisify(execFile)(process.execPath, ['-e', script]),
    ).toTriggerInternalEvents('pull_package')
  })

  test('counts for the open block where it is sent in parts by node:http', async () => {
    const body = bodyOf(item)
    const inParts = () => postByHttp(body.slice(0, 20), body.slice(20))
    await expect(inParts).toTriggerInternalEvents('pull_package')
    const failure = await failureOf(async () => {
      expect(() => void postByHttp(body)).not.toTriggerInternalEvents('pull_package')
      await arrivalOf(1)
    })
    expect(failure).toContain('Late: "pull_package"')
  })
})

test('a collector that is closed hears of no sender', async () => {
  const channels = process.getBuiltinModule('node:diagnostics_channel')
  const subscribe = vi.spyOn(channels, 'subscribe')
  const unsubscribe = vi.spyOn(channels, 'unsubscribe')
  const { close } = await startCollector()
  const heard = subscribe.mock.calls.map(([name]) => name)
  expect(heard).toContain('undici:client:sendHeaders')
  expect(unsubscribe).not.toHaveBeenCalled()
  await close()
  expect(unsubscribe.mock.calls).toEqual(subscribe.mock.calls)
  vi.restoreAllMocks()
})
