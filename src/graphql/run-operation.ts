import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { graphql } from './load-graphql.ts'
import type { Operation } from './operations.ts'

/** The longest query, in characters, as GitLab has it. */
const MAX_LENGTH = 10_000

/** Runs an operation; whatever is wrong with it, or with the schema, is in `errors` of the answer. */
export async function runOperation(
  makeSchema: () => GraphQLSchema,
  operation: Operation,
): Promise<ExecutionResult> {
  try {
    return await run(makeSchema(), operation)
  } catch (error) {
    const { GraphQLError } = graphql
    // A query that is nested too deeply has an error of the runtime.
    const told = error instanceof GraphQLError ? error : new GraphQLError((error as Error).message)
    return { errors: [told] }
  }
}

async function run(
  schema: GraphQLSchema,
  { query, variables, operationName }: Operation,
): Promise<ExecutionResult> {
  if (query.length > MAX_LENGTH) throw new graphql.GraphQLError('Query too large')
  const all = graphql.parse(query)
  // The others may be about what is not in the schema.
  const document = graphql.separateOperations(all)[operationName ?? ''] ?? all
  const errors = graphql.validate(schema, document)
  if (errors.length > 0) return { errors }
  return await graphql.execute({ schema, document, variableValues: variables, operationName })
}
