import { expect, test } from 'vitest'
import { printable, printText } from '../../src/foundation/index.ts'

test.each([
  ['plain text, also ünï and 🚀', 'plain text, also ünï and 🚀'],
  ['a\u001b[2J\u001b]0;x\u0007b', 'a [2J ]0;x b'],
  ['a\r\n\t\u0000b', 'a b'],
  ['a\u009b31mb\u007fc', 'a 31mb c'],
  ['a\u202eb\u2066c\u200fd\u061ce', 'a b c d e'],
  ['a\u2028b\u2029c', 'a b c'],
])('%j stands on a line as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('a long text is cut', () => {
  expect(printable('x'.repeat(300))).toBe('x'.repeat(300))
  expect(printable('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
  expect(printable('abcdef', 3)).toBe('ab…')
})

test('a text in quotes keeps what JSON can escape', () => {
  expect(printText('a"\n\u001b\u009bb\u202e')).toBe('"a\\"\\n\\u001b b "')
  expect(printText('x'.repeat(101))).toBe(`"${'x'.repeat(99)}…"`)
  expect(printText('abcdef', 3)).toBe('"ab…"')
})
