import type { Detector } from '../detector.ts'
import { readUrl } from '../read-url.ts'

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const V4 = new RegExp(`(?<![\\w.-])${OCTET}(?:\\.${OCTET}){3}(?![\\w-]|\\.\\d)`, 'g')
const V6 = /(?<![\w:.-])(?:[0-9a-f]{1,4}:|:){2,7}(?:[0-9a-f]{1,4}|:)(?![\w:])/gi

/** Four numbers behind these are a version: `v1.2.3.4`, `Chrome/120.0.0.0`. */
const BEFORE_VERSION = /(?:^|[\s(;,])(?:[a-z][\w.+-]*\/|v(?:ersion)?[ :=]?)$/i

/** Addresses of no machine in particular. */
const NOBODY = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$)/

export const ipAddress: Detector = {
  id: 'ip-address',
  kind: 'an IP address',
  find(text, { meaning }) {
    if (meaning === 'version') return undefined
    for (const { 0: found, index } of text.matchAll(V4)) {
      if (!NOBODY.test(found) && !BEFORE_VERSION.test(text.slice(0, index))) return found
    }
    for (const [found] of text.matchAll(V6)) if (isV6(found)) return found
    return undefined
  },
}

/** Tells addresses from times and from names such as `Ad::Bed`: they have digits, and begin with a whole group. */
function isV6(text: string): boolean {
  return (
    /\d/.test(text) && /^[0-9a-f]{3,4}:/i.test(text) && readUrl(`http://[${text}]`) !== undefined
  )
}
