import { isMapping } from '../../foundation/index.ts'
import { faultOfName, faultOfProperty } from '../event/event-rules.ts'

/** One event as a collector saw it. */
export interface SeenEvent {
  readonly action: string
  readonly identifiers: readonly string[]
  readonly properties: ReadonlyMap<string, string | number>
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
const FLAT_CONTEXT = 'contexts_com_gitlab_gitlab_standard_1'

type Columns = Readonly<Record<string, unknown>>

/** Reads an entry of `/micro/good`, or a line of `--output-json`; `undefined` for any other event. */
export function readSeenEvent(item: unknown): SeenEvent | undefined {
  if (!isMapping(item)) return undefined
  const columns: Columns = isMapping(item['event']) ? item['event'] : item
  const action = columns['se_action']
  if (typeof action !== 'string' || faultOfName(action) !== undefined) return undefined
  const context = standardContext(columns)
  return {
    action,
    identifiers: IDENTIFIERS.flatMap(([name, field]) => (isGiven(context[field]) ? [name] : [])),
    properties: new Map([
      ...COLUMNS.flatMap(([name, column]) => givenValue(name, columns[column])),
      ...Object.entries(isMapping(context['extra']) ? context['extra'] : {}).flatMap(
        ([name, value]) => (faultOfProperty(name) === undefined ? givenValue(name, value) : []),
      ),
    ]),
  }
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

function givenValue(name: string, value: unknown): [string, string | number][] {
  return typeof value === 'string' || Number.isFinite(value)
    ? [[name, value as string | number]]
    : []
}
