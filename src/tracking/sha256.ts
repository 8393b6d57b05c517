import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { utf8Encoder } from './utf-8.ts'

/** The hex digest that user ids travel as outside GitLab.com. */
export function sha256(text: string): string {
  // Not by a module of Node.js, since browsers have no synchronous digest.
  return bytesToHex(digest(utf8Encoder.encode(text)))
}
