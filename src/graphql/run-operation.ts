import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { graphql } from './load-graphql.ts'
import type { Operation } from './operations.ts'

/** The longest query, in characters, as GitLab has it. */
const MAX_LENGTH = 10_000

/** Runs an operation; whatever is wrong with it is in `errors` of the answer. */
export async function runOperation(
  schema: GraphQLSchema,
  { query, variables, operationName }: Operation,
): Promise<ExecutionResult> {
  if (query.length > MAX_LENGTH) return { errors: [new graphql.GraphQLError('Query too large')] }
  const { errors, ...answer } = await graphql.graphql({
    schema,
    source: query,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
  })
  // A query that is nested too deeply has an error of the runtime.
  const told = errors?.map((error) =>
    error instanceof graphql.GraphQLError ? error : new graphql.GraphQLError(String(error)),
  )
  return told ? { errors: told, ...answer } : answer
}
