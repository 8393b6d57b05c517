import { sha256, utf8Encoder } from '../foundation/index.ts'

/** The length of the key that GitLab takes of `db_key_base`, in bytes. */
const KEY_BYTES = 32

/**
 * Returns what is sent instead of a user's id outside GitLab.com. Without the salt of the instance
 * it is not the hash that this instance sends.
 *
 * Source: `Gitlab::CryptoHelper.sha256` of GitLab, which appends the key to the id, cut to 32 bytes.
 */
export function hashedUserId(id: number | string, salt?: string | null): string {
  const key = utf8Encoder.encode(salt ?? '').subarray(0, KEY_BYTES)
  return sha256(new Uint8Array([...utf8Encoder.encode(String(id)), ...key]))
}

/** Tells whether an id is, by its form, the hash of one. */
export function isHashedUserId(id: unknown): id is string {
  return typeof id === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(id)
}
