import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import express, { type NextFunction, type Request, type Response } from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import {
  currentEventContext,
  expressEventContext,
  fastifyEventContext,
  honoEventContext,
  type RequestContextOptions,
  trackedInternalEvents,
  withInternalEventContext,
} from '../src/entries/index.ts'
import { urlOf } from './url-of.ts'

/** The claims of a request: they win, may be awaited, and never fail the request. */
const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})
let warnings: string[] = []
beforeEach(() => {
  warnings = []
})
type Options = Pick<RequestContextOptions<object>, 'claims' | 'logger'>

/** Each framework answers with the context of its handler, and says what an error handler got. */
const starts = {
  async Express(options: Options) {
    const app = express()
    app.use(expressEventContext(options))
    app.use(express.text())
    app.post('/', (request, response) => {
      response.json({ ...currentEventContext(), body: request.body })
    })
    app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
      response.json({ error: error.message })
    })
    const server = app.listen(0, '127.0.0.1')
    ends.push(() => server.close())
    return urlOf(server)
  },
  async Fastify(options: Options) {
    const app = Fastify()
    await app.register(fastifyEventContext(options))
    app.post('/', (request) => ({ ...currentEventContext(), body: request.body }))
    ends.push(() => app.close())
    return app.listen({ port: 0, host: '127.0.0.1' })
  },
  async Hono(options: Options) {
    const app = new Hono()
    app.use(honoEventContext(options))
    app.post('/', async ({ req, json }) =>
      json({ ...currentEventContext(), body: await req.text() }),
    )
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
    ends.push(() => server.close())
    return urlOf(server)
  },
}

async function post(url: string): Promise<Record<string, unknown>> {
  const headers = { 'x-gitlab-realm': 'self-managed', 'content-type': 'text/plain' }
  return (await fetch(url, { method: 'POST', headers, body: 'text' })).json()
}

describe.each(Object.entries(starts))('%s', (_name, start) => {
  const answerTo = async (claims: unknown, times = 1) => {
    const logger = { warn: (text: string) => warnings.push(text) }
    const url = await start({ logger, claims: claims as never })
    const answers = []
    for (let count = 0; count < times; count++) answers.push(await post(url))
    return answers
  }
  const found = { realm: 'saas', uniqueInstanceId: 'u-1', rootNamespaceId: 9 }

  test.each([
    ['are there', () => found],
    ['are there after a while', () => delay(5, found)],
  ])('claims that %s win over headers', async (_when, claims) => {
    expect(await answerTo(claims)).toMatchObject([
      {
        realm: 'saas',
        unique_instance_id: 'u-1',
        ultimate_parent_namespace_id: 9,
        body: 'text',
      },
    ])
  })

  test.each([
    ['undefined', () => undefined],
    ['null', () => null],
    ['a promise of undefined', () => Promise.resolve(undefined)],
  ])('claims that are %s leave the headers', async (_kind, claims) => {
    expect(await answerTo(claims)).toMatchObject([{ realm: 'self-managed', body: 'text' }])
    expect(warnings.filter((text) => text.includes('claims'))).toEqual([])
  })

  test.each([
    [
      'throw',
      () => {
        throw new Error('expired')
      },
    ],
    ['reject', () => delay(5).then(() => Promise.reject(new Error('expired')))],
  ])('a request whose claims %s goes on without them, with one warning', async (_do, claims) => {
    expect(await answerTo(claims, 3)).toMatchObject(
      Array(3).fill({ realm: 'self-managed', unique_instance_id: null, body: 'text' }),
    )
    expect(warnings.filter((text) => text.includes('claims'))).toEqual([
      'Failed to read the claims of a request, which goes on without them: expired',
    ])
  })

  test.each([
    ['an error without a text', () => Promise.reject(Object.create(null))],
    [
      'an object whose "then" cannot be read',
      () =>
        Object.defineProperty({}, 'then', {
          get() {
            throw new Error('expired')
          },
        }),
    ],
  ])('%s does no harm', async (_kind, claims) => {
    expect(await answerTo(claims)).toMatchObject([{ realm: 'self-managed', body: 'text' }])
  })
})

test('a handler that throws after claims were awaited is heard by Express', async () => {
  const app = express()
  app.use(expressEventContext({ claims: async () => ({}), logger: { warn() {} } }))
  app.post('/', () => {
    throw new Error('no page')
  })
  app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    response.json({ error: error.message })
  })
  const server = app.listen(0, '127.0.0.1')
  ends.push(() => server.close())
  expect(await post(await urlOf(server))).toEqual({ error: 'no page' })
})

test('a request begins anew, whatever runs it', () => {
  const middleware = expressEventContext({ logger: { warn() {} } })
  const seen: unknown[] = []
  withInternalEventContext({ plan: 'ultimate', own: 7 }, () => {
    middleware({ headers: {} }, {}, () => {
      const { plan, own } = currentEventContext()
      seen.push(plan, own, [...trackedInternalEvents()])
    })
  })
  expect(seen).toEqual([null, undefined, []])
})
