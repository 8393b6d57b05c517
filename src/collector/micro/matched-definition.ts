import { type Catalog, failedFilterKey } from '../../definitions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { nearestName } from '../../foundation/index.ts'
import type { SentEvent } from '../../snowplow/index.ts'
import { type CountedEvent, uniqueMember } from '../../tracking/index.ts'

/** The result of looking up an internal event in the definitions of this project. */
export interface MatchedDefinition {
  /** `unknown` where the project has no definitions. */
  readonly state: 'defined' | 'removed' | 'not internal' | 'not defined' | 'unknown'
  /** Its file and line, if it is defined. */
  readonly place: string | null
  /** The name of the defined event that was probably meant, if it is not defined. */
  readonly nearest: string | null
  /** The key paths of the metrics that the event moves as it was sent. */
  readonly metrics: readonly string[]
}

/** The longest name whose nearest is looked for: a longer one is no misspelling. */
const MAX_NAME = 128
/** The number of names whose nearest is remembered; it takes a comparison with each definition. */
const MAX_REMEMBERED = 1_000

/** The time after which a project without definitions is looked at again, in milliseconds. */
const RETRY = 1_000
let lookedAt = Number.NEGATIVE_INFINITY

/** Returns the catalog of this project, if it has one. */
function projectCatalog(): Catalog | undefined {
  if (performance.now() - lookedAt < RETRY) return undefined
  try {
    return currentCatalog()
  } catch {
    lookedAt = performance.now()
    return undefined
  }
}

/** Looks an event up; without a catalog, in the definitions of this project. */
export function matchDefinition(
  event: SentEvent,
  catalog: Catalog | undefined = projectCatalog(),
): MatchedDefinition {
  const nothing = { place: null, nearest: null, metrics: [] }
  if (!catalog) return { ...nothing, state: 'unknown' }
  const definition = catalog.definitionOf(event.name)
  if (!definition) {
    return { ...nothing, state: 'not defined', nearest: nearestEvent(catalog, event.name) }
  }
  const { file, line, removed, internal } = definition
  const state = removed ? 'removed' : internal ? 'defined' : 'not internal'
  // Only a live internal event is counted.
  const metrics = state === 'defined' ? metricsOf(catalog, event) : []
  return { state, place: `${file}:${line}`, nearest: null, metrics }
}

/** Tells what is wrong with an event's definition; empty if nothing is, or nobody knows. */
export function printState({ state, nearest }: MatchedDefinition): string {
  if (state === 'defined' || state === 'unknown') return ''
  return nearest === null ? state : `${state}; did you mean ${JSON.stringify(nearest)}?`
}

const remembered = new WeakMap<Catalog, Map<string, string | null>>()

/** Returns the defined event that was probably meant by a name that is not defined. */
export function nearestEvent(catalog: Catalog, name: string): string | null {
  if (name.length > MAX_NAME) return null
  const known = remembered.get(catalog) ?? new Map<string, string | null>()
  remembered.set(catalog, known)
  const found = known.get(name)
  if (found !== undefined) return found
  if (known.size >= MAX_REMEMBERED) known.clear()
  const nearest = nearestName(name, catalog.events.keys()) ?? null
  known.set(name, nearest)
  return nearest
}

function metricsOf(catalog: Catalog, event: CountedEvent): string[] {
  return catalog.metricsOf(event.name).flatMap(({ keyPath, rules }) => {
    const selects = rules.some(
      (rule) =>
        rule.name === event.name &&
        failedFilterKey(rule, event.additionalProperties) === undefined &&
        (rule.unique === undefined || uniqueMember(rule.unique, event) !== undefined),
    )
    return selects ? [keyPath] : []
  })
}
