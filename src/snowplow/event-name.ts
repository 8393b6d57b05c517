import type { CollectedEvent } from './collected-event.ts'
import { structField } from './struct-field.ts'

/** Returns the name of an event as people read it. */
export function nameOf({ payload, selfDescribing, type }: CollectedEvent): string {
  const action = structField(payload, 'ac')
  return typeof action === 'string' ? action : (selfDescribing?.schema ?? type)
}
