import type { GraphQLFieldConfig, GraphQLFieldConfigMap } from 'graphql'
import type {
  AiUsageEvent,
  AiUsageEventStore,
  RegisteredAiUsageEvent,
} from '../ai-usage-events/index.ts'
import type { OwnAiUsage } from '../fakes/index.ts'
import { type PageArguments, readConnection } from './connection.ts'
import { createConnection, createPageInfo } from './connection-types.ts'
import { type FilterArguments, readFilter, type Scope } from './event-filter.ts'
import { enumValue, featureNames, schemaError } from './graphql-names.ts'
import { graphql } from './load-graphql.ts'
import { ownFields } from './own-fields.ts'
import { createDateScalar, createTimeScalar, createUserIdScalar } from './scalars.ts'
import { createUserType, type FindAiUsageUser, usageUser } from './usage-user.ts'

type List = GraphQLFieldConfig<Scope, unknown, FilterArguments & PageArguments>

/**
 * Makes the lists of events: `all`, and one for each feature with the fields of its payloads.
 *
 * @throws {AiUsageEventError} `INVALID_FEATURE` for a feature or event that GraphQL cannot name.
 */
export function eventLists(
  store: AiUsageEventStore,
  events: readonly RegisteredAiUsageEvent[],
  findUser: FindAiUsageUser | undefined,
  part: OwnAiUsage | undefined,
): Record<string, List> {
  const { GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } = graphql
  const userId = createUserIdScalar()
  const eventType = createEventType(events)
  const basic: GraphQLFieldConfigMap<AiUsageEvent, unknown> = {
    event: { type: new GraphQLNonNull(eventType), resolve: ({ eventId }) => eventId },
    timestamp: { type: new GraphQLNonNull(createTimeScalar()) },
    user: {
      type: new GraphQLNonNull(createUserType(userId)),
      resolve: ({ userId: id }) => usageUser(id, findUser),
    },
  }
  const pageInfo = createPageInfo()
  const date = { type: createDateScalar() }
  const args = {
    startDate: date,
    endDate: date,
    events: { type: new GraphQLList(new GraphQLNonNull(eventType)) },
    userIds: { type: new GraphQLList(new GraphQLNonNull(userId)) },
    first: { type: GraphQLInt },
    last: { type: GraphQLInt },
    after: { type: GraphQLString },
    before: { type: GraphQLString },
  }

  function list(type: string, own?: readonly RegisteredAiUsageEvent[]): List {
    const fields = { ...basic, ...(own && ownFields(own)) }
    const node = new GraphQLObjectType<AiUsageEvent>({ name: type, fields })
    return {
      type: createConnection(node, pageInfo),
      args,
      resolve: (scope, given) => {
        const filter = readFilter(given, { ...scope, events: own?.map(({ id }) => id), part })
        return readConnection(store, filter, given)
      },
    }
  }

  const lists: Record<string, List> = { all: list('AiUsageEvent') }
  for (const [feature, own] of byFeature(events)) {
    const { field, type } = featureNames(feature)
    if (Object.hasOwn(lists, field)) {
      throw schemaError(`the feature ${feature}`, `another has the field ${field}`)
    }
    lists[field] = list(type, own)
  }
  return lists
}

function createEventType(events: readonly RegisteredAiUsageEvent[]) {
  const values: Record<string, { readonly value: number; readonly description: string }> = {}
  for (const event of events) {
    const value = enumValue(event)
    if (Object.hasOwn(values, value)) {
      throw schemaError(`the event ${event.name}`, `another has the value ${value}`)
    }
    const description = `\`${event.name}\` of ${event.feature}.${event.deprecated ? ' Old data only.' : ''}`
    values[value] = { value: event.id, description }
  }
  return new graphql.GraphQLEnumType({ name: 'AiUsageEventType', values })
}

function byFeature(
  events: readonly RegisteredAiUsageEvent[],
): ReadonlyMap<string, readonly RegisteredAiUsageEvent[]> {
  const features = new Map<string, RegisteredAiUsageEvent[]>()
  for (const event of events) {
    const own = features.get(event.feature) ?? []
    features.set(event.feature, own)
    own.push(event)
  }
  return features
}
