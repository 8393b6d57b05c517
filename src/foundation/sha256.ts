import { requireModule, runsInBrowser } from './require-module.ts'

/** Returns the digest of bytes, in base64. */
export function sha256(bytes: Uint8Array): string {
  if (!runsInBrowser()) {
    const { createHash } = process.getBuiltinModule('node:crypto')
    return createHash('sha256').update(bytes).digest('base64')
  }
  // The digest function of browsers is asynchronous.
  const digest = requireModule('@noble/hashes/sha2.js').sha256(bytes)
  return btoa(String.fromCharCode(...digest))
}
