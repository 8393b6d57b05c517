import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { item, post } from '../send.ts'

const { url, close } = await serveCollector({})
afterAll(() => close())

test('a page that does not read is let go, before it fills the memory', async () => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  const ended = new Promise((resolve) => socket.once('close', resolve))
  const begun = new Promise<string>((resolve) =>
    socket.once('data', (text) => resolve(String(text))),
  )
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write('GET /micro/stream HTTP/1.1\r\nhost: localhost\r\n\r\n')
  expect(await begun).toContain('HTTP/1.1 200 OK')
  socket.pause()
  const large = { ...item, se_la: 'x'.repeat(900_000) }
  for (let count = 0; count < 14; count++) {
    await post(url, ...Array.from({ length: 9 }, () => large))
  }
  await new Promise((resolve) => setTimeout(resolve, 2500))
  socket.resume()
  await ended
  expect((await fetch(`${url}/health`)).status).toBe(200)
}, 30_000)
