import { PGlite } from '@electric-sql/pglite'
import { Session } from 'chdb'
import { graphql } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type AiUsageEventStore,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'
import { ClickHouseAiUsageEventStore } from '../../src/entries/clickhouse.ts'
import { aiUsageDataSchema } from '../../src/entries/graphql.ts'
import { PostgresAiUsageEventStore } from '../../src/entries/postgres.ts'

const glite = new PGlite()
const session = new Session()
afterAll(async () => {
  session.close()
  await glite.close()
})

const postgres = new PostgresAiUsageEventStore(glite)
const clickHouse = new ClickHouseAiUsageEventStore(session, { namespacePath: (id) => `9/${id}/` })
const memory = new InMemoryAiUsageEventStore()

const start = Date.now() - 60_000
const rows = Array.from({ length: 60 }, (_, index) => ({
  event: '',
  eventId: 1 + (index % 8),
  userId: 1 + (index % 3),
  namespaceId: index % 4 === 0 ? undefined : index % 4,
  // Many rows have one time.
  timestamp: new Date(start + (index % 7)),
  microseconds: index % 5,
  payload: { language: index % 2 === 0 ? 'ruby' : "'; DROP TABLE a; --", suggestion_size: index },
}))

const QUESTIONS = [
  '{ aiUsageData { all(first: 100) { edges { cursor node { event user { id } timestamp } } pageInfo { hasNextPage endCursor } } } }',
  '{ aiUsageData { all(last: 7) { nodes { event user { id } } pageInfo { hasPreviousPage startCursor } } } }',
  '{ aiUsageData { codeSuggestionEvents(events: [CODE_SUGGESTION_SHOWN_IN_IDE], userIds: ["gid://gitlab/User/2"]) { nodes { event language suggestionSize } } } }',
  '{ group(fullPath: "a") { aiUsageData { all { nodes { event user { id } } } } } }',
]

async function ask(store: AiUsageEventStore, source: string, variableValues = {}) {
  const schema = aiUsageDataSchema({ store, namespaces: { a: [1, 3] } })
  const answer = await graphql({ schema, source, variableValues })
  return JSON.parse(JSON.stringify(answer))
}

/** Reads all cursors, a page at a time. */
async function walk(store: AiUsageEventStore, size: number): Promise<string[]> {
  const source = `query ($size: Int, $after: String) { aiUsageData { all(first: $size, after: $after) {
    edges { cursor } pageInfo { hasNextPage endCursor }
  } } }`
  const cursors: string[] = []
  for (let after: string | null = null; ; ) {
    const { data } = await ask(store, source, { size, after })
    const { edges, pageInfo } = data.aiUsageData.all
    cursors.push(...edges.map(({ cursor }: { cursor: string }) => cursor))
    if (!pageInfo.hasNextPage) return cursors
    after = pageInfo.endCursor
  }
}

// Both engines start here.
beforeAll(async () => {
  memory.insert(rows)
  for (const store of [postgres, clickHouse]) {
    await store.createTables()
    await store.insert(rows)
  }
}, 120_000)

test('PostgreSQL and ClickHouse have the answers of the store in memory', async () => {
  for (const question of QUESTIONS) {
    const expected = await ask(memory, question)
    expect(expected.errors).toBeUndefined()
    expect(await ask(postgres, question), question).toEqual(expected)
    expect(await ask(clickHouse, question), question).toEqual(expected)
  }
})

test('the pages of each are all rows, each once', async () => {
  const cursors = await walk(memory, 7)
  expect(new Set(cursors).size).toBe(60)
  expect(await walk(postgres, 7)).toEqual(cursors)
  expect(await walk(clickHouse, 7)).toEqual(cursors)
})

test('a cursor that somebody made up does not reach a database', async () => {
  const after = btoa(JSON.stringify({ timestamp: start + 5, userId: "1'; --", eventId: 7 }))
  const question = `{ aiUsageData { all(first: 2, after: "${after}") { nodes { timestamp } } } }`
  for (const store of [memory, postgres, clickHouse]) {
    const { errors } = await ask(store, question)
    expect(errors.map(({ message }: Error) => message)).toEqual(['Please provide a valid cursor'])
  }
})
