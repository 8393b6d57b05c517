import type { PrivacyFinding } from './privacy-finding.ts'

/** Something that definitions declare, and that a test can guard. */
export type EntryId =
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string; readonly property: string }
  | {
      readonly kind: 'filter'
      readonly name: string
      readonly property: string
      readonly value: string | number
    }
  | { readonly kind: 'metric'; readonly name: string }

/**
 * The levels at which tests guard an entry, the least first: a test tracks it, tracks it within a
 * block that has an assertion, or has a positive claim that would fail without it.
 */
export const LEVELS = ['called', 'seen', 'asserted'] as const
export type Level = (typeof LEVELS)[number]

/** One thing that a test did with an entry. */
export interface Mark {
  readonly entry: EntryId
  readonly level: Level
  /** The place of the assertion: its absolute file, line and column, from 1. */
  readonly at?: string
  /** The reason why an assertion guards the entry less than it seems to. */
  readonly weak?: string
}

/** The key of a test's evidence in what Vitest tells of tests. */
export const EVIDENCE_KEY = 'internalEventsEvidence'

/** All that one test did with definitions: plain JSON, which travels from workers to reporters. */
export interface TestEvidence {
  readonly marks: readonly Mark[]
  /** The exceptions of the privacy settings that hid a finding, by their numbers from 0. */
  readonly privacyExceptions?: readonly number[]
  /** The personal data for which the test has failed. */
  readonly privacyFindings?: readonly PrivacyFinding[]
  /** The names of the journeys whose contracts it has asserted. */
  readonly journeys?: readonly string[]
}
