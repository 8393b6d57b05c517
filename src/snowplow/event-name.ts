import type { CollectedEvent } from './collected-event.ts'

/** Returns the name of an event as people read it. */
export function nameOf({ payload, selfDescribing, type }: CollectedEvent): string {
  const action = payload['se_ac'] ?? payload['ev_ac']
  return typeof action === 'string' ? action : (selfDescribing?.schema ?? type)
}
