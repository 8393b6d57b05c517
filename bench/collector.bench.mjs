import * as tracking from 'internal-events-testing'
import { collectorHandlers } from 'internal-events-testing/msw'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { test } from 'vitest'
import { compare, printTable } from './compare.mjs'

const URL = 'https://collector.example.com/com.snowplowanalytics.snowplow/tp2'

/** Returns the body that the tracker of the fakes builds for internal events of GitLab, two contexts each. */
function requestBody(count) {
  for (let index = 0; index < count; index++) {
    tracking.trackInternalEvent('pull_package', {
      user: { id: index },
      project: { id: 2, namespace: { id: 3 } },
      additionalProperties: { label: 'npm', property: 'user' },
    })
  }
  const data = tracking.fakes.journal.events.map(({ payload }) => ({ ...payload, stm: '1' }))
  tracking.resetFakes()
  return JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
    data,
  })
}

test('a request of ten events, in process', async () => {
  const body = requestBody(10)
  const send = async () => {
    const headers = { 'content-type': 'application/json; charset=UTF-8' }
    const response = await fetch(URL, { method: 'POST', headers, body })
    await response.text()
    tracking.resetFakes()
  }
  const server = setupServer()
  server.listen()
  const bare = [
    http.all('*', async ({ request }) => {
      await request.text()
      return HttpResponse.text('ok')
    }),
  ]
  const ours = collectorHandlers()
  const times = await compare(
    {
      'a handler that only reads the body': async () => {
        server.resetHandlers(...bare)
        await send()
      },
      'collectorHandlers()': async () => {
        server.resetHandlers(...ours)
        await send()
      },
    },
    { calls: 50 },
  )
  server.close()
  const base = times['a handler that only reads the body']
  printTable(
    'A request of ten events, intercepted in process by MSW',
    Object.entries(times).map(([name, time]) => ({
      what: name,
      'µs a request': time.toFixed(0),
      ratio: (time / base).toFixed(2),
    })),
  )
})
