import type { PrivacySettings } from '../definitions/index.ts'
import { currentCatalog } from '../fakes/index.ts'

/** Returns the privacy settings of the project's configuration; `undefined` without any. */
export function currentPrivacy(): PrivacySettings | undefined {
  try {
    return currentCatalog().privacy
  } catch (error) {
    // Tests of trackers need no definitions.
    if ((error as { code?: unknown }).code === 'NO_DEFINITIONS') return undefined
    throw error
  }
}
