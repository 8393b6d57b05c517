import { isMapping } from '../foundation/index.ts'
import { type ContractReader, plainValue } from './contract-reader.ts'
import {
  IDENTITIES,
  type Identity,
  type JourneyEntry,
  TEXT_FIELDS,
  type TextField,
} from './journey-contract.ts'
import type { YamlPath } from './line-of-path.ts'

const TEXT_KEYS = Object.keys(TEXT_FIELDS) as TextField[]

/** The keys that an entry may have: those of GitLab first. */
export const ENTRY_KEYS: readonly string[] = [
  ...TEXT_KEYS,
  'experiment_context',
  'value',
  'properties',
  ...IDENTITIES,
  'contexts',
  'count',
]

/** Keys of contexts' fields that a contract may hold, down to this level. */
type Fields = Readonly<Record<string, unknown>>

/** Reads one event of a contract. */
export function readEntry(reader: ContractReader, path: YamlPath, value: unknown): JourneyEntry {
  const entry = reader.mapping(path, value, ENTRY_KEYS)
  const has = (key: string) => Object.hasOwn(entry, key)
  if (!ENTRY_KEYS.some((key) => key !== 'count' && has(key))) {
    throw reader.fault(path, 'the event has no field', 'Name its action.')
  }
  if (has('event_type') && entry['event_type'] !== 'se') {
    throw reader.fault(
      [...path, 'event_type'],
      'journeys have structured events alone',
      'Write event_type: se, or leave the event out.',
    )
  }
  const at = (key: string) => [...path, key] as const
  const texts = TEXT_KEYS.filter(has).map((key) => [
    key,
    entry[key] === null ? null : reader.text(at(key), entry[key]),
  ])
  const identities = IDENTITIES.filter(has).map((key) => [
    key,
    readIdentity(reader, at(key), key, entry[key]),
  ])
  const number = (key: string) => (entry[key] === null ? null : reader.number(at(key), entry[key]))
  return {
    texts: Object.fromEntries(texts),
    identities: Object.fromEntries(identities),
    properties: has('properties')
      ? (plainValue(reader.anyMapping(at('properties'), entry['properties'])) as Fields)
      : {},
    contexts: has('contexts') ? readContexts(reader, at('contexts'), entry['contexts']) : {},
    ...(has('value') ? { value: number('value') } : {}),
    ...(has('count') ? { count: reader.count(at('count'), entry['count']) } : {}),
    ...(has('experiment_context')
      ? {
          experimentContext: fieldsOf(
            reader,
            at('experiment_context'),
            entry['experiment_context'],
          ),
        }
      : {}),
    line: reader.lineOf(path),
  }
}

function readIdentity(
  reader: ContractReader,
  path: YamlPath,
  kind: Identity,
  value: unknown,
): string | null {
  if (value === null) return null
  if (typeof value === 'string' && new RegExp(`^${kind}#\\d+$`).test(value)) return value
  throw reader.fault(
    path,
    `${kind} should be a label such as ${kind}#1`,
    `The same label stands for the same ${kind}, another one for another.`,
  )
}

function readContexts(
  reader: ContractReader,
  path: YamlPath,
  value: unknown,
): JourneyEntry['contexts'] {
  const contexts = reader.anyMapping(path, value)
  return Object.fromEntries(
    Object.entries(contexts).map(([name, fields]) => [
      name,
      fieldsOf(reader, [...path, name], fields),
    ]),
  )
}

function fieldsOf(reader: ContractReader, path: YamlPath, value: unknown): Fields | null {
  if (value === null) return null
  const plain = plainValue(reader.anyMapping(path, value))
  return isMapping(plain) ? plain : {}
}
