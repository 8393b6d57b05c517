import { isBaseProperty } from '../definitions/index.ts'
import { currentCatalog } from '../fakes/index.ts'
import { misspeltName, nearestName, printText } from '../foundation/index.ts'
import { contextFields, contextNames } from '../snowplow/iglu/index.ts'
import { contractError } from './contract-reader.ts'
import type { JourneyContract, JourneyEntry } from './journey-contract.ts'
import { contextsOf, type JourneyEvent } from './journey-event.ts'

/** A name in an entry that means nothing, and what to write instead. */
interface UnknownName {
  readonly cause: string
  readonly remedy: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Refuses names that are `null` and that no event can have: they would hold whatever is tracked.
 *
 * @throws {JourneyError} `INVALID_CONTRACT`
 */
export function refuseUnknownNames(contract: JourneyContract): void {
  refuseFirst(contract, unknownNames)
}

/**
 * Refuses misspelt names that none of the events has, now that they are known: a tracker of one's own
 * may send what no definition declares.
 *
 * @throws {JourneyError} `INVALID_CONTRACT`
 */
export function refuseUnmetNames(contract: JourneyContract, events: readonly JourneyEvent[]): void {
  refuseFirst(contract, (entry) => unmetNames(entry, events))
}

function refuseFirst(
  { file, groups }: JourneyContract,
  namesOf: (entry: JourneyEntry) => Iterable<UnknownName>,
): void {
  for (const entry of groups.flat()) {
    for (const { cause, remedy } of namesOf(entry)) {
      throw contractError(file, entry.line, cause, remedy)
    }
  }
}

function* unknownNames(entry: JourneyEntry): Generator<UnknownName> {
  for (const name of Object.keys(entry.properties)) {
    if (isBaseProperty(name)) {
      yield {
        cause: `${name} is a field of its own, and never among the properties`,
        remedy: `Write ${name}: beside action.`,
      }
    } else if (entry.properties[name] === null) yield* unknownProperty(entry, name)
  }
  for (const [context, fields] of Object.entries(entry.contexts)) {
    if (fields === null) yield* unknownContext(context)
    else yield* unknownFields(context, fields, (name) => fields[name] === null)
  }
}

function* unknownProperty(
  { texts: { action } }: JourneyEntry,
  name: string,
): Generator<UnknownName> {
  if (action == null) {
    yield {
      cause: `the event has no action, so that any may be the one without the property ${printText(name)}`,
      remedy: 'Name its action.',
    }
    return
  }
  const known = declaredFor(action)
  if (known && !known.includes(name)) yield undeclared(action, name, known)
}

function* unmetNames(
  { texts, properties, contexts }: JourneyEntry,
  events: readonly JourneyEvent[],
): Generator<UnknownName> {
  const { action } = texts
  const own = events.filter((event) => action == null || event.texts.action === action)
  for (const name of Object.keys(properties)) {
    if (own.some((event) => Object.hasOwn(event.properties, name))) continue
    const known = declaredFor(action) ?? []
    if (isMisspelt(name, known)) yield undeclared(action, name, known)
  }
  for (const [context, fields] of Object.entries(contexts)) {
    const isMet = (name: string) =>
      own.some((event) => contextsOf(event, context).some((data) => Object.hasOwn(data, name)))
    yield* unknownFields(
      context,
      fields ?? {},
      (name, names) => !isMet(name) && isMisspelt(name, names),
    )
  }
}

/** Returns the properties that an event declares, or any event; `undefined` where nobody knows them. */
function declaredFor(action: string | null | undefined): readonly string[] | undefined {
  const catalog = currentCatalog()
  if (action == null) {
    if (catalog.undefinedEvents !== 'error') return undefined
    return [...catalog.events.values()].flatMap((event) => [...event.additionalProperties])
  }
  const definition = catalog.definitionOf(action)
  return definition && !definition.unchecked ? [...definition.additionalProperties] : undefined
}

function undeclared(
  action: string | null | undefined,
  name: string,
  known: readonly string[],
): UnknownName {
  const event = action == null ? 'no event declares' : `${printText(action)} does not declare`
  return { cause: `${event} the property ${printText(name)}`, remedy: suggestion(name, known) }
}

function* unknownContext(name: string): Generator<UnknownName> {
  const known = contextNames()
  if (known.includes(name)) return
  const meant = known.find((other) => isMeantBy(name, other))
  const isName = /^[\w-]+$/.test(name)
  if (isName && meant === undefined && misspeltName(name, known) === undefined) return
  yield {
    cause: `no context has the name ${printText(name)}`,
    remedy: meant === undefined ? suggestion(name, known) : `Did you mean ${printText(meant)}?`,
  }
}

/** Tells whether a name is another one in other letters, or has it within: `gitlab_standard_context`. */
function isMeantBy(name: string, known: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z\d]/g, '')
  return plain(name) === plain(known) || new RegExp(`(?:\\b|_)${known}(?:\\b|_)`, 'i').test(name)
}

function* unknownFields(
  context: string,
  fields: Fields,
  isRefused: (name: string, known: readonly string[]) => boolean,
): Generator<UnknownName> {
  const { known } = contextFields(`iglu:com.gitlab/${context}/jsonschema/`) ?? {}
  for (const name of known ? Object.keys(fields) : []) {
    if (!known || known.includes(name) || !isRefused(name, known)) continue
    yield {
      cause: `no version of ${context} has the field ${printText(name)}`,
      remedy: suggestion(name, known),
    }
  }
}

function isMisspelt(name: string, known: readonly string[]): boolean {
  return !known.includes(name) && misspeltName(name, known) !== undefined
}

function suggestion(name: string, known: readonly string[]): string {
  const nearest = misspeltName(name, known) ?? nearestName(name, known)
  return nearest ? `Did you mean ${printText(nearest)}?` : 'Leave it out.'
}
