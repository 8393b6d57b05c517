import type { EventType } from './collected-event.ts'

/** The types of events, by the value of their field `e`. */
export const EVENT_TYPES: ReadonlyMap<unknown, EventType> = new Map([
  ['se', 'struct'],
  // The older name.
  ['ev', 'struct'],
  ['ue', 'unstruct'],
  ['pv', 'page_view'],
  ['pp', 'page_ping'],
  ['tr', 'transaction'],
  ['ti', 'transaction_item'],
  ['ad', 'ad_impression'],
])
