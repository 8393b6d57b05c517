import { expect, test } from 'vitest'
import { BadRowsError } from '../../src/entries/msw.ts'

test('one bad row, whose payload is cut', () => {
  const payload = { e: 'se', se_la: 'x'.repeat(100) }
  const reasons = [{ field: 'p', message: 'p is missing' }, { message: 'another reason' }]
  expect(new BadRowsError([{ reasons, payload }]).message).toBe(
    `Failed to collect what was sent: 1 bad row.
  {"e":"se","se_la":"${'x'.repeat(60)}…: p is missing; another reason
Correct what sends them, or call collector.expectBadRows() in a test that is about them.`,
  )
})

test('many of them, requests that could not be taken apart among them', () => {
  const badRow = { reasons: [{ message: 'the body is empty' }], payload: undefined }
  const { message, code } = new BadRowsError(Array.from({ length: 12 }, () => badRow))
  expect(message).toBe(
    `Failed to collect what was sent: 12 bad rows.
${'  a request: the body is empty\n'.repeat(10)}  … and 2 more
Correct what sends them, or call collector.expectBadRows() in a test that is about them.`,
  )
  expect(code).toBe('BAD_ROWS')
})
