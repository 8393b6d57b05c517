import type { GraphQLScalarType } from 'graphql'
import { printText } from '../foundation/index.ts'
import { graphql } from './load-graphql.ts'

const DATE = /^(\d{4}-\d{2}-\d{2})(?:T|$)/
const GLOBAL_ID = /^gid:\/\/gitlab\/([A-Z]\w*(?:::[A-Z]\w*)*)\/([^/?#]+)$/

// `serialize` and `parseValue` are the names that both versions of graphql have.

/** Makes the scalar of a day in UTC, as `2026-05-31`; its value is the beginning of the day in ms. */
export function createDateScalar(): GraphQLScalarType<number> {
  return new graphql.GraphQLScalarType({
    name: 'Date',
    description: 'A day in ISO 8601, such as "2026-05-31".',
    parseValue(value) {
      const [, day] = DATE.exec(String(value)) ?? []
      const time = day === undefined ? Number.NaN : Date.parse(day)
      // Some days roll over: there is no 31 April.
      if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`)) return time
      throw new graphql.GraphQLError(
        `${printText(String(value))} is not a date. Give it as "2026-05-31".`,
      )
    },
  })
}

/** Makes the scalar of a moment in UTC, to the second. */
export function createTimeScalar(): GraphQLScalarType<Date, string> {
  return new graphql.GraphQLScalarType({
    name: 'Time',
    description: 'A moment in ISO 8601, such as "2026-05-31T12:00:00Z".',
    serialize: (value) => (value as Date).toISOString().replace(/\.\d+Z$/, 'Z'),
  })
}

/** Makes the scalar of a user's global id, `gid://gitlab/User/1`; its value is the id in it. */
export function createUserIdScalar(): GraphQLScalarType<string, string> {
  return new graphql.GraphQLScalarType({
    name: 'UserID',
    description: 'The global id of a user, such as "gid://gitlab/User/1".',
    serialize: (value) => globalUserId(value as string),
    parseValue(value) {
      const [, model, id] = GLOBAL_ID.exec(String(value)) ?? []
      const shown = printText(String(value))
      if (model === undefined) throw new graphql.GraphQLError(`${shown} is not a valid Global ID`)
      if (model === 'User') return id as string
      throw new graphql.GraphQLError(`${shown} does not represent an instance of User`)
    },
  })
}

/** Returns the global id of a user. */
export function globalUserId(id: number | string): string {
  return `gid://gitlab/User/${id}`
}
