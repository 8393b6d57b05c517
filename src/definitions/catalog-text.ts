import { Catalog } from './catalog.ts'

/** Writes a catalog as text, for a place that cannot read files, such as a browser. */
export function writeCatalog({ events, metrics }: Catalog): string {
  return JSON.stringify([[...events.values()], [...metrics.values()]], (_key, value: unknown) => {
    if (value instanceof Map) return { map: [...value] }
    return value instanceof Set ? { set: [...value] } : value
  })
}

/** Reads the catalog that `writeCatalog` wrote. */
export function readCatalog(text: string): Catalog {
  const [events, metrics] = JSON.parse(text, (_key, value: Written | null) => {
    if (Array.isArray(value?.map)) return new Map(value.map)
    return Array.isArray(value?.set) ? new Set(value.set) : value
  })
  return new Catalog(events, metrics)
}

/** A map or a set as text. No definition has arrays under these names; arrays have a `map` too. */
interface Written {
  readonly map?: unknown
  readonly set?: unknown
}
