import { EventEmitter, once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { InternalEventsClient } from '../../../packages/client/src/entries/index.ts'
import { MatcherError } from '../../../src/entries/index.ts'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'

let close = () => {}
beforeAll(() => {
  close = interceptCollector().close
})
afterAll(() => close())

const clients: InternalEventsClient[] = []
const clientOf = (batchSize: number) => {
  const client = new InternalEventsClient({
    enabled: true,
    endpoint: 'https://collector.test',
    batchSize,
  })
  clients.push(client)
  return client
}
// The events that they hold would be sent seconds later, into the blocks of another file.
afterEach(() => Promise.allSettled(clients.splice(0).map((client) => client.shutdown())))

const REMEDY = 'await client.flush() in the block, or make the client with batchSize: 1.'
const held = (assertion: string, often = 'once', batchSize = 10) =>
  `Failed to check expect(block).${assertion}: "pull_package" was tracked ${often} and waits in an InternalEventsClient (batchSize ${batchSize}), which has sent nothing that a collector could see. Deliver what the block tracks: ${REMEDY}`

/** Tracks and does not wait: a client of its own each time, whose batch is not full. */
const pull = () => clientOf(10).trackEvent('pull_package')

describe('an event that a client holds for its batch', () => {
  test.for<[string, () => PromiseLike<unknown>]>([
    ['not.toTriggerInternalEvents()', () => expect(pull).not.toTriggerInternalEvents()],
    [
      'not.toTriggerInternalEvents(/^pull_/)',
      () => expect(pull).not.toTriggerInternalEvents(/^pull_/),
    ],
    [
      'toTriggerInternalEvents("pull_package").never()',
      () => expect(pull).toTriggerInternalEvents('pull_package').never(),
    ],
    [
      'toTriggerInternalEvents("pull_package").atMost(2)',
      () => expect(pull).toTriggerInternalEvents('pull_package').atMost(2),
    ],
  ])('makes an error of %s', async ([assertion, claim]) => {
    expect(await messageOf(claim)).toBe(held(assertion))
    await expect(Promise.resolve(claim())).rejects.toThrow(MatcherError)
  })

  test('makes an error of a count that the others meet', async () => {
    const block = async () => {
      const client = clientOf(2)
      client.trackEvent('pull_package')
      client.trackEvent('pull_package')
      await collector.settled()
      client.trackEvent('pull_package')
    }
    expect(
      await messageOf(() => expect(block).toTriggerInternalEvents('pull_package').twice()),
    ).toBe(held('toTriggerInternalEvents("pull_package").twice()', 'once', 2))
    await expect(block).toTriggerInternalEvents('pull_package').atLeast(2)
  })

  test('says nothing about others', async () => {
    await expect(pull).not.toTriggerInternalEvents('push_package')
  })

  test('is the next step where it is missed', async () => {
    const twice = () => {
      const client = clientOf(10)
      client.trackEvent('pull_package')
      client.trackEvent('pull_package')
    }
    const message = await messageOf(() => expect(twice).toTriggerInternalEvents('pull_package'))
    expect(message.split('\n\n').at(-1)).toBe(
      `"pull_package" was tracked twice and waits in an InternalEventsClient (batchSize 10): ${REMEDY}`,
    )
  })

  test('belongs to the blocks around its own, and not to one beside it', async () => {
    const client = clientOf(10)
    await expect(() => client.trackEvent('push_package')).not.toTriggerInternalEvents(
      'pull_package',
    )
    await expect(() => {}).not.toTriggerInternalEvents()
    const around = () =>
      expect(() =>
        expect(pull).not.toTriggerInternalEvents('push_package'),
      ).not.toTriggerInternalEvents()
    expect(await messageOf(around)).toBe(held('not.toTriggerInternalEvents()'))
  })

  test('is told at the end of the test where it came after its block', async () => {
    const failure = await runToEnd(beginTest('the inner test'), async () => {
      const timer = new EventEmitter()
      const later = once(timer, 'end')
      const block = () => {
        setTimeout(() => timer.emit('end', pull()), 1)
      }
      await expect(block).not.toTriggerInternalEvents()
      await later
    }).catch((error: Error) => stripVTControlCharacters(error.message))
    expect(failure).toBe(held('not.toTriggerInternalEvents()'))
  })
})

describe('an event that a client does not hold', () => {
  test('is one that is flushed', async () => {
    const client = clientOf(10)
    await expect(async () => {
      client.trackEvent('pull_package')
      await client.flush()
    }).toTriggerInternalEvents('pull_package')
  })

  test('is one that the collector has refused, and that is sent again later', async () => {
    collector.respondWith(503)
    const client = clientOf(10)
    await expect(async () => {
      client.trackEvent('pull_package')
      await client.flush().catch(() => {})
    }).not.toTriggerInternalEvents()
  })

  test('is one that is lost', async () => {
    const client = clientOf(10)
    collector.respondWith(400)
    await expect(async () => {
      client.trackEvent('pull_package')
      await client.shutdown().catch(() => {})
    }).not.toTriggerInternalEvents()
  })
})
