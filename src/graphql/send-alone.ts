import type { ExecutionResult } from 'graphql'
import { messageOf, printText } from '../foundation/index.ts'
import { graphql } from './load-graphql.ts'

/**
 * Sends one operation of a list in a request of its own, which other handlers or the network answer,
 * and returns the answer; whatever is wrong with that is in `errors` of it.
 */
export async function sendAlone(request: Request, operation: unknown): Promise<ExecutionResult> {
  const headers = new Headers(request.headers)
  // The length is that of the list.
  headers.delete('content-length')
  const { url, method, credentials } = request
  try {
    const body = JSON.stringify(operation)
    const response = await fetch(url, { method, headers, credentials, body })
    return await response.json()
  } catch (error) {
    return {
      errors: [
        new graphql.GraphQLError(
          `Failed to answer an operation of a list beside AI usage data: its own request failed with ${printText(messageOf(error), 300)}. Have another handler answer it at ${url}.`,
        ),
      ],
    }
  }
}
