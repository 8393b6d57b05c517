import { isMapping } from '../foundation/index.ts'
import { type DefinitionFile, readName } from './definition-file.ts'

/** One event definition, reduced to what tracking and asserting need. */
export interface EventDefinition {
  /** The event's name. */
  readonly action: string
  /**
   * True for an internal event. Definitions without `internal_events: true` describe events of
   * older systems, which cannot be tracked as internal events.
   */
  readonly internal: boolean
  readonly removed: boolean
  /** `duo` events carry the AI context. */
  readonly classification: string | undefined
  /** The declared names under `identifiers`, of those that events have. */
  readonly identifiers: ReadonlySet<string>
  /** The declared names under `additional_properties`; only these reach counters and tracker. */
  readonly additionalProperties: ReadonlySet<string>
  /** Names that only extra trackers receive, with values of any type. */
  readonly protectedProperties: ReadonlySet<string>
  /** True for an event without a definition: nobody knows its properties, so all of them pass. */
  readonly unchecked?: true
  readonly file: string
  readonly line: number
}

/** Tells whether a file is where GitLab moves the definitions of removed events, and reads them no more. */
export function isInRemovedFolder(path: string): boolean {
  return /(?:^|\/)removed\//.test(path)
}

const IDENTIFIERS = new Set(['user', 'project', 'namespace'])
const ALL_IDENTIFIERS = new Set([...IDENTIFIERS, 'feature_enabled_by_namespace_ids'])

/**
 * Reads an event definition of any vintage: unknown, legacy and missing keys are accepted, since
 * real repositories hold years of them.
 *
 * @throws {UnusableFile} `INVALID_DEFINITION` when there is no `action`, or one that is not a text.
 */
export function readEventDefinition(file: DefinitionFile): EventDefinition {
  const { mapping } = file
  const action = readName(
    file,
    'action',
    'an event definition needs an action, the name of the event',
  )
  return {
    action,
    // 16.4 to 16.7 marked internal events by this category.
    internal:
      mapping.get('internal_events') === true ||
      mapping.get('category') === 'InternalEventTracking',
    removed: mapping.get('status') === 'removed' || isInRemovedFolder(file.path),
    classification: text(mapping.get('classification')),
    identifiers: new Set(listed(mapping.get('identifiers'))),
    additionalProperties: new Set(
      keys(mapping.get('additional_properties')).filter((name) => !IDENTIFIERS.has(name)),
    ),
    protectedProperties: new Set(protectedProperties(mapping.get('extra_trackers'))),
    file: file.path,
    line: file.lineOf('action'),
  }
}

function protectedProperties(extraTrackers: unknown): string[] {
  if (!Array.isArray(extraTrackers)) return []
  return extraTrackers.flatMap((tracker) =>
    keys((tracker as { protected_properties?: unknown } | null)?.protected_properties),
  )
}

function listed(identifiers: unknown): string[] {
  return Array.isArray(identifiers) ? identifiers.filter((name) => ALL_IDENTIFIERS.has(name)) : []
}

function keys(value: unknown): string[] {
  return isMapping(value) ? Object.keys(value) : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
