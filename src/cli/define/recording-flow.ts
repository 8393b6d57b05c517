import type { DefineContext } from './define-context.ts'
import { defineEvent } from './event-flow.ts'

/** Drafts a definition of every event that a collector saw and nobody has defined. */
export async function draftRecording(context: DefineContext): Promise<void> {
  const { recording, repository, report } = context
  const known = repository.eventFiles
  const left = recording.filter(({ action }) => !known.has(action))
  if (left.length === 0) report.warn('every event of the recording has a definition')
  for (const seen of left) await defineEvent(context, seen)
}
