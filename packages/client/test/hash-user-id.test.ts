import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as contexts from '../src/entries/contexts.ts'
import { hashUserId } from '../src/entries/index.ts'

/** The digest as an instance makes it: of the id, and of the first 32 bytes of its salt. */
const digestOf = (id: string, salt: string) =>
  createHash('sha256').update(id).update(Buffer.from(salt).subarray(0, 32)).digest('base64')

test('ids are hashed as an instance hashes them, whatever the salt', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (id, salt) => {
        expect(hashUserId(salt)(id)).toBe(digestOf(id, salt))
      },
    ),
  )
})

test('a salt counts with its first 32 bytes, also within a character', () => {
  const hashed = hashUserId('é'.repeat(20))
  expect(hashed(7)).toBe(hashUserId('é'.repeat(16))(7))
  expect(hashUserId(`x${'é'.repeat(20)}`)(7)).toBe(digestOf('7', `x${'é'.repeat(20)}`))
})

test('a number is hashed as its digits', () => {
  const hashed = hashUserId('salt')
  expect([hashed(7), hashed('7')]).toEqual(Array(2).fill(digestOf('7', 'salt')))
})

test.each([0, 55, 56, 63, 64, 65, 1000])('a text of %i characters fills its blocks', (length) => {
  const id = 'a'.repeat(length)
  expect(hashUserId('')(id)).toBe(digestOf(id, ''))
})

test('the entry of the contexts has it too', () => {
  expect(contexts.hashUserId).toBe(hashUserId)
})
