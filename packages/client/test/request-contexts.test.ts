import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import * as grpc from '@grpc/grpc-js'
import { serve } from '@hono/node-server'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { fakes } from '../../../src/entries/index.ts'
import {
  type ClientSettings,
  contextFromHeaders,
  currentEventContext,
  expressEventContext,
  fastifyEventContext,
  grpcEventContext,
  honoEventContext,
  InternalEventsClient,
  type StandardContextFields,
  trackedInternalEvents,
  withInternalEventContext,
} from '../src/entries/index.ts'
import { urlOf } from './url-of.ts'

/** The adapters, in the frameworks that they are for: no request sees the context of another. */
const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})
const client = new InternalEventsClient({ enabled: true, tracker: fakes.tracker })
const options = { logger: { warn() {} } }

/** Handles a request in each framework: waits, tracks, waits, and says what it saw. */
async function handle(body: unknown) {
  const before = currentEventContext().project_id
  await delay(Math.random() * 5)
  client.trackEvent('pull_package', { additionalProperties: { label: `p${before}` } })
  await delay(Math.random() * 5)
  const after = currentEventContext().project_id
  return { before, after, tracked: [...trackedInternalEvents()], body }
}

function listening(server: Server): Promise<string> {
  ends.push(() => server.close())
  return urlOf(server)
}

async function startExpress(): Promise<string> {
  const app = express()
  app.use(expressEventContext(options))
  app.use(express.json())
  app.post('/', async (request, response) => {
    response.json(await handle(request.body))
  })
  return listening(createServer(app).listen(0, '127.0.0.1'))
}

async function startFastify(): Promise<string> {
  const app = Fastify()
  await app.register(fastifyEventContext(options))
  app.post('/', (request) => handle(request.body))
  ends.push(() => app.close())
  return app.listen({ port: 0, host: '127.0.0.1' })
}

async function startHono(): Promise<string> {
  const app = new Hono()
  app.use(honoEventContext(options))
  app.post('/', async (context) => context.json(await handle(await context.req.json())))
  return listening(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server)
}

describe.each([
  ['Express', await startExpress()],
  ['Fastify', await startFastify()],
  ['Hono', await startHono()],
])('%s', (_name, url) => {
  const post = async (id: number) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gitlab-project-id': String(id) },
      body: JSON.stringify({ id }),
    })
    return response.json()
  }

  test('a request without headers has a context without fields', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await response.json()).toMatchObject({ before: null, after: null })
  })

  test('300 requests at a time see their own contexts, and their own events', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => index + 1)
    const answers = await Promise.all(ids.map(post))
    expect(answers).toEqual(
      ids.map((id) => ({ before: id, after: id, tracked: ['pull_package'], body: { id } })),
    )
    const events = fakes.journal.events.filter(({ project }) => project)
    expect(events).toHaveLength(300)
    for (const { project, additionalProperties } of events) {
      expect(additionalProperties['label']).toBe(`p${project?.id}`)
    }
  })

  test('what a request tracks is seen by the block that makes it', async () => {
    await expect(() => post(7))
      .toTriggerInternalEvents('pull_package')
      .with({
        project: { id: 7 },
        additionalProperties: { label: 'p7' },
        category: 'default_category',
      })
  })
})

describe('@grpc/grpc-js', async () => {
  const json = {
    serialize: (value: unknown) => Buffer.from(JSON.stringify(value)),
    deserialize: (bytes: Buffer) => JSON.parse(bytes.toString()) as unknown,
  }
  const method = (path: string, streams: boolean) => ({
    path: `/test.Service/${path}`,
    requestStream: streams,
    responseStream: streams,
    requestSerialize: json.serialize,
    requestDeserialize: json.deserialize,
    responseSerialize: json.serialize,
    responseDeserialize: json.deserialize,
  })
  const definition = { unary: method('Unary', false), stream: method('Stream', true) }
  const server = new grpc.Server({
    interceptors: [grpcEventContext({ ...options, environment: 'staging' })],
  })
  server.addService(definition, {
    unary(call: grpc.ServerUnaryCall<unknown, unknown>, answer: grpc.sendUnaryData<unknown>) {
      const { environment, source } = currentEventContext()
      void handle(call.request).then((seen) => answer(null, { ...seen, environment, source }))
    },
    stream(call: grpc.ServerDuplexStream<unknown, unknown>) {
      const { project_id: began } = currentEventContext()
      call.on(
        'data',
        (message) => void handle(message).then((seen) => call.write({ ...seen, began })),
      )
      call.on('end', () => void delay(30).then(() => call.end()))
    },
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  ends.push(() => server.forceShutdown())
  const Client = grpc.makeGenericClientConstructor(definition, 'Service')
  const stub = new Client(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
  ) as unknown as grpc.Client & {
    unary(
      request: unknown,
      metadata: grpc.Metadata,
      callback: (error: Error | null, answer: unknown) => void,
    ): void
    stream(metadata: grpc.Metadata): grpc.ClientDuplexStream<unknown, unknown>
  }
  ends.push(() => stub.close())

  const metadataOf = (id: number) => {
    const metadata = new grpc.Metadata()
    metadata.set('x-gitlab-project-id', String(id))
    return metadata
  }
  const unary = (id: number) =>
    new Promise((resolve, reject) => {
      stub.unary({ id }, metadataOf(id), (error, answer) =>
        error ? reject(error) : resolve(answer),
      )
    })

  test('100 calls at a time see their own contexts', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(await Promise.all(ids.map(unary))).toEqual(
      ids.map((id) => ({
        before: id,
        after: id,
        tracked: ['pull_package'],
        body: { id },
        environment: 'staging',
        source: 'duo-workflow-service-python',
      })),
    )
  })

  test('so do the messages of streams', async () => {
    const answersOf = async (id: number) => {
      const call = stub.stream(metadataOf(id))
      const answers: unknown[] = []
      call.on('data', (answer) => answers.push(answer))
      for (let count = 0; count < 5; count++) call.write({ id, count })
      call.end()
      await once(call, 'end')
      return answers as Record<'before' | 'after' | 'began', number>[] & { body: { id: number } }[]
    }
    const all = await Promise.all([1, 2, 3, 4, 5].map(answersOf))
    for (const [index, answers] of all.entries()) {
      expect(answers).toHaveLength(5)
      for (const { before, after, began, body } of answers) {
        expect([before, after, began, body.id]).toEqual(Array(4).fill(index + 1))
      }
    }
  })
})

describe('the service of an event', () => {
  const headers = new Headers()
  const quiet = { debug() {}, warn() {} }
  const tracked = (settings: ClientSettings, run: (track: () => void) => void) => {
    const client = new InternalEventsClient({
      enabled: true,
      tracker: fakes.tracker,
      logger: quiet,
      ...settings,
    })
    run(() => client.trackEvent('pull_package'))
    const data = fakes.journal.events.at(-1)?.contexts?.[0]?.data as StandardContextFields
    return [data.environment, data.source]
  }
  const ofClient = { environment: 'production', source: 'mine' }

  test('is that of the client, where the adapter does not say it', () => {
    const context = contextFromHeaders(headers, { logger: quiet })
    const run = (track: () => void) => withInternalEventContext(context, track)
    expect(tracked(ofClient, run)).toEqual(['production', 'mine'])
    expect(tracked({}, run)).toEqual(['development', 'ai-gateway-python'])
    const within = (track: () => void) =>
      withInternalEventContext(context, () => withInternalEventContext({ project_id: 2 }, track))
    expect(tracked(ofClient, within)).toEqual(['production', 'mine'])
  })

  test('is that of the adapter, or of an outer context, where these say it', () => {
    const options = { environment: 'staging', source: 'theirs', logger: quiet }
    const context = contextFromHeaders(headers, options)
    expect(tracked(ofClient, (track) => withInternalEventContext(context, track))).toEqual([
      'staging',
      'theirs',
    ])
    const bare = contextFromHeaders(headers, { logger: quiet })
    const within = (track: () => void) =>
      withInternalEventContext(options, () => withInternalEventContext(bare, track))
    expect(tracked(ofClient, within)).toEqual(['staging', 'theirs'])
  })
})
