import { expect, test } from 'vitest'
import { BadRowsError } from '../../src/entries/msw.ts'

test('one bad row, whose payload is cut', () => {
  const payload = { e: 'se', se_la: 'x'.repeat(100) }
  const reasons = [{ field: 'p', message: 'p is missing' }, { message: 'another reason' }]
  expect(new BadRowsError([{ reasons, payload }]).message).toBe(
    `Failed to collect all events: 1 bad row.
  {"e":"se","se_la":"${'x'.repeat(60)}…: p is missing; another reason
Correct the code that sends them, or call collector.expectBadRows() in a test that expects them.`,
  )
})

test('many of them, requests that could not be taken apart among them', () => {
  const badRow = { reasons: [{ message: 'the body is empty' }], payload: undefined }
  const { message, code } = new BadRowsError(Array.from({ length: 12 }, () => badRow))
  expect(message).toBe(
    `Failed to collect all events: 12 bad rows.
${'  a request: the body is empty\n'.repeat(10)}  … and 2 more
Correct the code that sends them, or call collector.expectBadRows() in a test that expects them.`,
  )
  expect(code).toBe('BAD_ROWS')
})
