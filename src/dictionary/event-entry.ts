import type { EventDefinition } from '../definitions/index.ts'
import { readText } from '../drafts/index.ts'
import { isMapping } from '../foundation/index.ts'
import type { EventEntry } from './page/index.ts'
import { known, readSharedFacts, type Values } from './shared-facts.ts'

/** Reads the entry of an event from its definition and the content of its file. */
export function readEventEntry(event: EventDefinition, value: Values): EventEntry {
  const { action, internal, removed, identifiers, additionalProperties, file, line } = event
  const described = value['additional_properties']
  return {
    kind: 'event',
    name: action,
    status: removed ? 'removed' : (readText(value['status']) ?? 'active'),
    ...readSharedFacts(value),
    internal,
    ...known({ classification: event.classification }),
    identifiers: [...identifiers],
    properties: [...additionalProperties].map((name) => ({
      name,
      description: descriptionOf(described, name),
    })),
    file,
    line,
  }
}

function descriptionOf(properties: unknown, name: string): string {
  const details =
    isMapping(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
  return (isMapping(details) && readText(details['description'])) || ''
}
