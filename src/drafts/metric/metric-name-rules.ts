import { faultOfName } from '../event/event-rules.ts'
import { keyPathsOf } from './draft-metric.ts'
import { keyPathOf, metricName, type Scope } from './scope.ts'

/** GitLab takes no longer names of files. */
const LONGEST_FILE_NAME = 100

/** The reason why the names of the events cannot make the name of a metric. */
export type NameReason = 'filters' | 'length' | 'conflict'

/** Returns why a metric needs a name of its own, or `undefined` when that of its events will do. */
export function reasonForName(
  scope: Scope,
  events: string,
  {
    isFiltered,
    keyPaths,
  }: { readonly isFiltered: boolean; readonly keyPaths: ReadonlySet<string> },
): NameReason | undefined {
  const name = metricName(scope, events)
  if (isFiltered) return 'filters'
  if (`${name}.yml`.length > LONGEST_FILE_NAME) return 'length'
  return takenKeyPath(scope, name, keyPaths) === undefined ? undefined : 'conflict'
}

/** Returns the number of characters that the name in place of the events may have. */
export function longestName(scope: Scope): number {
  return LONGEST_FILE_NAME - `${metricName(scope, '')}.yml`.length
}

/** Returns why a text cannot stand in the place of the events' names. */
export function faultOfMetricName(
  scope: Scope,
  text: string,
  keyPaths: ReadonlySet<string>,
): string | undefined {
  const most = longestName(scope)
  if (text.length > most) return `it has more than ${most} characters`
  const taken = takenKeyPath(scope, metricName(scope, text), keyPaths)
  return faultOfName(text) ?? (taken && `a metric has the key path ${taken}`)
}

function takenKeyPath(
  scope: Scope,
  name: string,
  keyPaths: ReadonlySet<string>,
): string | undefined {
  return keyPathsOf(keyPathOf(scope, name), scope.timeFrames).find((path) => keyPaths.has(path))
}

/** Returns why a text cannot be the key path of a metric of the database. */
export function faultOfKeyPath(text: string, keyPaths: ReadonlySet<string>): string | undefined {
  if (`${text}.yml`.length > LONGEST_FILE_NAME) {
    return `it has more than ${LONGEST_FILE_NAME - '.yml'.length} characters`
  }
  return faultOfName(text) ?? (keyPaths.has(text) ? `a metric has the key path ${text}` : undefined)
}
