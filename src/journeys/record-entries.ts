import type { YamlMap, YamlValue } from '../drafts/yaml/index.ts'
import { isVolatile } from './is-volatile.ts'
import { IDENTITIES } from './journey-contract.ts'
import { experimentOf, type JourneyEvent } from './journey-event.ts'

/** The labels of identities, by kind and id: a run knows no others. */
export type Labels = Map<string, string>

/** The style in which events are recorded. */
export interface RecordingStyle {
  /** True for what Ruby reads too: the fields of GitLab's contracts alone, each event for itself. */
  readonly likeGitlab: boolean
  /** True where the contract names the experiment, so that its events need not. */
  readonly ofExperiment: boolean
}

/** The fields that Ruby's contracts list. */
export const GITLAB_FIELDS = ['category', 'action', 'label', 'property'] as const

/** An entry as it is recorded. */
export interface RecordedEntry {
  readonly entry: YamlMap
  /** The fields that are left out, since the next run has others. */
  readonly leftOut: readonly string[]
  /** The first event that it declares. */
  readonly event: JourneyEvent
}

/** Returns the entries that declare the events, in their order; equal ones are counted. */
export function recordEntries(
  events: readonly JourneyEvent[],
  labels: Labels,
  style: RecordingStyle,
): RecordedEntry[] {
  const entries = events.map((event) => recordEntry(event, labels, style))
  if (style.likeGitlab) return entries
  const alike = new Map<string, RecordedEntry[]>()
  for (const one of entries) {
    const key = JSON.stringify(toJson(one.entry))
    alike.set(key, [...(alike.get(key) ?? []), one])
  }
  return [...alike.values()].map((same) => {
    const [{ entry, event }] = same as [RecordedEntry]
    const leftOut = [...new Set(same.flatMap((one) => one.leftOut))]
    return {
      event,
      leftOut,
      entry: same.length === 1 ? entry : new Map([...entry, ['count', same.length]]),
    }
  })
}

/** Returns the entry that declares an event, without what the next run has anew. */
function recordEntry(
  event: JourneyEvent,
  labels: Labels,
  { likeGitlab, ofExperiment }: RecordingStyle,
): RecordedEntry {
  const entry = recordTexts(event)
  const leftOut = GITLAB_FIELDS.filter((field) => event.texts[field] && !entry.has(field))
  if (likeGitlab) return { entry, leftOut, event }
  const { value } = event
  const isStable = typeof value === 'number' && !isVolatile('', value)
  if (isStable) entry.set('value', value)
  const properties = recordProperties(event)
  if (properties.size > 0) entry.set('properties', properties)
  for (const kind of IDENTITIES) {
    const id = event.identities[kind]
    if (id !== undefined) entry.set(kind, labelOf(kind, id, labels))
  }
  const experiment = ofExperiment ? undefined : experimentOf(event)
  if (experiment) entry.set('contexts', new Map([['gitlab_experiment', recordArm(experiment)]]))
  const others = [
    ...(value == null || isStable ? [] : ['value']),
    ...Object.keys(event.properties).filter((name) => !properties.has(name)),
  ]
  return { entry, leftOut: [...leftOut, ...others], event }
}

function recordTexts({ texts }: JourneyEvent): Map<string, YamlValue> {
  const fields = GITLAB_FIELDS.flatMap((field) => {
    const text = texts[field]
    const isKept = field === 'action' || field === 'category' || !isVolatile('', text)
    return text !== undefined && isKept ? [[field, text] as const] : []
  })
  return new Map(fields)
}

function recordProperties({ properties }: JourneyEvent): YamlMap {
  return new Map(
    Object.entries(properties).flatMap(([name, property]) => {
      const yaml = isVolatile(name, property) ? undefined : toYaml(property)
      return yaml === undefined ? [] : [[name, yaml] as const]
    }),
  )
}

function recordArm(context: Readonly<Record<string, unknown>>): YamlMap {
  return new Map(
    ['experiment', 'variant'].flatMap((name) => {
      const field = context[name]
      return typeof field === 'string' ? [[name, field] as const] : []
    }),
  )
}

function labelOf(kind: string, id: string, labels: Labels): string {
  const known = labels.get(`${kind} ${id}`)
  if (known !== undefined) return known
  const taken = new Set(labels.values())
  for (let number = 1; ; number++) {
    const label = `${kind}#${number}`
    if (taken.has(label)) continue
    labels.set(`${kind} ${id}`, label)
    return label
  }
}

/** Returns a value of a payload as YAML; `undefined` for what has none. */
function toYaml(value: unknown): YamlValue | undefined {
  if (Array.isArray(value)) {
    const items = value.map(scalar)
    return items.every((item) => item !== undefined) ? items : undefined
  }
  return scalar(value)
}

function scalar(value: unknown): string | number | boolean | null | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const isScalar = value === null || typeof value === 'string' || typeof value === 'boolean'
  return isScalar ? value : undefined
}

function toJson(value: YamlValue): unknown {
  return value instanceof Map ? [...value].map(([key, each]) => [key, toJson(each)]) : String(value)
}
