import type { KnownEvent } from '../../drafts/index.ts'

/** What can be defined, or looked at. */
export const SUBJECTS = ['event', 'metric', 'usage', 'advisor'] as const
export type Subject = (typeof SUBJECTS)[number]

/** What somebody goes on with, and the events that it is about. */
export interface Step {
  readonly subject: Subject
  readonly events?: readonly KnownEvent[]
}
