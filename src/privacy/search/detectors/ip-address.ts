import type { Detector } from '../detector.ts'
import { readUrl } from '../read-url.ts'

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const V4 = new RegExp(`(?<!\\d\\.?)${OCTET}(?:\\.${OCTET}){3}(?!\\.?\\d)`, 'g')
const V6 = /(?<![\p{L}\p{N}:.])(?:[0-9a-f]{1,4}:|:){2,7}(?:[0-9a-f]{1,4}|:)(?![\p{L}\p{N}:])/giu

/** Four numbers behind these are a version: `v1.2.3.4`, `node-v1.2.3.4`, `Chrome/120.0.0.0`. */
const BEFORE_VERSION = /(?:^|[\s(;,])[a-z][\w.+-]*\/$|(?<![\p{L}\p{N}])v(?:ersion)?[ :=_-]?$/iu

/** So are they behind what has versions and is no server, unless the address is one of a private network. */
const BEFORE_NUMBER =
  /(?<![\w-])(?:ruby|rails|rubygems|bundler|node|node\.js|v8|npm|yarn|pnpm|python|pip|java|jdk|openjdk|go|golang|rust|php|perl|openssl|libressl|zlib|sqlite|chrome|chromium|firefox|safari|edge|opera|webkit|electron|vscode|android|ios|ipados|macos|windows|rfc|release|revision|build|section|chapter) +$/i
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/

/** The first number of a version is small, as in `6.21.0.0`, or the others say nothing, as in `120.0.0.0`. */
const LIKE_VERSION = /^(?:[12]?\d|3[01])\.|\.0\.0\.0$/
/** The name of any product: `rails-`, `python`, `gitlab-language-server `. */
const PRODUCT = /\p{L}{2}[\p{L}\p{N}_-]*[-_.]?$|\p{L}{2}[\p{L}\p{N}]*(?:[-_]\p{L}+)+ +$/u
/** The name of a thing that has an address rather than a version: `host-`, `client_ip `, `x-forwarded-for `. */
const PLACE =
  /(?<![\p{L}\p{N}])(?:ips?|ipv4|addr(?:ess)?|host(?:name)?|client|user|visitor|peer|proxy|gateway|dns|remote|source|src|dest(?:ination)?|dst|for|from|by|at|to)\d*[-_. ]*$/iu
/** The rest of a version: `1.2.3.4-alpha`, `1.2.3.4rc1`, `1.2.3.4-1`. */
const REST = /^[-+]?[\p{L}\p{N}]/u
/** The characters before an address that may make a version of it. */
const NEAR = 64

/** Addresses of no machine in particular, and masks of networks. */
const NOBODY = /^(?:127\.|0\.0\.0\.0$|255\.)/

export const ipAddress: Detector = {
  id: 'ip-address',
  kind: 'an IP address',
  find(text, { meaning }) {
    if (meaning === 'version') return undefined
    for (const { 0: found, index } of text.matchAll(V4)) {
      const before = text.slice(Math.max(0, index - NEAR), index)
      const behind = text.slice(index + found.length)
      const isSomebody = !NOBODY.test(found) && !isRange(found, behind)
      if (isSomebody && !isVersion(found, before, behind)) return found
    }
    for (const { 0: found, index } of text.matchAll(V6)) {
      const isNetwork =
        /::$/.test(found) && /^\/[1-4]?\d(?!\d)/.test(text.slice(index + found.length))
      if (isV6(found) && !isNetwork) return found
    }
    return undefined
  },
}

/** Tells whether four numbers are the version of what stands before them. */
function isVersion(numbers: string, before: string, behind: string): boolean {
  if (BEFORE_VERSION.test(before)) return true
  if (PRIVATE.test(numbers)) return false
  if (BEFORE_NUMBER.test(before)) return true
  if (!LIKE_VERSION.test(numbers) || PLACE.test(before)) return false
  return PRODUCT.test(before) || REST.test(behind)
}

/** Tells whether an address is the first of a network of 256 addresses and more: `10.0.0.0/8`. */
function isRange(address: string, behind: string): boolean {
  const bits = Number(/^\/(\d{1,2})(?![\w.])/.exec(behind)?.[1] ?? Number.NaN)
  if (!(bits <= 24)) return false
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return number % 2 ** (32 - bits) === 0
}

/**
 * Tells addresses from times and from names such as `Ad::Bed`: they begin with a whole group, and have
 * digits or a single colon between groups. Those of version 4 in disguise begin with `::ffff:`.
 */
function isV6(text: string): boolean {
  const isForm =
    /^::ffff:[0-9a-f]{1,4}:/i.test(text) ||
    (/^[0-9a-f]{3,4}:/i.test(text) && /\d|[a-f]:[a-f]/i.test(text))
  return isForm && readUrl(`http://[${text}]`) !== undefined
}
