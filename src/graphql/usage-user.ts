import type { GraphQLObjectType, GraphQLScalarType } from 'graphql'
import type { Awaitable } from '../counters/index.ts'
import { graphql } from './load-graphql.ts'

/** The fields of a user that are not in a row. */
export interface AiUsageUser {
  readonly username: string
  readonly name: string
  readonly avatarUrl?: string | null
}

/** Looks a user up by the id that rows have. */
export type FindAiUsageUser = (id: number | string) => Awaitable<AiUsageUser | null | undefined>

/** A user as the schema has it. */
interface SchemaUser extends AiUsageUser {
  readonly id: number | string
  readonly webPath: string
  readonly webUrl: string
}

/** Returns a user: the one that is found, or one whose name is made from the id. */
export async function usageUser(
  id: number | string,
  find: FindAiUsageUser = () => undefined,
): Promise<SchemaUser> {
  const user = (await find(id)) ?? { username: `user-${id}`, name: `User ${id}` }
  const webPath = `/${user.username}`
  return { ...user, id, webPath, webUrl: `https://gitlab.example.com${webPath}` }
}

/** Makes the type of a user, whose interface fragments are about. */
export function createUserType(userId: GraphQLScalarType): GraphQLObjectType {
  const { GraphQLInterfaceType, GraphQLNonNull, GraphQLObjectType, GraphQLString } = graphql
  const text = { type: new GraphQLNonNull(GraphQLString) }
  const fields = {
    id: { type: new GraphQLNonNull(userId) },
    username: text,
    name: text,
    avatarUrl: { type: GraphQLString },
    webPath: text,
    webUrl: text,
  }
  const User = new GraphQLInterfaceType({ name: 'User', fields, resolveType: () => 'UserCore' })
  return new GraphQLObjectType({ name: 'UserCore', interfaces: [User], fields })
}
