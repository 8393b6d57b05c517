import type { PrivacyDetector } from '../../definitions/index.ts'
import type { SentField } from './sent-field.ts'

/** The facts that the detectors know of the test beside a value. */
export interface Surroundings {
  /** The names of the users that the test tracks with: names, user names and addresses. */
  readonly userNames: readonly string[]
  /** Returns whom one of these names belongs to: `user 3`. */
  ownerOf(name: string): string
  /** The full paths of the projects and namespaces that the test tracks with. */
  readonly paths: readonly string[]
  /** The length from which a text with spaces counts as free text. */
  readonly maxTextLength: number
}

/** One kind of personal data. */
export interface Detector {
  readonly id: PrivacyDetector
  /** The kind in messages, `an e-mail address`, or what tells it from the part that was found. */
  readonly kind: string | ((found: string, surroundings: Surroundings) => string)
  /** True where a message tells of the whole value: the part that was found is the test's own spelling. */
  readonly ofValue?: boolean
  /** Returns the first part of a text that is of this kind, or `undefined`. */
  find(text: string, field: SentField, surroundings: Surroundings): string | undefined
}
