import type { CollectedEvent } from './collected-event.ts'

/** Returns the name of an event as people read it. */
export function nameOf({ payload, selfDescribing, type }: CollectedEvent): string {
  return String(payload['se_ac'] ?? selfDescribing?.schema ?? type)
}
