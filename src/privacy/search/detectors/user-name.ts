import type { Detector } from '../detector.ts'
import { hasWhole } from '../has-whole.ts'

/** Finds what the users that the test tracks with are called, as whole words. */
export const userName: Detector = {
  id: 'user-name',
  kind: 'the name of a user of the test',
  find(text, { meaning }, { userNames }) {
    if (meaning === 'event') return undefined
    return userNames.find((name) => hasWhole(text, name, '_'))
  },
}
