import type { CollectedEvent } from './collected-event.ts'

/** What an event is called where people read of it. */
export function nameOf({ payload, selfDescribing, type }: CollectedEvent): string {
  return String(payload['se_ac'] ?? selfDescribing?.schema ?? type)
}
