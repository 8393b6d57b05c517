import { type Difference, type Equal, fieldDifferences } from '../assertions/index.ts'
import {
  IDENTITIES,
  type Identity,
  type JourneyContract,
  type JourneyEntry,
  TEXT_FIELDS,
  type TextField,
} from './journey-contract.ts'
import { contextsOf, experimentOf, type JourneyEvent } from './journey-event.ts'

/** The ids that labels such as `user#1` stand for. */
export type Bindings = ReadonlyMap<string, string>

/** The order in which messages name fields. */
const FIELDS: readonly TextField[] = [
  'action',
  ...(Object.keys(TEXT_FIELDS) as TextField[]).filter((field) => field !== 'action'),
]

/** The facts that comparing an entry with an event needs. */
export interface Comparison {
  readonly contract: Pick<JourneyContract, 'experiment' | 'variant'>
  readonly equal: Equal
  /** Without them, only whether there is an identity is compared. */
  readonly bindings?: Bindings | undefined
}

/** Yields the fields in which an event differs from an entry of a contract; only listed ones are compared. */
export function* entryDifferences(
  entry: JourneyEntry,
  event: JourneyEvent,
  { contract, equal, bindings }: Comparison,
): Generator<Difference> {
  for (const field of FIELDS) {
    yield* scalarDifference(field, event.texts[field], entry.texts[field])
  }
  yield* scalarDifference('value', event.value, entry.value)
  for (const [name, expected] of Object.entries(entry.properties)) {
    const recorded = Object.hasOwn(event.properties, name) ? event.properties[name] : undefined
    yield* fieldDifferences(`properties.${name}`, recorded, expected ?? undefined, equal)
  }
  for (const field of IDENTITIES) {
    yield* identityDifference(field, entry.identities[field], event, bindings)
  }
  for (const [name, fields] of Object.entries(entry.contexts)) {
    yield* nearestContextDifferences(`contexts.${name}`, contextsOf(event, name), fields, equal)
  }
  yield* experimentDifferences(entry, event, contract, equal)
}

/** Compares a field that is absent where it is expected to be `null`, and anything without an expectation. */
function* scalarDifference(
  field: string,
  recorded: unknown,
  expected: string | number | null | undefined,
): Generator<Difference> {
  if (expected === undefined || (expected ?? undefined) === (recorded ?? undefined)) return
  yield { field, expected: expected ?? undefined, recorded: recorded ?? undefined }
}

function* identityDifference(
  field: Identity,
  label: string | null | undefined,
  event: JourneyEvent,
  bindings: Bindings | undefined,
): Generator<Difference> {
  const id = event.identities[field]
  if (label === undefined || isMeant(label, id, bindings)) return
  const known = [...(bindings ?? [])].find(
    ([other, bound]) => bound === id && other.startsWith(`${field}#`),
  )
  const recorded = id === undefined ? undefined : (known?.[0] ?? `another ${field}`)
  yield { field, expected: label ?? undefined, recorded }
}

/** Tells whether the identities of an event are those that the labels of an entry stand for. */
export function hasIdentities(
  { identities }: JourneyEntry,
  event: JourneyEvent,
  bindings: Bindings | undefined,
): boolean {
  return IDENTITIES.every((kind) => {
    const label = identities[kind]
    return label === undefined || isMeant(label, event.identities[kind], bindings)
  })
}

function isMeant(
  label: string | null,
  id: string | undefined,
  bindings: Bindings | undefined,
): boolean {
  if (label === null || id === undefined) return label === null && id === undefined
  return bindings === undefined || bindings.get(label) === id
}

/** Any of several contexts of one name may be the one that is meant. */
function nearestContextDifferences(
  field: string,
  recorded: readonly Readonly<Record<string, unknown>>[],
  expected: Readonly<Record<string, unknown>> | null,
  equal: Equal,
): readonly Difference[] {
  const [first = [], ...others] = (recorded.length > 0 ? recorded : [undefined]).map((context) => [
    ...contextDifferences(field, context, expected, equal),
  ])
  return others.reduce((least, each) => (each.length < least.length ? each : least), first)
}

function* contextDifferences(
  field: string,
  recorded: Readonly<Record<string, unknown>> | undefined,
  expected: Readonly<Record<string, unknown>> | null,
  equal: Equal,
): Generator<Difference> {
  if (expected === null && recorded === undefined) return
  if (expected === null || recorded === undefined) {
    yield { field, expected: expected ?? undefined, recorded }
    return
  }
  for (const [name, value] of Object.entries(expected)) {
    const own = Object.hasOwn(recorded, name) ? (recorded[name] ?? undefined) : undefined
    yield* fieldDifferences(`${field}.${name}`, own, value ?? undefined, equal)
  }
}

/** The context of an experiment is that of the variant, whatever else it holds. */
function* experimentDifferences(
  { experimentContext }: JourneyEntry,
  event: JourneyEvent,
  { experiment, variant }: Comparison['contract'],
  equal: Equal,
): Generator<Difference> {
  const recorded = experimentOf(event)
  if (experiment !== undefined) {
    const expected = { experiment, ...(variant === undefined ? {} : { variant }) }
    yield* contextDifferences('experiment_context', recorded, expected, equal)
  } else if (experimentContext !== undefined) {
    if (equal(recorded, experimentContext ?? undefined)) return
    yield { field: 'experiment_context', expected: experimentContext ?? undefined, recorded }
  }
}
