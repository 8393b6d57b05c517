import type { PrivacyDetector } from '../../definitions/index.ts'
import type { SentField } from './sent-field.ts'

/** What the detectors know of the test beside a value. */
export interface Surroundings {
  /** The names of the users that the test tracks with: names, user names and addresses. */
  readonly userNames: readonly string[]
  /** The full paths of the projects and namespaces that the test tracks with. */
  readonly paths: readonly string[]
  /** The length from which a text with spaces counts as free text. */
  readonly maxTextLength: number
}

/** One kind of personal data. */
export interface Detector {
  readonly id: PrivacyDetector
  /** The kind in messages, `an e-mail address`, or what tells it from the part that was found. */
  readonly kind: string | ((found: string) => string)
  /** Returns the first part of a text that is of this kind, or `undefined`. */
  find(text: string, field: SentField, surroundings: Surroundings): string | undefined
}
