import { hashUserId } from '../../packages/client/src/entries/contexts.ts'

/**
 * Returns what is sent instead of a user's id outside GitLab.com. Without the salt of the instance
 * it is not the hash that this instance sends.
 */
export function hashedUserId(id: number | string, salt?: string | null): string {
  const key = JSON.stringify([String(id), salt ?? ''])
  const hash = hashes.get(key) ?? hashUserId(salt ?? '')(id)
  if (hashes.size >= MOST) hashes.clear()
  hashes.set(key, hash)
  return hash
}

/** The hashes of the few users that tests have: one takes as long as the rest of a tracking call. */
const hashes = new Map<string, string>()
const MOST = 1000

/** Tells whether an id is, by its form, the hash of one. */
export function isHashedUserId(id: unknown): id is string {
  return typeof id === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(id)
}
