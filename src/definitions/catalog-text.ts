import { requireModule, VERSION } from '../foundation/index.ts'
import { Catalog } from './catalog.ts'
import { KINDS, type LineKind, writeLines } from './compiled-lines.ts'
import { CompiledMap, type OnUse } from './compiled-map.ts'
import type { JourneysConfig } from './config.ts'
import type { DefinitionFault } from './definition-fault.ts'
import type { EventDefinition } from './event-definition.ts'
import { FaultsOfNames } from './faults-of-names.ts'
import { metricsByEvent } from './index-definitions.ts'
import { FoundFaults } from './known-faults.ts'
import type { UsageMetric } from './metric-definition.ts'
import type { PrivacySettings } from './privacy-config.ts'
import type { UndefinedEvents } from './undefined-events.ts'

/** The form of the text; one of another form is not read. */
export const FORMAT = 9

const MARK = `internal-events-testing ${VERSION} catalog ${FORMAT} `

/** The first line, behind its mark. */
interface Header {
  /** The length of the lines of each kind, which stand one kind after another. */
  readonly lengths: Readonly<Record<LineKind, number>>
  readonly sha256: string
  readonly badFiles: readonly string[]
}

/** The content of the line of settings. */
interface Settings {
  readonly undefinedEvents: UndefinedEvents
  readonly strictFrontend: boolean
  readonly privacy?: PrivacySettings | undefined
  readonly journeys: JourneysConfig
}

/** Writes a catalog as text, of which a reader needs only the lines of the names that it uses. */
export function writeCatalog(catalog: Catalog): string {
  const { events, metrics, fileFaults, undefinedEvents, strictFrontend, privacy, journeys } =
    catalog
  const found = new FoundFaults(fileFaults)
  const counting = Array.from(
    metricsByEvent(metrics.values()),
    ([name, metrics]) => [name, metrics.map(({ keyPath }) => keyPath)] as const,
  )
  const parts: Readonly<Record<LineKind, string>> = {
    S: writeLines('S', [
      ['', { undefinedEvents, strictFrontend, privacy, journeys } satisfies Settings],
    ]),
    E: writeLines('E', events),
    M: writeLines('M', metrics),
    R: writeLines('R', counting),
    FE: writeLines('FE', found.byName('event')),
    FM: writeLines('FM', found.byName('metric')),
    FA: writeLines('FA', [['', fileFaults]]),
  }
  const body = KINDS.map((kind) => parts[kind]).join('')
  const header: Header = {
    lengths: mapKinds((kind) => parts[kind].length),
    sha256: checksum(body),
    badFiles: [...catalog.badFiles],
  }
  return `${MARK}${JSON.stringify(header)}${body}`
}

/**
 * Reads the catalog that `writeCatalog` wrote; `undefined` for a text that is of another version, or
 * has lost its end. `onUse` hears which lines are used.
 */
export function readCatalog(text: string, onUse: OnUse = () => {}): Catalog | undefined {
  const read = readHeader(text)
  if (!read) return undefined
  const { header, parts } = read
  const settings = new CompiledMap<Settings>(parts.S, 'S', onUse).get('')
  const events = new CompiledMap<EventDefinition>(parts.E, 'E', onUse)
  const metrics = new CompiledMap<UsageMetric>(parts.M, 'M', onUse)
  const counting = new CompiledMap<readonly string[]>(parts.R, 'R', onUse)
  const faults = {
    event: new CompiledMap<DefinitionFault>(parts.FE, 'FE', onUse),
    metric: new CompiledMap<DefinitionFault>(parts.FM, 'FM', onUse),
  }
  const allFaults = new CompiledMap<readonly DefinitionFault[]>(parts.FA, 'FA', onUse)
  const definitions = {
    events,
    metrics,
    badFiles: new Set(header.badFiles),
    faults: new FaultsOfNames({
      get all() {
        return allFaults.get('') ?? []
      },
      get: (kind, name) => faults[kind].get(name),
    }),
    metricsCounting: (event: string) =>
      (counting.get(event) ?? []).flatMap((keyPath) => metrics.get(keyPath) ?? []),
  }
  return Catalog.of(definitions, settings ?? {})
}

/** Tells whether a text is whole and unchanged, which costs more than reading it. */
export function isIntact(text: string): boolean {
  return readHeader(text)?.header.sha256 === checksum(bodyOf(text))
}

/** A text's first line, and its lines by their kind. */
interface Read {
  readonly header: Header
  readonly parts: Readonly<Record<LineKind, string>>
}

function readHeader(text: string): Read | undefined {
  if (!text.startsWith(MARK)) return undefined
  try {
    const body = bodyOf(text)
    const header: Header = JSON.parse(text.slice(MARK.length, text.length - body.length))
    let end = 0
    const parts = mapKinds((kind) => {
      const start = end
      end += header.lengths[kind]
      return body.slice(start, end)
    })
    return end === body.length ? { header, parts } : undefined
  } catch {
    return undefined
  }
}

function mapKinds<Value>(partOf: (kind: LineKind) => Value): Record<LineKind, Value> {
  return Object.fromEntries(KINDS.map((kind) => [kind, partOf(kind)])) as Record<LineKind, Value>
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf('\n'))
}

function checksum(body: string): string {
  return requireModule('node:crypto').createHash('sha256').update(body).digest('hex')
}
