import fc from 'fast-check'
import {
  type AiUsageCount,
  type AiUsageEvent,
  type AiUsageEventStore,
  type AiUsageField,
  type AiUsageSelection,
  gitlabAiUsageEvents,
  gt,
  gte,
  lt,
  lte,
  oneOf,
} from '../../src/entries/ai-usage-events.ts'

const DAY = 24 * 60 * 60 * 1000
const registry = gitlabAiUsageEvents()
const START = Math.floor(Date.now() / DAY - 60) * DAY

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'A',
    'ä',
    'a b',
    'true',
    'null',
    "'; DROP TABLE a; --",
    '\\',
    '"',
    '%',
    '😀',
    '\uffff',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom(
    '1',
    '1.0',
    '01',
    '-1',
    '-0',
    '2.5',
    '1e1',
    ' 1',
    '9007199254740993',
    '1'.repeat(31),
  ),
)
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.1, 2.5, 1e-7, 1e21, 1e20, 2 ** 53, 2 ** 63, -(2 ** 63), 5e-324, 1.7e308),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const scalar = fc.oneof(number, text, fc.boolean(), fc.constant(null))
const value = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar }, { requiredKeys: [] }) },
)
const payload = fc.record(
  { a: value, b: value, 'a.b': value, '"': value, n: fc.record({ x: value, '0': value }) },
  { requiredKeys: [], noNullPrototype: true },
)
const userId = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom('9007199254740993', '9223372036854775807') },
)
const namespaceId = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined })
/** Many at the same millisecond, at the ends of days. */
const timestamp = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.oneof(fc.constantFrom(-1, 0, 1), fc.nat(DAY - 1)))
  .map(([day, rest]) => new Date(START + day * DAY + rest))
/** Most rows are of a service in JavaScript, and have none. */
const microseconds = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  fc.constantFrom(1, 9, 10, 500, 999),
  fc.integer({ min: 1, max: 999 }),
)
/** The last is an event that nobody has registered. */
const event = fc.constantFrom(...registry.names, '99')

const row = fc
  .record({ event, userId, namespaceId, timestamp, microseconds, payload })
  .map(({ microseconds: rest, ...each }): AiUsageEvent => {
    const eventId = registry.idOf(each.event) ?? 0
    return { ...each, eventId, ...(rest > 0 && { microseconds: rest }) }
  })

const path = fc.constantFrom(
  'payload.a',
  'payload.b',
  'payload."a.b"',
  'payload."\\""',
  'payload.n.x',
  'payload.n.0',
  'payload.n',
  'payload.none',
) as fc.Arbitrary<`payload.${string}`>
const bounded = <Bound extends number | Date>(bound: fc.Arbitrary<Bound>) =>
  fc.tuple(fc.constantFrom(gt, gte, lt, lte), bound).map(([make, at]) => make(at))
const wanted = fc.oneof(
  scalar,
  bounded(number),
  fc.array(scalar, { maxLength: 3 }).map((values) => oneOf(...values)),
)
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(path, wanted) },
  fc.tuple(fc.constant('userId'), fc.oneof(userId, bounded(number))),
  fc.tuple(fc.constant('namespaceId'), fc.oneof(namespaceId, bounded(number))),
  fc.tuple(
    fc.constant('event'),
    fc.oneof(
      event,
      fc.array(event).map((names) => oneOf(...names)),
    ),
  ),
  fc.tuple(fc.constant('eventId'), bounded(number)),
  fc.tuple(fc.constant('timestamp'), fc.oneof(timestamp, bounded(timestamp))),
  fc.tuple(
    fc.constant('microseconds'),
    fc.oneof(microseconds, fc.constant(undefined), bounded(fc.integer({ min: -1, max: 1000 }))),
  ),
)
const filter = {
  where: fc.array(condition, { maxLength: 2 }).map((list) => Object.fromEntries(list)),
  between: fc.option(
    fc
      .tuple(timestamp, timestamp)
      .map(([one, other]): [Date, Date] => (one < other ? [one, other] : [other, one])),
    { nil: undefined },
  ),
}
const field = fc.oneof(
  path,
  fc.constantFrom('userId', 'namespaceId', 'eventId', 'timestamp', 'microseconds'),
) as fc.Arbitrary<Exclude<AiUsageField, 'event'>>

const selection = fc.record({
  ...filter,
  orderBy: fc
    .array(fc.tuple(field, fc.constantFrom('asc', 'desc')), { maxLength: 2 })
    .map((terms) => Object.fromEntries(terms)),
  limit: fc.option(fc.nat(200), { nil: undefined }),
  offset: fc.nat(20),
  after: fc.option(row, { nil: undefined, freq: 3 }),
}) as fc.Arbitrary<AiUsageSelection>
const count = fc.record({
  ...filter,
  distinct: fc.option(fc.oneof(field, fc.constant('event' as const)), { nil: undefined }),
}) as fc.Arbitrary<AiUsageCount>

/** A question to a store. */
export type AskedUsage =
  | { readonly ask: 'select'; readonly query: AiUsageSelection }
  | { readonly ask: 'count' | 'countByDay'; readonly query: AiUsageCount }

const question = fc.oneof(
  fc.record({ ask: fc.constant('select'), query: selection }),
  fc.record({
    ask: fc.constant('select'),
    query: fc
      .tuple(
        selection,
        fc.uniqueArray(fc.oneof(field, fc.constant('event')), { minLength: 1, maxLength: 3 }),
      )
      .map(([query, select]) => ({ ...query, select })),
  }),
  fc.record({ ask: fc.constantFrom('count', 'countByDay'), query: count }),
) as fc.Arbitrary<AskedUsage>

/** Rows of all kinds, no two of which are the same to a table. */
export function randomRows(seed: number, count: number): AiUsageEvent[] {
  const rows = new Map<string, AiUsageEvent>()
  for (const each of fc.sample(row, { seed, numRuns: count * 2 })) {
    if (rows.size === count) break
    const { namespaceId: namespace, userId: user, eventId, timestamp: time } = each
    rows.set(JSON.stringify([namespace, user, eventId, time, each.microseconds]), each)
  }
  return [...rows.values()]
}

/** Questions of all kinds about such rows. */
export function randomQuestions(seed: number, count: number): AskedUsage[] {
  return fc.sample(question, { seed, numRuns: count })
}

/** Returns the answer of a store. */
export async function answerOf(
  store: AiUsageEventStore,
  { ask, query }: AskedUsage,
): Promise<unknown> {
  return await store[ask](query)
}
