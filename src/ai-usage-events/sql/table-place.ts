import { shared } from '../../foundation/index.ts'

const places = () =>
  shared('places-of-ai-usage-events', () => new WeakMap<object, Map<string, object>>())

/** Returns the object that stands for the rows of a table, the same for all stores with this client. */
export function tablePlace(client: object, table: string): object {
  const tables = places().get(client) ?? new Map<string, object>()
  places().set(client, tables)
  const place = tables.get(table) ?? {}
  tables.set(table, place)
  return place
}
