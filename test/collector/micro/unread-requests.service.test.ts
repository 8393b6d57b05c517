import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bodyOf, item, type Json, post, read, TP2 } from '../send.ts'
import { serve } from '../serve.ts'

const send = (url: string, label: string) => post(url, { ...item, se_la: label })
const labels = async (url: string) =>
  (await read<Json[]>(`${url}/micro/good`)).map(({ event }) => event.se_label).reverse()
const packed = (url: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(url + TP2, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
    body,
  })

test('a burst is read in its order, with what is too large, packed or broken in it', async () => {
  const url = await serve({ maxBytes: 100_000, lenient: true })
  const large = { ...item, se_la: 'x'.repeat(100_001) }
  const statuses = [
    await send(url, 'a'),
    await post(url, large),
    await packed(url, new Uint8Array(gzipSync(bodyOf({ ...item, se_la: 'b' })))),
    await packed(url, new Uint8Array(gzipSync(bodyOf(large)))),
    await packed(url, new Uint8Array([1, 2, 3])),
    await send(url, 'c'),
  ].map(({ status }) => status)
  expect(statuses).toEqual([200, 413, 200, 413, 200, 200])
  expect(await labels(url)).toEqual(['a', 'b', 'c'])
  const bad = await read<Json[]>(`${url}/micro/bad`)
  expect(bad.map(({ errors }) => errors[1])).toEqual([
    expect.stringContaining('the body is not valid gzip'),
    expect.stringContaining('the body is larger than 100000 bytes'),
    expect.stringContaining('the body is larger than 100000 bytes'),
  ])
})

test('what fills slabs, and what is larger than one, is read whole', async () => {
  const url = await serve()
  const sent = Array.from({ length: 6 }, (_, index) => String(index).repeat(400_000))
  for (const [index, page] of sent.entries()) {
    await post(url, { ...item, se_la: `${index}`, se_pr: 'x' }, { ...item, se_pr: page })
  }
  await post(url, { ...item, se_la: 'huge' }, { ...item, se_pr: 'y'.repeat(1_500_000) })
  expect(await labels(url)).toEqual([...sent.map((_, index) => `${index}`), 'huge'])
  expect(await read(`${url}/micro/all`)).toEqual({ total: 14, good: 7, bad: 7 })
  // A bad row shows the body that came with it.
  const [huge, last] = await read<Json[]>(`${url}/micro/bad`)
  expect(huge.rawEvent.parameters.se_pr).toHaveLength(1_500_000)
  expect(last.rawEvent.parameters.se_pr).toBe(sent.at(-1))
}, 20_000)

test('each namespace has its own, and is forgotten alone', async () => {
  const url = await serve()
  await send(`${url}/t/one`, 'a')
  await send(`${url}/t/two`, 'b')
  await send(url, 'c')
  await fetch(`${url}/t/one/micro/reset`)
  await send(`${url}/t/one`, 'd')
  expect(await labels(`${url}/t/one`)).toEqual(['d'])
  expect(await labels(`${url}/t/two`)).toEqual(['b'])
  expect(await labels(url)).toEqual(['c'])
})

test('those that had to make room are counted', async () => {
  const url = await serve({ maxEvents: 10 })
  for (let count = 0; count < 25; count++) await send(url, `${count}`)
  expect(await read(`${url}/micro/all`)).toEqual({ total: 10, good: 10, bad: 0, dropped: 15 })
  expect(await labels(url)).toEqual(Array.from({ length: 10 }, (_, index) => `${index + 15}`))
})

test('a reader that waits while a burst arrives has all of it', async () => {
  const url = await serve()
  for (let count = 0; count < 10; count++) await post(url, ...Array(200).fill(item))
  const burst = Array.from({ length: 100 }, (_, index) => send(url, `${index}`))
  const waiting = fetch(`${url}/micro/wait?count=2200&timeout=20000`)
  burst.push(...Array.from({ length: 100 }, (_, index) => send(url, `${100 + index}`)))
  for (const { status } of await Promise.all(burst)) expect(status).toBe(200)
  const response = await waiting
  expect(response.status).toBe(200)
  expect(await response.json()).toHaveLength(2_200)
  const sent = (await labels(url)).filter((label) => label !== null)
  expect(sent.map(Number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 200 }, (_, one) => one),
  )
}, 20_000)
