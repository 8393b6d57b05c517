import {
  type AiUsageEvent,
  type AiUsageEventStore,
  type AiUsageFilter,
  compareRows,
  readOrder,
  selectedRows,
} from '../ai-usage-events/index.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { graphql } from './load-graphql.ts'

/** The arguments of a connection. */
export interface PageArguments {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

/** One page of rows, the newest first. */
export interface Connection {
  readonly nodes: readonly AiUsageEvent[]
  readonly edges: readonly { readonly cursor: string; readonly node: AiUsageEvent }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** The rows of a page, where no number of them is asked for, and at most. */
const MAX_SIZE = 100

/**
 * Reads the rows of a page, and none of those before it.
 *
 * Source: Relay's connections, and `Gitlab::Graphql::Pagination::Keyset::Connection` of GitLab.
 *
 * @throws {GraphQLError} for arguments that no page has.
 */
export async function readConnection(
  store: AiUsageEventStore,
  filter: AiUsageFilter,
  given: PageArguments,
): Promise<Connection> {
  const backwards = given.last != null
  const size = readSize(given)
  const [after, before] = [given.after, given.before].map(readCursorIfAny)
  const [start, end] = backwards ? [before, after] : [after, before]
  const orderBy = { timestamp: backwards ? 'asc' : 'desc' } as const
  const selected = await store.select({ ...filter, orderBy, after: start, limit: size + 1 })
  const rows = selectedRows(store, selected)
  const order = readOrder(orderBy)
  const found = end ? rows.filter((row) => compareRows(row, end, order) < 0) : rows
  const hasMore = found.length > size
  const nodes = found.slice(0, size)
  if (backwards) nodes.reverse()
  return connectionOf(nodes, {
    hasNextPage: before !== undefined || (!backwards && hasMore),
    hasPreviousPage: after !== undefined || (backwards && hasMore),
  })
}

function readSize({ first, last }: PageArguments): number {
  if (first != null && last != null) {
    throw new graphql.GraphQLError('Can only provide either `first` or `last`, not both')
  }
  const size = first ?? last ?? MAX_SIZE
  if (size >= 0) return Math.min(size, MAX_SIZE)
  const name = last == null ? 'first' : 'last'
  throw new graphql.GraphQLError(`\`${name}\` is ${size}. Give it 0 or more.`)
}

function readCursorIfAny(cursor: string | null | undefined): AiUsageEvent | undefined {
  return cursor == null ? undefined : readCursor(cursor)
}

function connectionOf(
  nodes: readonly AiUsageEvent[],
  pages: Pick<Connection['pageInfo'], 'hasNextPage' | 'hasPreviousPage'>,
): Connection {
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }))
  const startCursor = edges.at(0)?.cursor ?? null
  const endCursor = edges.at(-1)?.cursor ?? null
  return { nodes, edges, pageInfo: { ...pages, startCursor, endCursor } }
}
