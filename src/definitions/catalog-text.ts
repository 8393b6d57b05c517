import { Catalog, type CatalogOptions } from './catalog.ts'
import type { EventDefinition } from './event-definition.ts'
import type { UsageMetric } from './metric-definition.ts'

type Content = readonly [EventDefinition[], UsageMetric[], CatalogOptions]

/** Writes a catalog as text, for a place that cannot read files, such as a browser. */
export function writeCatalog(catalog: Catalog): string {
  const { events, metrics, fileFaults: faults, undefinedEvents, strictFrontend } = catalog
  const content: Content = [
    [...events.values()],
    [...metrics.values()],
    { faults, undefinedEvents, strictFrontend },
  ]
  return JSON.stringify(content, (_key, value: unknown) => {
    if (value instanceof Map) return { map: [...value] }
    if (typeof value === 'bigint') return { bigint: String(value) }
    return value instanceof Set ? { set: [...value] } : value
  })
}

/** Reads the catalog that `writeCatalog` wrote. */
export function readCatalog(text: string): Catalog {
  const [events, metrics, options]: Content = JSON.parse(text, (_key, value: Written | null) => {
    if (Array.isArray(value?.map)) return new Map(value.map)
    if (typeof value?.bigint === 'string') return BigInt(value.bigint)
    return Array.isArray(value?.set) ? new Set(value.set) : value
  })
  return new Catalog(events, metrics, options)
}

/** A value as text that JSON does not have. No definition has such values under these names; arrays have a `map` too. */
interface Written {
  readonly map?: unknown
  readonly set?: unknown
  readonly bigint?: unknown
}
