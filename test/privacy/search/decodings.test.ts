import { expect, test } from 'vitest'
import { decodings } from '../../../src/privacy/search/decodings.ts'

const address = 'ada@example.com'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = (text: string) => Buffer.from(text).toString('hex')

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
  ['in wide letters', 'ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
  ['with spaces of no width', 'ada\u200b@exam\u2060ple.com'],
  ['with soft hyphens', 'ada@exam\u00adple.com'],
  ['in wide letters in base64', base64('ada＠example.com')],
  ['in code points of JavaScript', 'ada\\u{40}example.com'],
  ['in hex', hex(address)],
  ['in capital hex', hex(address).toUpperCase()],
  ['in hex with other letters of Unicode', hex(`für ${address} – 🙂`)],
  ['in hex behind digits of no text', `deadbeef0${hex(address)}ff`],
  ['in hex of hex', hex(hex(address))],
  ['in hex of hex of hex', hex(hex(hex(address)))],
  ['in hex of base64', hex(base64(address))],
  ['in base64 of hex', base64(hex(address))],
  ['in hex of base64 of hex in a URL', encodeURIComponent(`{${hex(base64(hex(address)))}}`)],
  ['in base64 in JSON in a URL', encodeURIComponent(JSON.stringify({ a: base64(address) }))],
])('a value is found %s', ([, text]) => {
  expect(decodings(text as string).some((each) => each.includes(address))).toBe(true)
})

test('a text that is not encoded is itself alone', () => {
  for (const text of ['npm', 'click_copy_install_command', '100%', 'a & b', '%zz', '&#9999999;']) {
    expect(decodings(text)).toEqual([text])
  }
})
