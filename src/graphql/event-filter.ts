import {
  type AiUsageFilter,
  type Condition,
  monthsBefore,
  oneOf,
} from '../ai-usage-events/index.ts'
import type { OwnAiUsage } from '../fakes/index.ts'
import { graphql } from './load-graphql.ts'

/** The arguments of a list of events, as the scalars of the schema read them. */
export interface FilterArguments {
  /** Ids of events. */
  readonly events?: readonly number[] | null
  readonly userIds?: readonly string[] | null
  /** The beginnings of days (UTC), in ms. */
  readonly startDate?: number | null
  readonly endDate?: number | null
}

/** The rows that a list is about, before its arguments. */
export interface Scope {
  /** The ids of a feature's events. Default: all. */
  readonly events?: readonly number[] | undefined
  /** The ids of the namespaces that a path stands for. Default: all. */
  readonly namespaces?: readonly (number | string)[] | undefined
  /** The part of the store that the running test reads. Default: all. */
  readonly part?: OwnAiUsage | undefined
}

const DAY = 24 * 60 * 60 * 1000

/**
 * Reads the arguments of a list of events. Without dates it begins a week before today, and ends
 * with today; `endDate` is the beginning of its day. Lists without a value do not filter.
 *
 * Source: `Resolvers::Analytics::AiUsage::UsageEventsResolver` of GitLab.
 *
 * @throws {GraphQLError} for a month or more: GitLab refuses exactly one, too.
 */
export function readFilter(
  { events, userIds, startDate, endDate }: FilterArguments,
  scope: Scope,
): AiUsageFilter {
  const today = Math.floor(Date.now() / DAY) * DAY
  const from = startDate ?? today - 7 * DAY
  const to = endDate ?? today + DAY - 1
  if (from <= monthsBefore(to, 1)) {
    throw new graphql.GraphQLError('maximum date range is 1 month')
  }
  const wanted = events?.length ? events : scope.events
  const ids = wanted?.filter((id) => scope.events?.includes(id) ?? true)
  // GitLab has no rows then, and a store an error.
  if (from > to) return { where: { eventId: oneOf() } }
  return {
    where: {
      ...(ids && { eventId: oneOf(...ids) }),
      ...idCondition('userId', userIds?.length ? userIds : undefined, scope.part),
      ...idCondition('namespaceId', scope.namespaces, scope.part),
    },
    between: [new Date(from), new Date(to)],
  }
}

/** Returns what a row's id has to be: one of those that are asked for, in the part that is read. */
function idCondition(
  field: keyof OwnAiUsage,
  wanted: readonly (number | string)[] | undefined,
  part: OwnAiUsage = {},
): { readonly [field: string]: Condition } {
  const own = part[field]
  if (own === undefined) return wanted ? { [field]: oneOf(...wanted) } : {}
  const ids = wanted ?? [own]
  return { [field]: oneOf(...ids.filter((id) => String(id) === String(own))) }
}
