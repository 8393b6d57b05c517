import type { Detector } from '../detector.ts'
import { readUrl } from '../read-url.ts'

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const V4 = new RegExp(`(?<![\\w.-])${OCTET}(?:\\.${OCTET}){3}(?![\\w-]|\\.\\d)`, 'g')
const V6 = /(?<![\w:.-])(?:[0-9a-f]{1,4}:|:){2,7}(?:[0-9a-f]{1,4}|:)(?![\w:])/gi

/** Four numbers behind these are a version: `v1.2.3.4`, `Chrome/120.0.0.0`. */
const BEFORE_VERSION = /(?:^|[\s(;,])(?:[a-z][\w.+-]*\/|v(?:ersion)?[ :=]?)$/i

/** So are they behind what has versions and is no server, unless the address is one of a private network. */
const BEFORE_NUMBER =
  /(?<![\w-])(?:ruby|rails|rubygems|bundler|node|node\.js|v8|npm|yarn|pnpm|python|pip|java|jdk|openjdk|go|golang|rust|php|perl|openssl|libressl|zlib|sqlite|chrome|chromium|firefox|safari|edge|opera|webkit|electron|vscode|android|ios|ipados|macos|windows|rfc|release|revision|build|section|chapter) +$/i
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/

/** Addresses of no machine in particular, and masks of networks. */
const NOBODY = /^(?:127\.|0\.0\.0\.0$|255\.)/

export const ipAddress: Detector = {
  id: 'ip-address',
  kind: 'an IP address',
  find(text, { meaning }) {
    if (meaning === 'version') return undefined
    for (const { 0: found, index } of text.matchAll(V4)) {
      const before = text.slice(0, index)
      const isVersion =
        BEFORE_VERSION.test(before) || (BEFORE_NUMBER.test(before) && !PRIVATE.test(found))
      if (!NOBODY.test(found) && !isVersion && !isRange(found, text.slice(index + found.length))) {
        return found
      }
    }
    for (const { 0: found, index } of text.matchAll(V6)) {
      const isNetwork =
        /::$/.test(found) && /^\/[1-4]?\d(?!\d)/.test(text.slice(index + found.length))
      if (isV6(found) && !isNetwork) return found
    }
    return undefined
  },
}

/** Tells whether an address is the first of a network of 256 addresses and more: `10.0.0.0/8`. */
function isRange(address: string, behind: string): boolean {
  const bits = Number(/^\/(\d{1,2})(?![\w.])/.exec(behind)?.[1] ?? Number.NaN)
  if (!(bits <= 24)) return false
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return number % 2 ** (32 - bits) === 0
}

/** Tells addresses from times and from names such as `Ad::Bed`: they have digits, and begin with a whole group. */
function isV6(text: string): boolean {
  return (
    /\d/.test(text) && /^[0-9a-f]{3,4}:/i.test(text) && readUrl(`http://[${text}]`) !== undefined
  )
}
