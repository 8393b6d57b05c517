import { type EventDefinition, isBaseProperty } from '../definitions/index.ts'
import { currentCatalog } from '../fakes/index.ts'
import { misspeltName, nearestName, printText } from '../foundation/index.ts'
import { contextFields, contextNames } from '../snowplow/iglu/index.ts'
import { contractError } from './contract-reader.ts'
import type { JourneyContract, JourneyEntry } from './journey-contract.ts'

/** A name in an entry that means nothing, and those that were to choose from. */
interface UnknownName {
  readonly cause: string
  readonly name: string
  readonly known: readonly string[]
}

/**
 * Refuses a name that no event can have: a misspelt one, and any that is `null`, which would hold
 * whatever is tracked.
 *
 * @throws {JourneyError} `INVALID_CONTRACT`
 */
export function refuseUnknownNames({ file, groups }: JourneyContract): void {
  for (const entry of groups.flat()) {
    const [unknown] = unknownNames(entry)
    if (!unknown) continue
    const { cause, name, known } = unknown
    const nearest = misspeltName(name, known) ?? nearestName(name, known)
    const remedy = nearest ? `Did you mean ${printText(nearest)}?` : 'Leave it out.'
    throw contractError(file, entry.line, cause, remedy)
  }
}

function* unknownNames(entry: JourneyEntry): Generator<UnknownName> {
  const { action } = entry.texts
  const definition = action == null ? undefined : currentCatalog().definitionOf(action)
  if (definition && !definition.unchecked) yield* unknownProperties(entry, definition)
  for (const [name, fields] of Object.entries(entry.contexts)) {
    yield* fields === null ? unknownContext(name) : unknownFields(name, fields)
  }
}

function* unknownContext(name: string): Generator<UnknownName> {
  const known = contextNames()
  if (misspeltName(name, known) === undefined) return
  yield { name, known, cause: `no context has the name ${printText(name)}` }
}

function* unknownFields(
  context: string,
  fields: Readonly<Record<string, unknown>>,
): Generator<UnknownName> {
  const described = contextFields(`iglu:com.gitlab/${context}/jsonschema/`)
  if (!described) return
  const { known } = described
  for (const name of unknownOf(fields, known)) {
    yield { name, known, cause: `no version of ${context} has the field ${printText(name)}` }
  }
}

function* unknownProperties(
  { properties }: JourneyEntry,
  { action, additionalProperties }: EventDefinition,
): Generator<UnknownName> {
  const known = [...additionalProperties]
  for (const name of unknownOf(properties, known)) {
    if (isBaseProperty(name)) continue
    const cause = `${printText(action)} does not declare the property ${printText(name)}`
    yield { name, known, cause }
  }
}

function unknownOf(fields: Readonly<Record<string, unknown>>, known: readonly string[]): string[] {
  return Object.keys(fields).filter(
    (name) =>
      !known.includes(name) && (fields[name] === null || misspeltName(name, known) !== undefined),
  )
}
