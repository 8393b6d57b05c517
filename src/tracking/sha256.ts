import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The hex digest that user ids travel as outside GitLab.com. */
export function sha256(text: string): string {
  // Not by a module of Node.js, since browsers have no synchronous digest.
  return bytesToHex(digest(utf8ToBytes(text)))
}
