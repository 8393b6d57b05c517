import { hashUserId } from '../../packages/client/src/entries/contexts.ts'

/**
 * Returns what is sent instead of a user's id outside GitLab.com. Without the salt of the instance
 * it is not the hash that this instance sends.
 */
export function hashedUserId(id: number | string, salt?: string | null): string {
  return hashUserId(salt ?? '')(id)
}

/** Tells whether an id is, by its form, the hash of one. */
export function isHashedUserId(id: unknown): id is string {
  return typeof id === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(id)
}
