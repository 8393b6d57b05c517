import { requireModule, runsInBrowser } from './require-module.ts'
import { utf8Encoder } from './text-encoding.ts'

/** Returns the digest of a text, in base64. */
export function sha256(text: string): string {
  if (!runsInBrowser()) {
    const { createHash } = process.getBuiltinModule('node:crypto')
    return createHash('sha256').update(text).digest('base64')
  }
  // The digest function of browsers is asynchronous.
  const digest = requireModule('@noble/hashes/sha2.js').sha256(utf8Encoder.encode(text))
  return btoa(String.fromCharCode(...digest))
}
