import { printText, stringifyJson } from '../../foundation/index.ts'
import { gt, oneOf } from '../index.ts'
import { type StoreCheck, timeAt } from './store-check.ts'

const USER = 'a whole number, the text of its digits or a condition, such as gt(1)'
const NAMESPACE =
  'a whole number from 1 on, the text of its digits, null or a condition, such as gt(1)'
const EVENT = "a name or a condition, such as oneOf('a', 'b')"

/** Makes the refusals of values that a field has in no row. */
function impossible(field: string, values: readonly unknown[], takes: string): [unknown, string][] {
  return values.map((value) => [
    { where: { [field]: value } },
    `${field} is compared with ${typeof value === 'string' ? printText(value, 60) : value}, which no row has. Give it ${takes}.`,
  ])
}

/** Queries that no store can answer, with the cause and the remedy of their error. */
const INVALID: readonly [query: unknown, message: string][] = [
  [
    { where: { user: 1 } },
    'there is no field user. Fields are event, eventId, userId, namespaceId, timestamp, microseconds and payload.<name>.',
  ],
  ...['payload.', 'payload.a.', 'payload..a', 'payload."a', 'payload.a"b', 'payload."\\u0000"'].map(
    (path): [unknown, string] => [
      { where: { [path]: 1 } },
      `${path} is not the path of a value. Write keys with dots between them, and those with dots or quotes in quotes: payload.a."b.c".`,
    ],
  ),
  [
    { where: { 'payload.a': {} } },
    'payload.a is compared with a value of type object. Give it a text, a number, a boolean, a date, null or a condition, such as gt(1).',
  ],
  [
    { where: { 'payload.a': gt('1' as never) } },
    'payload.a is compared with a value of type string. Give it a number or a date, such as gt(1).',
  ],
  [
    { where: { userId: gt('abc' as never) } },
    'userId is compared with a value of type string. Give it a number, such as gt(1).',
  ],
  [
    { where: { namespaceId: { id: 1 } } },
    `namespaceId is compared with a value of type object. Give it ${NAMESPACE}.`,
  ],
  [{ where: { event: ['a'] } }, `event is compared with a list. Give it ${EVENT}.`],
  [
    { where: { event: gt('a' as never) } },
    "event is compared with a value of type string. Give it a name without a bound, or oneOf('a', 'b').",
  ],
  [
    { where: { timestamp: gt('2026-05-31' as never) } },
    'timestamp is compared with a value of type string. Give it a date, such as gt(new Date(0)).',
  ],
  [
    { where: { 'payload.a': { operator: 'constructor', operand: 1 } } },
    'payload.a is compared with a value of type object. Give it a text, a number, a boolean, a date, null or a condition, such as gt(1).',
  ],
  [
    { between: [timeAt(1)] },
    'between is not a pair of dates. Give it the first and the last time.',
  ],
  ...(
    [
      [true, 'a value of type boolean'],
      [['2026-05-31'], 'a list'],
      [5n, 'a value of type bigint'],
      [{}, 'a value of type object'],
      [timeAt(1).getTime(), 'a value of type number'],
      [timeAt(1).toISOString(), 'a value of type string'],
      [null, 'null, which no row has'],
      [undefined, 'undefined, which no row has'],
    ] as const
  ).map(([timestamp, given]): [unknown, string] => [
    { where: { timestamp } },
    `timestamp is compared with ${given}. Give it a date or a condition, such as gt(new Date(0)).`,
  ]),
  ...[
    { where: { timestamp: new Date(Number.NaN) } },
    { where: { timestamp: gt(new Date(Number.NaN)) } },
  ].map((query): [unknown, string] => [
    query,
    'timestamp is compared with a date that is not valid. Give it a valid date.',
  ]),
  ...impossible(
    'userId',
    [
      'x',
      '01',
      '',
      "1'; DROP TABLE a; --",
      '9223372036854775808',
      1.5,
      -1,
      2 ** 53,
      null,
      undefined,
    ],
    USER,
  ),
  ...impossible('namespaceId', ['x', 0, '0', -1], NAMESPACE),
  ...impossible(
    'eventId',
    [1.5, -1, 32_768, null],
    'a whole number from 0 to 32767 or a condition, such as gt(1)',
  ),
  ...impossible(
    'microseconds',
    [-1, 1000, 1.5],
    'a whole number from 0 to 999 or a condition, such as gt(1)',
  ),
  ...impossible('event', [null, undefined], EVENT),
  ...impossible(
    'payload.a',
    [Number.NaN, '\0', '\ud800'],
    'a text, a number, a boolean, a date, null or a condition, such as gt(1)',
  ),
  [
    { where: { userId: oneOf(1, 'x') } },
    `userId is compared with "x", which no row has. Give it ${USER}.`,
  ],
  [
    { where: { userId: new Date(0) } },
    `userId is compared with a value of type object. Give it ${USER}.`,
  ],
  [
    { where: { userId: true } },
    `userId is compared with a value of type boolean. Give it ${USER}.`,
  ],
  [{ where: { event: 7 } }, `event is compared with a value of type number. Give it ${EVENT}.`],
  [
    { where: { event: gt(1) } },
    "event is compared with a value of type number. Give it a name without a bound, or oneOf('a', 'b').",
  ],
  [
    { where: { userId: gt(new Date(0)) } },
    'userId is compared with a value of type object. Give it a number, such as gt(1).',
  ],
  [
    { where: { 'payload.a': gt(Number.NaN) } },
    'payload.a is compared with NaN. Give it a number or a date, such as gt(1).',
  ],
  [
    { where: { event: 'troubleshoot_jobs' } },
    'event is compared with "troubleshoot_jobs", which the store\'s registry does not have. Did you mean "troubleshoot_job"? Correct the name, or give the store the registry that has it.',
  ],
  ...['pull_package', '7', '0900', '32768', ''].map((event): [unknown, string] => [
    { where: { event: oneOf('troubleshoot_job', event) } },
    `event is compared with "${event}", which the store's registry does not have. Correct the name, or give the store the registry that has it.`,
  ]),
  [
    { between: [timeAt(2), timeAt(1)] },
    'between begins after it ends. Give it the first and the last time, in this order.',
  ],
  [
    { between: [null, timeAt(1)] },
    'between is compared with a date that is not valid. Give it a valid date.',
  ],
  [{ between: null }, 'between is not a pair of dates. Give it the first and the last time.'],
  [{ where: null }, 'where is null. Give it an object of fields: { userId: 1 }.'],
  [{ where: [] }, 'where is a list. Give it an object of fields: { userId: 1 }.'],
  [{ where: new Map() }, 'where is an object. Give it an object of fields: { userId: 1 }.'],
  [null, 'the query is null. Give it an object: { limit: 10 }.'],
  ['userId', 'the query is "userId". Give it an object: { limit: 10 }.'],
  [[], 'the query is a list. Give it an object: { limit: 10 }.'],
]

/** Tests that a query for what no row can have is an error, and not an answer of nothing. */
export function checkRefusedQueries(check: StoreCheck): void {
  for (const [query, message] of INVALID) {
    check(`refuses ${stringifyJson(query)}: ${message}`, async (store, assert) => {
      for (const ask of ['select', 'count', 'countByDay'] as const) {
        await assert.rejects(async () => await store[ask](query as object), {
          code: 'INVALID_QUERY',
          message: `Failed to query AI usage events: ${message}`,
        })
      }
    })
  }
}
