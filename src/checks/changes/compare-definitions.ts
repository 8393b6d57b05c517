import { isMapping, printText } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { printList, printShort, printValue } from '../print-path.ts'
import type { ChangedFiles } from '../project.ts'
import type { YamlPath } from '../yaml-places.ts'
import { compareRules } from './compare-rules.ts'

/** The readers who have to know of a change: those of payloads, those of values, or those of the dictionary. */
export type ChangeLevel = 'payload' | 'addition' | 'value' | 'documentation'

/** One difference between two revisions of a definition. */
export interface Change {
  readonly level: ChangeLevel
  /** The file as it is now, or as it was if it is gone. */
  readonly file: DefinitionDocument
  /** The action or the key path. */
  readonly name: string
  readonly path?: YamlPath
  /** The name and the key that changed, which tell it from others. */
  readonly subject: string
  readonly message: string
}

type Values = Readonly<Record<string, unknown>>

/** One definition of a revision: a metric with several time frames is several. */
interface Definition {
  readonly name: string
  readonly file: DefinitionDocument
  readonly value: Values
}

/** Returns what changed for those who use events and metrics, between two revisions of files. */
export function compareDefinitions({ before, after }: ChangedFiles): Change[] {
  return (['event', 'metric'] as const).flatMap((kind) => {
    const old = definitionsOf(kind, before)
    const now = definitionsOf(kind, after)
    const unknown = { old: suspectedNames(kind, before), now: suspectedNames(kind, after) }
    // A name that a broken file may define is neither new nor gone.
    const names = new Set([
      ...[...old.keys()].filter((name) => now.has(name) || !unknown.now.has(name)),
      ...[...now.keys()].filter((name) => old.has(name) || !unknown.old.has(name)),
    ])
    const changes = [...names].flatMap((name) =>
      compareOne(kind, name, old.get(name), now.get(name)),
    )
    return oncePerFile(changes)
  })
}

/** Leaves one of the changes that each time frame of a list has alike. */
function oncePerFile(changes: readonly Change[]): Change[] {
  const seen = new Set<string>()
  return changes.filter(({ file, path, level }) => {
    if (path === undefined) return true
    const identity = JSON.stringify([file.path, path, level])
    const isFirst = !seen.has(identity)
    seen.add(identity)
    return isFirst
  })
}

function suspectedNames(
  kind: DefinitionDocument['kind'],
  documents: readonly DefinitionDocument[],
): ReadonlySet<string> {
  const broken = documents.filter((document) => document.kind === kind)
  return new Set(broken.flatMap((document) => document.suspectedNames))
}

function definitionsOf(
  kind: DefinitionDocument['kind'],
  documents: readonly DefinitionDocument[],
): ReadonlyMap<string, Definition> {
  const definitions = documents
    .filter((document) => document.kind === kind)
    .flatMap((file): Definition[] =>
      kind === 'event'
        ? file.event
          ? [{ name: file.event.action, file, value: file.value }]
          : []
        : file.metrics.map(({ keyPath, timeFrame }) => ({
            name: keyPath,
            file,
            value: { ...file.value, time_frame: timeFrame },
          })),
    )
  return new Map(definitions.map((definition) => [definition.name, definition]))
}

function compareOne(
  kind: DefinitionDocument['kind'],
  name: string,
  old: Definition | undefined,
  now: Definition | undefined,
): Change[] {
  const file = (now ?? old)?.file
  if (!file) return []
  const shown = printText(name, 250)
  const change: MakeChange = (level, message, key = '') => ({
    level,
    file,
    name,
    ...(key === '' ? {} : { path: [key] }),
    subject: `${name} ${key}`,
    message,
  })
  const [before, after] = [liveValue(old), liveValue(now)]
  if (before && after) return compareValues(shown, before, after, change)
  if (after) return [change('addition', `the ${kind} ${shown} is new`)]
  return before ? [change('payload', `the ${kind} ${shown} is gone`)] : []
}

type MakeChange = (level: ChangeLevel, message: string, key?: string) => Change

/** Returns the content of a definition; nothing for one that is removed, which no payload has. */
function liveValue(definition: Definition | undefined): Values | undefined {
  return definition?.value['status'] === 'removed' ? undefined : definition?.value
}

function compareValues(name: string, old: Values, now: Values, change: MakeChange): Change[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(now)])
  return [...keys].flatMap((key) => {
    const [from, to] = [old[key], now[key]]
    if (NAMES.has(key) || isEqual(from, to)) return []
    const lists = LISTS[key]
    if (lists) return compareLists(name, key, [from, to], lists, change)
    const level = LEVELS.get(key) ?? 'documentation'
    return [change(level, messageFor(name, key, from, to), key)]
  })
}

/** The keys that name a definition. */
const NAMES = new Set(['action', 'key_path'])

/** The keys of which somebody besides readers has to know. */
const LEVELS: ReadonlyMap<string, ChangeLevel> = new Map([
  ['value_type', 'payload'],
  ['value_json_schema', 'payload'],
  ['data_category', 'payload'],
  ['classification', 'payload'],
  ['internal_events', 'payload'],
  ['category', 'payload'],
  ['extra_trackers', 'payload'],
  ['extra_tracking_classes', 'payload'],
  ['events', 'value'],
  ['time_frame', 'value'],
  ['data_source', 'value'],
  ['instrumentation_class', 'value'],
  ['options', 'value'],
  ['status', 'value'],
])

const items = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** The keys with names, of which some come and some go. */
const LISTS: Readonly<Record<string, (value: unknown) => string[]>> = {
  additional_properties: (value) => (isMapping(value) ? Object.keys(value) : []),
  identifiers: items,
  tiers: items,
}

function compareLists(
  name: string,
  key: string,
  [before, after]: readonly [unknown, unknown],
  namesIn: (value: unknown) => readonly string[],
  change: MakeChange,
): Change[] {
  const [from, to] = [namesIn(before), namesIn(after)]
  const gone = from.filter((one) => !to.includes(one))
  const added = to.filter((one) => !from.includes(one))
  const shown = (names: readonly string[]) => printList(names.map((one) => printText(one)))
  const changes = [
    ...(gone.length > 0 ? [change('payload', `${key} of ${name} loses ${shown(gone)}`, key)] : []),
    ...(added.length > 0
      ? [change('addition', `${key} of ${name} gets ${shown(added)}`, key)]
      : []),
  ]
  if (changes.length > 0) return changes
  const differing = differingKeys(before, after)
  const message =
    differing.length > 0
      ? `${key} of ${name} describes ${shown(differing)} in another way`
      : `${key} of ${name} has another order`
  return [change('documentation', message, key)]
}

function messageFor(name: string, key: string, from: unknown, to: unknown): string {
  if (from === undefined) return `${name} gets ${key}: ${printValue(to)}`
  if (to === undefined) return `${name} loses ${key}`
  const rules = key === 'events' ? compareRules(from, to) : ''
  if (rules !== '') return `${key} of ${name}: ${rules}`
  const texts = [printValue(from), printValue(to)]
  if (texts[0] !== texts[1]) return `${key} of ${name} is ${texts[1]}, and was ${texts[0]}`
  return `${key} of ${name}: ${differences(from, to)}`
}

/** Says how two values differ that few words tell alike: lists, mappings and long texts. */
function differences(from: unknown, to: unknown): string {
  if (typeof from === 'string' && typeof to === 'string') {
    const start = Math.max(0, commonStart(from, to) - 20)
    const rest = (text: string) => printText(`…${text.slice(start)}`)
    return `it is ${rest(to)}, and was ${rest(from)}`
  }
  const keys = differingKeys(from, to)
  if (keys.length === 0) return `it is ${printShort(to)}, and was ${printShort(from)}`
  const [old, now] = [from, to] as readonly [Values, Values]
  return printList(
    keys.map((key) => `${key} is ${printShort(now[key])}, and was ${printShort(old[key])}`),
  )
}

function commonStart(one: string, other: string): number {
  const at = [...one].findIndex((_, index) => one[index] !== other[index])
  return at < 0 ? one.length : at
}

/** Returns the keys of which two mappings have different values. */
function differingKeys(from: unknown, to: unknown): string[] {
  if (!isMapping(from) || !isMapping(to)) return []
  const keys = new Set([...Object.keys(from), ...Object.keys(to)])
  return [...keys].filter((key) => !isEqual(from[key], to[key]))
}

/** Compares values of files; the order of keys tells nothing. */
function isEqual(one: unknown, other: unknown): boolean {
  return one === other || sorted(one) === sorted(other)
}

function sorted(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    isMapping(inner) ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)) : inner,
  )
}
