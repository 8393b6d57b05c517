import { expect, test } from 'vitest'
import { decodings } from '../../../src/privacy/search/decodings.ts'

const address = 'ada@example.com'
const base64 = (text: string) => Buffer.from(text).toString('base64')

test.for([
  ['as part of a URL', 'ada%40example.com'],
  [
    'as part of a URL in a URL',
    'https://x.test/?u=https%3A%2F%2Fy.test%2F%3Fa%3Dada%2540example.com',
  ],
  ['in JSON', '{"a":"ada\\u0040example.com"}'],
  ['in HTML', 'ada&#64;example&#x2e;com'],
  ['with a named entity', 'ada&commat;example&period;com'],
  ['in base64', base64(address)],
  ['in base64 of base64', base64(base64(address))],
  ['in base64 with line breaks', base64('x'.repeat(60) + address).replace(/.{76}/g, '$&\r\n')],
  ['in base64 in JSON in a URL', encodeURIComponent(JSON.stringify({ a: base64(address) }))],
])('a value is found %s', ([, text]) => {
  expect(decodings(text as string).some((each) => each.includes(address))).toBe(true)
})

test('a text that is not encoded is itself alone', () => {
  for (const text of ['npm', 'click_copy_install_command', '100%', 'a & b', '%zz', '&#9999999;']) {
    expect(decodings(text)).toEqual([text])
  }
})
