import type { DocumentNode } from 'graphql'
import { isMapping } from '../foundation/index.ts'
import { graphql } from './load-graphql.ts'

/** An operation as clients send it. */
export interface Operation {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>> | undefined
  readonly operationName?: string | undefined
}

/** The field that is served. */
const FIELD = 'aiUsageData'

/**
 * Reads the operations of a request: one, or a list of them. Returns `undefined` where none of them
 * asks for AI usage data; the request can still be read then.
 */
export async function readOperations(
  request: Request,
): Promise<Operation | Operation[] | undefined> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => undefined)
  const given: readonly unknown[] = [body].flat()
  const operations = given.flatMap((each) => readOperation(each) ?? [])
  // A list is served as a whole, since its answer is one list.
  if (operations.length < given.length || !operations.some(asksForUsage)) return undefined
  return Array.isArray(body) ? operations : operations[0]
}

function readOperation(given: unknown): Operation | undefined {
  if (!isMapping(given)) return undefined
  const { query, variables, operationName } = given
  if (typeof query !== 'string') return undefined
  return {
    query,
    variables: isMapping(variables) ? variables : undefined,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  }
}

/** Tells whether an operation reads AI usage data. One that cannot be parsed does if it names it. */
function asksForUsage({ query, operationName = '' }: Operation): boolean {
  if (!query.includes(FIELD)) return false
  let document: DocumentNode
  try {
    document = graphql.parse(query)
  } catch {
    return true
  }
  const operations = graphql.separateOperations(document)
  const meant = operations[operationName] ? [operations[operationName]] : Object.values(operations)
  return meant.some(hasField)
}

function hasField(document: DocumentNode): boolean {
  let found = false
  graphql.visit(document, {
    Field({ name }) {
      if (name.value !== FIELD) return undefined
      found = true
      return graphql.BREAK
    },
  })
  return found
}
