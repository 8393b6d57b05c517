import type { PrivacyDetector } from '../definitions/index.ts'

/** Personal data in what a test sent: plain JSON, without the value itself. */
export interface PrivacyFinding {
  /** The kind of data, or `canary`: the value of one came out. */
  readonly detector: PrivacyDetector | 'canary'
  /** The kind in messages: `an e-mail address`. */
  readonly kind: string
  /** The name of the event; masked, where it is the value that was found. */
  readonly event: string
  /** The path of the field: `contexts[gitlab_standard].extra.note`. */
  readonly field: string
  /** The first character of the value, and its length. */
  readonly masked: string
  /** The stack of the code that tracked, from there on, where it is known. */
  readonly frames?: readonly string[]
  /** The stack of what stands for that code in the test: the canary, the assertion, or the test. */
  readonly near?: readonly string[]
}
