import { requireModule, runsInBrowser } from './require-module.ts'
import { utf8Encoder } from './text-encoding.ts'

/** The hex digest that user ids travel as outside GitLab.com. */
export function sha256(text: string): string {
  if (!runsInBrowser()) {
    const { createHash } = process.getBuiltinModule('node:crypto')
    return createHash('sha256').update(text).digest('hex')
  }
  // What browsers have of their own is asynchronous.
  const digest = requireModule('@noble/hashes/sha2.js').sha256(utf8Encoder.encode(text))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
