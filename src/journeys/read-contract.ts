import { decodeDefinition, readDefinitionFile, UnusableFile } from '../definitions/index.ts'
import { printText, requireModule } from '../foundation/index.ts'
import { ContractReader, contractError } from './contract-reader.ts'
import type { JourneyContract, JourneyEntry, MetricStep } from './journey-contract.ts'
import { JourneyError } from './journey-error.ts'
import type { YamlPath } from './line-of-path.ts'
import { readEntry } from './read-entry.ts'

/** A contract's file, and the part of it that is meant. */
export interface ContractSource {
  readonly name: string
  /** The path, relative to the root. */
  readonly file: string
  readonly bytes: Uint8Array
  readonly variant: string | undefined
}

const KEYS = ['description', 'experiment', 'variants', 'events', 'ordered', 'exact', 'metrics']
const VARIANT_KEYS = ['description', 'events', 'ordered', 'exact', 'metrics']

/**
 * Reads the contract of a journey. A file in GitLab's form means what it means there: events of the
 * variant stand beside those of all variants, and each carries the context of the experiment.
 *
 * @throws {JourneyError} `INVALID_CONTRACT` with the line, `UNKNOWN_VARIANT`.
 */
export function readContract({ name, file, bytes, variant }: ContractSource): JourneyContract {
  const { reader, mapping } = parse(file, bytes)
  const contract = reader.openMapping([], Object.fromEntries(mapping), KEYS)
  const arms = present(reader, contract)
  const arm = armOf(name, file, arms, variant)
  const shared = readPart(reader, [], contract)
  // A variant with nothing behind its colon has the shared events alone.
  const readArm = (name: string) => readPart(reader, ['variants', name], arms?.[name] ?? {})
  const own = arm === undefined ? undefined : readArm(variant as string)
  for (const other of Object.keys(arms ?? {})) {
    if (other !== variant) readArm(other)
  }
  const part = joinParts(shared, own)
  if (part.groups.length === 0) {
    const place = own ? ['variants', variant as string] : []
    throw reader.fault(place, 'it declares no events', 'List at least one under events.')
  }
  refuseIdleGroup(reader, part)
  const { experiment } = contract
  const { groups, ordered = false, exact = false, metrics } = part
  return {
    name,
    file,
    experiment: experiment == null ? undefined : reader.text(['experiment'], experiment),
    variant,
    groups: ordered ? groups : [groups.flat()],
    ordered,
    exact,
    metrics,
  }
}

function joinParts(shared: ContractPart, own: ContractPart | undefined): ContractPart {
  if (!own) return shared
  return {
    groups: [...shared.groups, ...own.groups],
    unordered: [...shared.unordered, ...own.unordered],
    ordered: own.ordered ?? shared.ordered,
    exact: own.exact ?? shared.exact,
    metrics: new Map([...shared.metrics, ...own.metrics]),
  }
}

function refuseIdleGroup(reader: ContractReader, { unordered: [group], ordered }: ContractPart) {
  if (!group || ordered) return
  throw reader.fault(
    group,
    'a group without an order says something only where the other events have one',
    'Add ordered: true, or list its events as the others.',
  )
}

/** The part of a contract for all of its variants, or for one. */
interface ContractPart {
  readonly groups: readonly (readonly JourneyEntry[])[]
  /** The places of the groups without an order. */
  readonly unordered: readonly YamlPath[]
  readonly ordered: boolean | undefined
  readonly exact: boolean | undefined
  readonly metrics: ReadonlyMap<string, MetricStep>
}

function readPart(reader: ContractReader, path: YamlPath, value: unknown): ContractPart {
  const part = reader.openMapping(path, value, path.length === 0 ? KEYS : VARIANT_KEYS)
  const has = (key: string) => part[key] !== undefined && part[key] !== null
  if (has('description')) reader.text([...path, 'description'], part['description'])
  const unordered: YamlPath[] = []
  const items = has('events') ? reader.list([...path, 'events'], part['events']) : []
  const groups = items.map((item, index) => {
    const place = [...path, 'events', index]
    if (!isGroup(item)) return [readEntry(reader, place, item)]
    unordered.push(place)
    const group = reader.mapping(place, item, ['unordered'])
    const inner = [...place, 'unordered']
    return reader
      .list(inner, group['unordered'])
      .map((each, number) => readEntry(reader, [...inner, number], each))
  })
  const flag = (key: string) => (has(key) ? reader.flag([...path, key], part[key]) : undefined)
  const metrics = has('metrics') ? reader.anyMapping([...path, 'metrics'], part['metrics']) : {}
  return {
    groups: groups.filter((group) => group.length > 0),
    unordered,
    ordered: flag('ordered'),
    exact: flag('exact'),
    metrics: new Map(
      Object.entries(metrics).map(([keyPath, step]) => {
        const place = [...path, 'metrics', keyPath]
        return [keyPath, { step: reader.number(place, step), line: reader.lineOf(place) }]
      }),
    ),
  }
}

function isGroup(item: unknown): boolean {
  return typeof item === 'object' && item !== null && Object.hasOwn(item, 'unordered')
}

const NOT_A_LIST =
  'Write each variant as a key, without a dash: control: and candidate:, with events of its own below, or nothing where it has the shared ones alone.'

function present(
  reader: ContractReader,
  { variants }: Record<string, unknown>,
): Record<string, unknown> | undefined {
  if (variants === undefined || variants === null) return undefined
  const arms = reader.anyMapping(['variants'], variants, NOT_A_LIST)
  return Object.keys(arms).length > 0 ? arms : undefined
}

/** Returns the variant that is asked for. */
function armOf(
  name: string,
  file: string,
  arms: Record<string, unknown> | undefined,
  variant: string | undefined,
): unknown {
  if (variant !== undefined && arms && Object.hasOwn(arms, variant)) return arms[variant]
  if (variant === undefined && !arms) return undefined
  const names = Object.keys(arms ?? {}).map((arm) => printText(arm))
  const [cause, remedy] = !arms
    ? ['it declares no variants', `Leave out { variant: ${printText(variant as string)} }.`]
    : variant === undefined
      ? [
          `it declares the variants ${names.join(', ')}, and none is asked for`,
          `Pass one: { variant: ${names[0]} }.`,
        ]
      : [`it has no variant ${printText(variant)}`, `Variants are ${names.join(', ')}.`]
  throw new JourneyError(
    'UNKNOWN_VARIANT',
    `Failed to find the variant of journey ${printText(name)} in ${file}: ${cause}. ${remedy}`,
  )
}

function parse(
  file: string,
  bytes: Uint8Array,
): { reader: ContractReader; mapping: ReadonlyMap<string, unknown> } {
  try {
    const text = decodeDefinition(bytes)
    const { mapping, remarks } = readDefinitionFile(file, text, requireModule('js-yaml'))
    const repeated = remarks.find(({ cause }) => cause.startsWith('the key is repeated'))
    if (repeated) {
      throw contractError(
        file,
        repeated.line,
        'the key is repeated, so that the other one would claim nothing',
        'Remove one of them.',
      )
    }
    return { reader: new ContractReader(file, text), mapping }
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    const { line, cause, code, remedy } = error.fault
    const unusable = code === 'INVALID_DEFINITION' ? 'Write a mapping with events.' : remedy
    throw contractError(file, line, cause, unusable)
  }
}
