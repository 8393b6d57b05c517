import { createServer } from 'node:http'
import { trackInternalEvent } from 'internal-events-testing'
import { afterAll, concurrent, expect, together } from './runner.mjs'

// No test has made it, and it answers when it has read the body.
const service = createServer((request, response) => {
  request.resume().on('end', () => {
    trackInternalEvent(request.url.slice(1), { user: { id: 1 } })
    response.end()
  })
})
const listening = new Promise((resolve) => service.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  service.closeAllConnections()
  service.close()
})

const urlOf = (event) => `http://127.0.0.1:${service.address().port}/${event}`
const ways = {
  'without a body': (event) => fetch(urlOf(event)),
  'with a body': (event) => fetch(urlOf(event), { method: 'POST', body: '{}' }),
}

let started = 0
const meet = async () => {
  started++
  for (let turn = 0; started < 4 && turn < 200; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

together(() => {
  for (const [way, ask] of Object.entries(ways)) {
    for (const [own, other] of [
      ['pull_package', 'delete_package'],
      ['delete_package', 'pull_package'],
    ]) {
      concurrent(`[pass] a service works for who asks for ${own} ${way}`, async () => {
        await listening
        await meet()
        await expect(() => ask(own))
          .toTriggerInternalEvents(own)
          .and.toNotTriggerInternalEvents(other)
      })
    }
  }
})
