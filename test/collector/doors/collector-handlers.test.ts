import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, expect, test } from 'vitest'
import { collector, collectorHandlers } from '../../../src/entries/msw.ts'

const server = setupServer(
  ...collectorHandlers('https://collector.test/com.acme/track'),
  http.get('https://api.test/packages', () => HttpResponse.json(['left-pad'])),
)
server.listen({ onUnhandledFrame: 'error' })
afterAll(() => server.close())

const tracker = (options: object) =>
  newTracker(
    { namespace: 'gl', appId: 'cli' },
    { endpoint: 'https://collector.test', bufferSize: 1, ...options },
  )
const pull = buildStructEvent({ category: 'CLI', action: 'pull_package' })

test('handlers stand beside others of the same server', async () => {
  await expect(async () => {
    tracker({}).track(pull)
    await collector.settled()
  }).toTriggerInternalEvents('pull_package')
  const response = await fetch('https://api.test/packages')
  expect(await response.json()).toEqual(['left-pad'])
})

test('a path of its own is one more to send to', async () => {
  await expect(async () => {
    tracker({ postPath: '/com.acme/track' }).track(pull)
    await collector.settled()
  }).toTriggerInternalEvents('pull_package')
})

test('another host is not the collector', async () => {
  await expect(
    fetch('https://another.test/com.acme/track', { method: 'POST', body: '{}' }),
  ).rejects.toThrow()
  expect(collector.requests).toEqual([])
})
