import type { Detector } from '../detector.ts'
import { hasWhole } from '../has-whole.ts'

/** The fields that GitLab's standard context fills by itself, with words that may be the name of a user, too. */
const FILLED =
  /^contexts\[gitlab_standard\]\.(?:environment|source|plan|realm|deployment_type|host_name|user_type|client_name|client_type|interface|feature_category|feature_enablement_type|app_id)$/

/** Finds what the users that the test tracks with are called, as whole words. */
export const userName: Detector = {
  id: 'user-name',
  kind: (found, { ownerOf }) => `a name of ${ownerOf(found)}, as a word`,
  ofValue: true,
  find(text, { meaning, path }, { userNames }) {
    if (meaning === 'event' || path === 'aid' || FILLED.test(path)) return undefined
    // The host of a page is that of the instance.
    const told = meaning === 'url' ? text.replace(/^[a-z]+:\/\/[^/?#@]*(?=[/?#]|$)/i, '') : text
    return userNames.find((name) => hasWhole(told, name, '_'))
  },
}
