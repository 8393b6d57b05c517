import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import {
  AiUsageEventError,
  type AiUsageEventRegistry,
  type AiUsageEventStore,
  checkOptions,
  checkValues,
  gitlabAiUsageEvents,
} from '../ai-usage-events/index.ts'
import type { OwnAiUsage } from '../fakes/index.ts'
import type { OptionNames } from '../foundation/index.ts'
import { checkSchemaOptions, storeCheck } from './check-schema-options.ts'
import type { Scope } from './event-filter.ts'
import { eventLists } from './event-lists.ts'
import { graphql } from './load-graphql.ts'
import type { FindAiUsageUser } from './usage-user.ts'

/** The options of a schema. */
export interface AiUsageDataSchemaOptions {
  /** The rows. */
  readonly store: AiUsageEventStore
  /** The events, whose features have fields of their own. Default: the events of GitLab. */
  readonly registry?: AiUsageEventRegistry | undefined
  /**
   * The ids of the namespaces that the rows of a group or project lie in, by its full path; others
   * are null. Default: any path stands for all rows.
   */
  readonly namespaces?: Readonly<Record<string, readonly (number | string)[]>> | undefined
  /** Looks users up. Default: user 1 is `user-1`. */
  readonly findUser?: FindAiUsageUser | undefined
}

export const SCHEMA_OPTIONS: OptionNames<AiUsageDataSchemaOptions> = {
  store: true,
  registry: true,
  namespaces: true,
  findUser: true,
}

const TASK = 'make a schema of AI usage data'

/**
 * Makes a schema of GraphQL that has AI usage events as GitLab's API has them: at `aiUsageData`, and
 * at that of a `group` or `project`. `all` has all events with their basic fields, and each feature
 * of the registry has a list of its own, with the fields of its payload: `codeSuggestionEvents`.
 *
 * Source: `Types::Analytics::AiUsage` and `Resolvers::Analytics::AiUsage` of GitLab.
 *
 * @throws {AiUsageEventError} `INVALID_FEATURE` for a feature or event that GraphQL cannot name, and
 *   for a registry without events; `UNKNOWN_OPTION` and `INVALID_OPTION`.
 *
 * @example
 * ```ts
 * import { graphql } from 'graphql'
 * import { InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 * import { aiUsageDataSchema } from 'internal-events-testing/graphql'
 *
 * const store = new InMemoryAiUsageEventStore()
 * store.trackEvent('code_suggestion_shown_in_ide', { user: { id: 1 }, language: 'ruby' })
 * const { data } = await graphql({
 *   schema: aiUsageDataSchema({ store }),
 *   source: '{ aiUsageData { codeSuggestionEvents { nodes { language } } } }',
 * })
 * console.log(JSON.stringify(data)) // {"aiUsageData":{"codeSuggestionEvents":{"nodes":[{"language":"ruby"}]}}}
 * ```
 */
export function aiUsageDataSchema(options: AiUsageDataSchemaOptions): GraphQLSchema {
  checkOptions(TASK, options, SCHEMA_OPTIONS)
  checkSchemaOptions(TASK, options)
  checkValues(TASK, [storeCheck(options.store)])
  return schemaOf(options)
}

/** Makes that schema, of all rows or of the part that a test reads. */
export function schemaOf(options: AiUsageDataSchemaOptions, part?: OwnAiUsage): GraphQLSchema {
  const { store, registry = gitlabAiUsageEvents(), namespaces, findUser } = options
  const { GraphQLNonNull, GraphQLObjectType, GraphQLSchema } = graphql
  const events = registry.names.flatMap((name) => registry.find(name) ?? [])
  if (events.length === 0) {
    throw new AiUsageEventError(
      'INVALID_FEATURE',
      `Failed to ${TASK}: the registry has no events, and an enum of GraphQL has one at least. Register a feature before.`,
    )
  }
  const data = new GraphQLObjectType<Scope>({
    name: 'AiUsageData',
    fields: eventLists(store, events, findUser, part),
  })
  const place = (name: string) => ({
    type: placeType(name, data),
    args: { fullPath: { type: new GraphQLNonNull(graphql.GraphQLID) } },
    resolve: (_: unknown, { fullPath }: { readonly fullPath: string }): Place | null => {
      if (namespaces === undefined) return { fullPath }
      if (!Object.hasOwn(namespaces, fullPath)) return null
      return { fullPath, namespaces: namespaces[fullPath] }
    },
  })
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        aiUsageData: { type: data, resolve: (): Scope => ({}) },
        group: place('Group'),
        project: place('Project'),
      },
    }),
  })
}

interface Place extends Scope {
  readonly fullPath: string
}

/**
 * Makes the type of a group or a project. Its id is that of the first namespace that the path stands
 * for; where none is known, the path, since caches of front ends take objects of one id for one.
 */
function placeType(name: string, data: GraphQLObjectType<Scope>): GraphQLObjectType<Place> {
  const { GraphQLID, GraphQLNonNull, GraphQLObjectType } = graphql
  return new GraphQLObjectType({
    name,
    fields: {
      id: {
        type: new GraphQLNonNull(GraphQLID),
        resolve: ({ fullPath, namespaces }: Place) =>
          `gid://gitlab/${name}/${namespaces?.[0] ?? encodeURIComponent(fullPath)}`,
      },
      fullPath: { type: new GraphQLNonNull(GraphQLID) },
      aiUsageData: { type: data, resolve: (place: Place) => place },
    },
  })
}
