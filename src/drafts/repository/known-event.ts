import type { DefinitionMapping } from '../../definitions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { readText, readTexts } from './read-text.ts'

/** An event that has a definition, with all that a new definition may take over from it. */
export interface KnownEvent {
  readonly action: string
  readonly description: string
  readonly internal: boolean
  /** The category of an event of an older system. */
  readonly category: string | undefined
  readonly identifiers: readonly string[]
  /** The descriptions of its additional properties, in the order of the file. */
  readonly properties: ReadonlyMap<string, string>
  readonly group: string | undefined
  readonly categories: readonly string[]
  readonly url: string | undefined
  readonly tiers: readonly string[] | undefined
  readonly isRemoved: boolean
  readonly file: string
}

/** Tracking takes these for identifiers, whatever a definition declares. */
export const IDENTIFIER_NAMES: ReadonlySet<string> = new Set(['user', 'project', 'namespace'])

/** Reads an event's definition; `undefined` for a file without a name. */
export function readKnownEvent({ file, mapping }: DefinitionMapping): KnownEvent | undefined {
  const action = readText(mapping.get('action'))
  if (action === undefined) return undefined
  return {
    action,
    description: readText(mapping.get('description')) ?? '',
    internal: mapping.get('internal_events') === true,
    category: readText(mapping.get('category')),
    identifiers: readTexts(mapping.get('identifiers')) ?? [],
    properties: readProperties(mapping.get('additional_properties')),
    group: readText(mapping.get('product_group')),
    categories: readTexts(mapping.get('product_categories')) ?? [],
    url: readText(mapping.get('introduced_by_url')),
    tiers: readTexts(mapping.get('tiers')),
    isRemoved: mapping.get('status') === 'removed' || file.split('/').includes('removed'),
    file,
  }
}

function readProperties(properties: unknown): Map<string, string> {
  const entries = isMapping(properties) ? Object.entries(properties) : []
  return new Map(
    entries
      .filter(([name]) => !IDENTIFIER_NAMES.has(name))
      .map(([name, details]) => {
        const description = isMapping(details) ? readText(details['description']) : undefined
        return [name, description ?? 'TODO']
      }),
  )
}
