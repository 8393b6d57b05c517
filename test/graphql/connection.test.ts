import fc from 'fast-check'
import { graphql } from 'graphql'
import { beforeEach, expect, test } from 'vitest'
import { type AiUsageEvent, InMemoryAiUsageEventStore } from '../../src/entries/ai-usage-events.ts'
import { aiUsageDataSchema } from '../../src/entries/graphql.ts'

const now = Date.now()
const row = (ms: number, userId: number, namespaceId?: number): AiUsageEvent => ({
  event: 'troubleshoot_job',
  eventId: 7,
  userId,
  namespaceId,
  timestamp: new Date(now - ms),
  payload: {},
})

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly user: object } }[]
  readonly nodes: readonly { readonly user: { readonly id: string } }[]
  readonly pageInfo: object
}

const store = new InMemoryAiUsageEventStore()
const schema = aiUsageDataSchema({ store })
beforeEach(() => store.reset())

async function readPage(variables: object = {}): Promise<Page> {
  const { data, errors } = await graphql({
    schema,
    source: `query ($first: Int, $last: Int, $after: String, $before: String) {
      aiUsageData { all(first: $first, last: $last, after: $after, before: $before) {
        edges { cursor node { user { id } } }
        nodes { user { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      } }
    }`,
    variableValues: { ...variables },
  })
  expect(errors).toBeUndefined()
  return (data as { readonly aiUsageData: { readonly all: Page } }).aiUsageData.all
}

const usersOf = ({ nodes }: Page) => nodes.map(({ user }) => Number(user.id.split('/').at(-1)))

test('pages follow one another, forwards and backwards', async () => {
  store.insert([row(50, 1), row(40, 2, 3), row(40, 3), row(40, 4, 5), row(10, 5)])
  const first = await readPage({ first: 2 })
  expect(usersOf(first)).toEqual([5, 3])
  const [start, end] = first.edges.map(({ cursor }) => cursor)
  expect(first.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: start,
    endCursor: end,
  })
  expect(first.edges.map(({ node }) => node)).toEqual(first.nodes)

  const second = await readPage({ first: 2, after: end })
  expect(usersOf(second)).toEqual([4, 2])
  expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  const third = await readPage({ first: 2, after: second.edges[1]?.cursor })
  expect(usersOf(third)).toEqual([1])
  expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })

  const last = await readPage({ last: 2 })
  expect(usersOf(last)).toEqual([2, 1])
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  const back = await readPage({ last: 3, before: last.edges[0]?.cursor })
  expect(usersOf(back)).toEqual([5, 3, 4])
  expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
})

test('an empty page has no cursors', async () => {
  const nothing = { hasPreviousPage: false, startCursor: null, endCursor: null }
  const none = await readPage()
  expect(none).toEqual({ edges: [], nodes: [], pageInfo: { ...nothing, hasNextPage: false } })
  store.insert([row(1, 1)])
  const zero = await readPage({ first: 0 })
  expect(zero).toEqual({ edges: [], nodes: [], pageInfo: { ...nothing, hasNextPage: true } })
})

test('a page has a hundred rows at most', async () => {
  store.insert(Array.from({ length: 101 }, (_, index) => row(index, 1)))
  for (const size of [{}, { first: 1000 }, { last: 2 ** 31 - 1 }]) {
    expect((await readPage(size)).nodes).toHaveLength(100)
  }
})

test('a cursor stays where it is while rows come and go', async () => {
  store.insert([row(30, 1), row(20, 2), row(10, 3)])
  const { edges } = await readPage({ first: 2 })
  store.insert([row(5, 4), row(25, 5)])
  expect(usersOf(await readPage({ after: edges[1]?.cursor }))).toEqual([5, 1])
  // Its row is gone, too.
  store.reset()
  store.insert([row(30, 1), row(25, 5)])
  expect(usersOf(await readPage({ after: edges[1]?.cursor }))).toEqual([5, 1])
})

test('a cursor of a user with any id is read again', async () => {
  const ids = ['ü?>~ÿ', '😀', '9223372036854775807']
  for (const id of ids) store.trackEvent('troubleshoot_job', { user: { id }, timestamp: now })
  const { edges } = await readPage()
  const cursors = edges.map(({ cursor }) => cursor)
  expect(cursors.join('')).toMatch(/^[\w=-]+$/)
  for (const [index, after] of cursors.entries()) {
    const page = await readPage({ after })
    expect(page.edges.map(({ cursor }) => cursor)).toEqual(cursors.slice(index + 1))
  }
})

test('the page of any arguments is that slice of all rows', async () => {
  const key = fc.record({
    ms: fc.integer({ min: 0, max: 3 }),
    microseconds: fc.integer({ min: 0, max: 1 }),
    userId: fc.integer({ min: 1, max: 3 }),
    namespaceId: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
  })
  const size = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined })
  const place = fc.option(fc.nat({ max: 30 }), { nil: undefined })
  const question = fc.record({ backwards: fc.boolean(), size, after: place, before: place })
  await fc.assert(
    fc.asyncProperty(
      fc.array(key, { minLength: 1, maxLength: 12 }),
      fc.array(question, { minLength: 1, maxLength: 5 }),
      async (keys, questions) => {
        store.reset()
        store.insert(
          keys.map(({ ms, userId, namespaceId, microseconds }) => ({
            ...row(ms, userId, namespaceId),
            microseconds,
          })),
        )
        const all = (await readPage()).edges.map(({ cursor }) => cursor)
        for (const { backwards, size, ...places } of questions) {
          const after = places.after === undefined ? undefined : places.after % all.length
          const before = places.before === undefined ? undefined : places.before % all.length
          const sizes = { [backwards ? 'last' : 'first']: size }
          const page = await readPage({
            ...sizes,
            after: after === undefined ? undefined : all[after],
            before: before === undefined ? undefined : all[before],
          })
          const between = all.slice(after === undefined ? 0 : after + 1, before)
          const wanted =
            backwards && size !== undefined
              ? between.slice(Math.max(0, between.length - size))
              : between.slice(0, size)
          expect(page.edges.map(({ cursor }) => cursor)).toEqual(wanted)
        }
      },
    ),
    { numRuns: 100, seed: 17 },
  )
})
