import type { Guarded } from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import type { JourneyContract, JourneyEntry } from '../../journeys/index.ts'

/** Yields what a contract that holds would fail without: its events, the properties that it lists, its metrics. */
export function* guardedByJourney({ groups, metrics }: JourneyContract): Generator<Guarded> {
  for (const entry of groups.flat()) yield* guardedByEntry(entry)
  for (const [name, { step }] of metrics) {
    if (step !== 0) yield { entry: { kind: 'metric', name } }
  }
}

function* guardedByEntry(entry: JourneyEntry): Generator<Guarded> {
  const name = entry.texts.action
  if (name == null || !currentCatalog().definitionOf(name)) return
  yield { entry: { kind: 'event', name } }
  for (const [property, value] of Object.entries(propertiesOf(entry))) {
    if (value == null) continue
    yield { entry: { kind: 'property', name, property } }
    if (typeof value === 'string' || typeof value === 'number') {
      yield { entry: { kind: 'filter', name, property, value } }
    }
  }
}

function propertiesOf({ texts, value, properties }: JourneyEntry): Record<string, unknown> {
  return { label: texts.label, property: texts.property, value, ...properties }
}
