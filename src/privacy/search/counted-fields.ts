import type { CounterWriter } from '../../counters/index.ts'
import { currentCatalog, type Sent } from '../../fakes/index.ts'
import {
  countEvent,
  countedProperties,
  countingErrorOf,
  type TrackedEvent,
} from '../../tracking/index.ts'
import type { SentField } from './sent-field.ts'

/**
 * Returns the members and the fields that an event added to counters. HyperLogLogs do not keep their
 * members, so that the event is counted once more, into a list.
 */
export function countedFields(sent: Sent): SentField[] {
  if (!('source' in sent) || !isCounted(sent)) return []
  const catalog = currentCatalog()
  const fields: SentField[] = []
  const add = (keyOfWeek: string, value: string) => {
    const key = keyOfWeek.replace(/-\d{4}-\d{2}$/, '')
    fields.push({ path: `counters[${key}]`, key, value, meaning: 'id' })
  }
  const counters: CounterWriter = {
    increment() {},
    incrementFloat() {},
    addUnique(key, member) {
      add(key, member)
      return true
    },
    incrementField: (key, field) => void add(key, field),
  }
  const counted = { ...sent, additionalProperties: countedProperties(catalog, sent) }
  countingErrorOf(() =>
    countEvent(counters, catalog.rulesOf(sent.name), counted, Date.now(), () => {}),
  )
  return fields
}

/** The end point that counts what the front end tracks needs a user; events of trackers are not counted. */
function isCounted({ source, user }: TrackedEvent): boolean {
  return source === 'backend' || (source === 'frontend' && user != null)
}
