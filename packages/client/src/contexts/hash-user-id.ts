import { sha256 } from '@noble/hashes/sha2.js'

// Jest's jsdom has none among its globals.
const Encoder =
  globalThis.TextEncoder ?? globalThis.process.getBuiltinModule('node:util').TextEncoder

/** The length of the key that GitLab takes of `db_key_base`, in bytes. */
const KEY_BYTES = 32

/**
 * Makes the function that hashes ids of users, for services that must not send them as they are. It
 * is called with the salt of the instance, its `db_key_base`: the digests are then those that the
 * instance itself sends outside GitLab.com, in base64. Only the first 32 bytes of the salt count.
 *
 * Source: `Gitlab::CryptoHelper.sha256` of GitLab, which appends the salt to the id.
 *
 * @example
 * ```ts
 * import { hashUserId } from 'internal-events-client'
 *
 * const hashed = hashUserId('the secret of the instance')
 * console.log(hashed(7)) // l7y9LesVypbjF3POWO6shMM2gUFx/GdCEwXfg8i4VN0=
 * ```
 */
export function hashUserId(salt: string): (id: number | string) => string {
  const encoder = new Encoder()
  const key = encoder.encode(salt).subarray(0, KEY_BYTES)
  return (id) => {
    const own = encoder.encode(String(id))
    const bytes = new Uint8Array(own.length + key.length)
    bytes.set(own)
    bytes.set(key, own.length)
    return btoa(String.fromCharCode(...sha256(bytes)))
  }
}
