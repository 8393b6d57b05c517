import { requireModule, runsInBrowser } from './require-module.ts'
import { utf8Encoder } from './text-encoding.ts'

/** Returns the hex digest that is sent instead of a user's id outside GitLab.com. */
export function sha256(text: string): string {
  if (!runsInBrowser()) {
    const { createHash } = process.getBuiltinModule('node:crypto')
    return createHash('sha256').update(text).digest('hex')
  }
  // The digest function of browsers is asynchronous.
  const digest = requireModule('@noble/hashes/sha2.js').sha256(utf8Encoder.encode(text))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
