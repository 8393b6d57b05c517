import type { CounterWriter } from '../counters/index.ts'
import type { Catalog } from '../definitions/index.ts'
import { countEvent } from './count-event.ts'
import { countingErrorOf } from './refused-call.ts'
import type { TrackingError } from './tracking-error.ts'

const NOWHERE: CounterWriter = {
  increment() {},
  incrementFloat() {},
  incrementField() {},
  addUnique: () => false,
}

/** Returns the error of the end point that counts an event of the front end, for a page with all identifiers. */
export function countingFault(
  catalog: Catalog,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): TrackingError | undefined {
  const declared = catalog.event(name).additionalProperties
  const somebody = { id: 1 }
  const event = {
    name,
    user: somebody,
    project: somebody,
    namespace: somebody,
    featureEnabledByNamespaceIds: undefined,
    additionalProperties: Object.fromEntries(
      Object.entries(properties).filter(([key]) => declared.has(key)),
    ),
  }
  return countingErrorOf(() => countEvent(NOWHERE, catalog.rulesOf(name), event, 0, () => {}))
}
