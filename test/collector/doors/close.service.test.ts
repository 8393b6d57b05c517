import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'

test('after close every fetch goes its own way, also one that was kept', async () => {
  const server = createServer((_request, response) => response.end('real')).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const kept = globalThis.fetch
  const pixel = `http://127.0.0.1:${port}/i?e=se&p=srv&tv=x&se_ac=pull_package`

  const { close } = interceptCollector({ url: `http://127.0.0.1:${port}` })
  for (const send of [kept, globalThis.fetch]) {
    const response = await send(pixel)
    expect(response.headers.get('content-type')).toBe('image/gif')
  }
  expect(collector.requests).toHaveLength(2)

  close()
  for (const send of [kept, globalThis.fetch]) {
    const response = await send(pixel)
    expect(await response.text()).toBe('real')
  }
  expect(collector.requests).toHaveLength(2)
  server.close()
})
