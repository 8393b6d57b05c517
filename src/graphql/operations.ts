import type { DocumentNode } from 'graphql'
import { isMapping } from '../foundation/index.ts'
import { graphql } from './load-graphql.ts'

/** An operation as clients send it. */
export interface Operation {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>> | undefined
  readonly operationName?: string | undefined
}

/** A part of a request: an operation on AI usage data, or whatever else was sent. */
export interface RequestPart {
  readonly sent: unknown
  readonly usage: Operation | undefined
}

/** The field that is served. */
const FIELD = 'aiUsageData'

/**
 * Reads the operations of a request: one, or a list of them. Returns `undefined` where none of them
 * asks for AI usage data; the request can still be read then.
 */
export async function readOperations(
  request: Request,
): Promise<RequestPart | RequestPart[] | undefined> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => undefined)
  const parts = [body].flat().map((sent) => ({ sent, usage: readUsageOperation(sent) }))
  if (!parts.some(({ usage }) => usage)) return undefined
  return Array.isArray(body) ? parts : parts[0]
}

function readUsageOperation(given: unknown): Operation | undefined {
  if (!isMapping(given)) return undefined
  const { query, variables, operationName } = given
  if (typeof query !== 'string') return undefined
  const operation = {
    query,
    variables: isMapping(variables) ? variables : undefined,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  }
  return asksForUsage(operation) ? operation : undefined
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
