import { expect, test } from 'vitest'
import { Slabs } from '../../src/collector/slabs.ts'

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value)

test('give records back in their order, whole, also where a slab is full or a body larger than one', () => {
  const slabs = new Slabs()
  const records = [
    { head: 'small', body: bytes(10, 1) },
    { head: 'more than half of a slab', body: bytes(600_000, 2) },
    { head: 'more than the rest of it', body: bytes(600_000, 3) },
    { head: 'more than a slab', body: bytes(3_000_000, 4) },
    { head: 'ключ 字 😀', body: bytes(0, 0) },
    { head: 'without a body', body: undefined },
  ]
  for (const { head, body } of records) slabs.push(head, body)
  expect(slabs.bytes).toBeGreaterThan(4_200_000)
  for (const { head, body } of records) {
    const record = slabs.shift()
    expect(record?.head).toBe(head)
    expect(
      record?.body === undefined ? undefined : Buffer.compare(record.body, body as Uint8Array),
    ).toBe(body === undefined ? undefined : 0)
  }
  expect(slabs.shift()).toBeUndefined()
  expect(slabs.bytes).toBe(0)
})

test('take records while others are read, and forget them all', () => {
  const slabs = new Slabs()
  for (let count = 0; count < 1000; count++) {
    slabs.push(`head ${2 * count}`, bytes(3000, 1))
    slabs.push(`head ${2 * count + 1}`, bytes(3000, 2))
    expect(slabs.shift()?.head).toBe(`head ${count}`)
  }
  slabs.clear()
  expect([slabs.bytes, slabs.shift()]).toEqual([0, undefined])
  slabs.push('anew', undefined)
  expect(slabs.shift()?.head).toBe('anew')
})
