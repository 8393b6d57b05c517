import type { Draft } from '../draft.ts'
import { type Conventions, eventFolder, writeDefinition } from '../repository/conventions.ts'
import { type SharedAnswers, sharedAttributes } from '../repository/shared-attributes.ts'
import type { YamlMap } from '../yaml/index.ts'
import { definedMapping } from '../yaml/index.ts'

/** The answers of somebody who defines an event, checked by the rules of each question. */
export interface EventAnswers extends SharedAnswers {
  readonly description: string
  readonly action: string
  readonly identifiers: readonly string[]
  /** The descriptions of the additional properties by name; an empty one becomes `TODO`. */
  readonly properties: ReadonlyMap<string, string>
  readonly isDuo: boolean
}

/** Makes the definition of an event as GitLab's generator makes it, from the answers alone. */
export function draftEvent(answers: EventAnswers, conventions: Conventions): Draft {
  const { action, description, identifiers, properties, isDuo, tiers } = answers
  const kind = 'event'
  const path = `${eventFolder(conventions, tiers)}/${action}.yml`
  const shared = sharedAttributes(answers, conventions)
  const mapping = definedMapping([
    ['description', description.trim()],
    ['internal_events', true],
    ['status', 'active'],
    ['action', action],
    ['identifiers', identifiers.length > 0 ? identifiers : undefined],
    ['additional_properties', properties.size > 0 ? describedProperties(properties) : undefined],
    ['product_group', shared.product_group],
    ['product_categories', shared.product_categories],
    ['milestone', shared.milestone],
    ['introduced_by_url', shared.introduced_by_url],
    ['tiers', shared.tiers],
    ['classification', isDuo ? 'duo' : undefined],
  ])
  const content = writeDefinition(conventions, { kind, path }, mapping)
  return { kind, name: action, path, content }
}

function describedProperties(properties: ReadonlyMap<string, string>): YamlMap {
  return new Map(
    [...properties].map(([name, text]) => [name, new Map([['description', text || 'TODO']])]),
  )
}
