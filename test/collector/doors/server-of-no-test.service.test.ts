import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, expect, test } from 'vitest'
import { collector, collectorHandlers } from '../../../src/entries/msw.ts'
import { BlockRun, currentRun } from '../../../src/fakes/index.ts'

// All of it is older than the tests, as a service that a test file starts at its top.
const msw = setupServer(
  ...collectorHandlers('https://collector.example.com'),
  http.get('https://storage.example.com/*', () => HttpResponse.json({})),
)
msw.listen({ onUnhandledFrame: 'bypass' })
const tracker = newTracker(
  { namespace: 'gl', appId: 'registry' },
  { endpoint: 'https://collector.example.com', bufferSize: 1 },
)
const service = createServer(async (_request, response) => {
  const answer = await fetch('https://storage.example.com/left-pad')
  const event = buildStructEvent({ category: 'Registry', action: 'pull_package', label: 'npm' })
  tracker.track(event)
  response.end(await answer.text())
}).listen(0, '127.0.0.1')
await once(service, 'listening')
afterAll(() => {
  service.close()
  msw.close()
})

const get = () => fetch(`http://127.0.0.1:${(service.address() as AddressInfo).port}`)

test('what it sends while a block is open is late for that block', async () => {
  // The first request of a connection takes longer.
  await get()
  await collector.settled()
  const block = BlockRun.open(currentRun())
  await block.run(get)
  block.close()
  await collector.settled()
  const events = [...block.events, ...block.late.map(({ record }) => record)]
  expect(events.map(({ name }) => name)).toEqual(['pull_package'])
})

test('a claim that found no event tells that it came after the block', async () => {
  await get()
  await collector.settled()
  const failure = await Promise.resolve(
    expect(get).toTriggerInternalEvents('pull_package').twice(),
  ).catch(({ message }: Error) => stripVTControlCharacters(message))
  expect(failure).toMatch(
    /"pull_package" was triggered \d+ ms after the block ended\. Await in the block what it starts \(for what goes to a collector, collector\.settled\(\)\), or watch for longer with \.within\(ms\)\.$/,
  )
})
