import type { KnownEvent } from '../../drafts/index.ts'

/** The subjects that can be defined, or looked at. */
export const SUBJECTS = ['event', 'metric', 'usage', 'advisor'] as const
export type Subject = (typeof SUBJECTS)[number]

/** The subject that somebody goes on with, and the events that it is about. */
export interface Step {
  readonly subject: Subject
  readonly events?: readonly KnownEvent[]
}
