import type { GraphQLObjectType } from 'graphql'
import { graphql } from './load-graphql.ts'

/** Makes the type of what is beside a page. */
export function createPageInfo(): GraphQLObjectType {
  const { GraphQLBoolean, GraphQLNonNull, GraphQLObjectType, GraphQLString } = graphql
  const flag = { type: new GraphQLNonNull(GraphQLBoolean) }
  return new GraphQLObjectType({
    name: 'PageInfo',
    fields: {
      hasNextPage: flag,
      hasPreviousPage: flag,
      startCursor: { type: GraphQLString },
      endCursor: { type: GraphQLString },
    },
  })
}

/** Makes the type of a list in pages. */
export function createConnection(
  node: GraphQLObjectType,
  pageInfo: GraphQLObjectType,
): GraphQLObjectType {
  const { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } = graphql
  const edge = new GraphQLObjectType({
    name: `${node.name}Edge`,
    fields: { cursor: { type: new GraphQLNonNull(GraphQLString) }, node: { type: node } },
  })
  return new GraphQLObjectType({
    name: `${node.name}Connection`,
    fields: {
      edges: { type: new GraphQLList(edge) },
      nodes: { type: new GraphQLList(node) },
      pageInfo: { type: new GraphQLNonNull(pageInfo) },
    },
  })
}
