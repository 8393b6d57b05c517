import type { GraphQLFieldConfigMap } from 'graphql'
import {
  type AiUsageEvent,
  fieldValue,
  payloadFields,
  type RegisteredAiUsageEvent,
} from '../ai-usage-events/index.ts'
import { stringifyJson } from '../foundation/index.ts'
import { camelCase, isGraphqlName } from './graphql-names.ts'
import { graphql } from './load-graphql.ts'

/** The fields that every event has. */
export const BASIC: readonly string[] = ['event', 'timestamp', 'user']

/**
 * Makes the fields of a feature's events that come from their payloads: texts, as GitLab's are. A
 * key that GraphQL cannot have is left out, and so is one that would take the place of another.
 */
export function ownFields(
  events: readonly RegisteredAiUsageEvent[],
): GraphQLFieldConfigMap<AiUsageEvent, unknown> {
  const fields: GraphQLFieldConfigMap<AiUsageEvent, unknown> = {}
  for (const key of events.flatMap((event) => payloadFields(event) ?? [])) {
    const name = camelCase(key)
    if (!isGraphqlName(name) || BASIC.includes(name) || name in fields) continue
    fields[name] = {
      type: graphql.GraphQLString,
      description: `\`${key}\` of the payload.`,
      resolve: (row) => textOf(fieldValue(row, { path: [key] })),
    }
  }
  return fields
}

function textOf(value: unknown): string | null {
  if (value == null) return null
  return typeof value === 'object' ? stringifyJson(value) : String(value)
}
