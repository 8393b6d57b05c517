import { isMapping } from '../../foundation/index.ts'
import { faultOfName, faultOfProperty } from '../event/event-rules.ts'

/** One event as a collector saw it. */
export interface SeenEvent {
  readonly action: string
  /** The reason why no definition can have its name. */
  readonly fault: string | undefined
  readonly identifiers: readonly string[]
  readonly properties: ReadonlyMap<string, string | number>
  /** The reasons why no definition can have the other properties that it had. */
  readonly leftOut: ReadonlyMap<string, string>
}

const COLUMNS = [
  ['label', 'se_label'],
  ['property', 'se_property'],
  ['value', 'se_value'],
] as const
const IDENTIFIERS = [
  ['project', 'project_id'],
  ['namespace', 'namespace_id'],
  ['user', 'user_id'],
  ['feature_enabled_by_namespace_ids', 'feature_enabled_by_namespace_ids'],
] as const
const ID_NAMES: ReadonlySet<string> = new Set(IDENTIFIERS.map(([, field]) => field))
const FLAT_CONTEXT = 'contexts_com_gitlab_gitlab_standard_1'

type Columns = Readonly<Record<string, unknown>>

/** Reads an entry of `/micro/good`, or a line of `--output-json`; `undefined` for any other event. */
export function readSeenEvent(item: unknown): SeenEvent | undefined {
  if (!isMapping(item)) return undefined
  const columns: Columns = isMapping(item['event']) ? item['event'] : item
  const action = columns['se_action']
  if (typeof action !== 'string') return undefined
  const context = standardContext(columns)
  const given: [string, unknown][] = [
    ...COLUMNS.map(([name, column]): [string, unknown] => [name, columns[column]]),
    ...Object.entries(isMapping(context['extra']) ? context['extra'] : {}),
  ].filter(([, value]) => value !== undefined && value !== null)
  const faults = given.map(([name, value]) => [name, faultOfSeen(name, value)] as const)
  return {
    action,
    fault: faultOfName(action),
    identifiers: IDENTIFIERS.flatMap(([name, field]) => (isGiven(context[field]) ? [name] : [])),
    properties: new Map(
      given.filter((_, index) => faults[index]?.[1] === undefined) as [string, string | number][],
    ),
    leftOut: new Map(
      faults.flatMap(([name, fault]) => (fault === undefined ? [] : [[name, fault]])),
    ),
  }
}

function faultOfSeen(name: string, value: unknown): string | undefined {
  if (ID_NAMES.has(name)) return 'it is the id of an identifier, which is not sent as a property'
  const isValue = typeof value === 'string' || Number.isFinite(value)
  return faultOfProperty(name) ?? (isValue ? undefined : 'its value is not a text or a number')
}

/** Returns the data of GitLab's standard context, in any of the two forms; empty if there is none. */
function standardContext(columns: Columns): Columns {
  const flat = columns[FLAT_CONTEXT]
  const { data } = isMapping(columns['contexts']) ? columns['contexts'] : {}
  const found = Array.isArray(data) ? data.find(isStandardContext) : undefined
  const context = Array.isArray(flat) ? flat[0] : found?.data
  return isMapping(context) ? context : {}
}

function isStandardContext(context: unknown): context is { readonly data: unknown } {
  return isMapping(context) && /\/gitlab_standard\//.test(String(context['schema']))
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
}
