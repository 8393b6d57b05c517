import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, request as send } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { PassThrough, Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import express, { type NextFunction, type Request, type Response } from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import {
  currentEventContext,
  expressEventContext,
  fastifyEventContext,
  honoEventContext,
  withInternalEventContext,
} from '../src/entries/index.ts'
import { urlOf } from './url-of.ts'

/** Handlers of the events of a request and its response, and streams, have the request's context. */
const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})
const options = { logger: { warn() {} } }
const CHUNK = 'x'.repeat(50_000)

let seen: string[] = []
beforeEach(() => {
  seen = []
})
/** Notes the project that runs, and returns it. */
function see(what: string): void {
  seen.push(`${what} ${currentEventContext().project_id}`)
}

function listenTo(request: NodeJS.EventEmitter, response: NodeJS.EventEmitter): void {
  for (const name of ['data', 'end', 'close', 'error']) {
    request.on(name, () => see(`request ${name}`))
  }
  for (const name of ['finish', 'close', 'pipe']) {
    response.on(name, () => see(`response ${name}`))
  }
}

function start(server: Server): Promise<string> {
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return urlOf(server.listen(0, '127.0.0.1'))
}

const app = express()
app.get('/outside', (_request, response) => {
  response.json(currentEventContext())
})
app.use(expressEventContext(options))
app.post('/raw', (request, response) => {
  listenTo(request, response)
  request.on('end', () => response.end('done'))
})
app.post('/late', async (request, response) => {
  await delay(10)
  listenTo(request, response)
  request.on('end', () => setImmediate(() => response.end('done')))
})
app.post('/json', express.json(), (request, response) => {
  listenTo(request, response)
  see(`body ${request.body.id}`)
  response.json({})
})
app.post('/upload', async (request, response) => {
  const sink = new Writable({
    write(_chunk, _encoding, done) {
      see('write')
      setTimeout(done, 1)
    },
    final(done) {
      see('final')
      done()
    },
  })
  await pipeline(request, new PassThrough(), sink)
  see('uploaded')
  response.end('done')
})
app.get('/download', (_request, response) => {
  response.on('finish', () => see('finish'))
  const upper = new Transform({
    transform(chunk, _encoding, done) {
      see('transform')
      done(null, chunk)
    },
    flush(done) {
      see('flush')
      done()
    },
  })
  Readable.from(Array(5).fill(CHUNK)).pipe(upper).pipe(response)
})
app.post('/nested', (request, response) => {
  withInternalEventContext({ project_id: 99 }, () => {
    request.on('own', () => see('own'))
    request.emit('own')
  })
  response.on('finish', () => see('finish'))
  request.resume()
  response.end('done')
})
app.post('/fails', () => {
  throw new Error('no page')
})
app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
  see(error.message)
  response.status(500).end('failed')
})
const url = await start(createServer(app))

const post = async (path: string, id: number, body = CHUNK) => {
  const headers = { 'x-gitlab-project-id': String(id), 'content-type': 'application/json' }
  return (await fetch(`${url}${path}`, { method: 'POST', headers, body })).text()
}
const distinct = () => [...new Set(seen)].sort()

describe('Express', () => {
  test.each(['/raw', '/late'])('handlers of %s have the context', async (path) => {
    await post(path, 7)
    await expect
      .poll(distinct)
      .toEqual([
        'request close 7',
        'request data 7',
        'request end 7',
        'response close 7',
        'response finish 7',
      ])
  })

  test('so have those behind a parser of bodies', async () => {
    await post('/json', 7, '{"id":8}')
    await expect
      .poll(distinct)
      .toEqual(['body 8 7', 'request close 7', 'response close 7', 'response finish 7'])
  })

  test('so have streams that the request is piped to, and those piped to the response', async () => {
    await post('/upload', 7)
    expect(distinct()).toEqual(['final 7', 'uploaded 7', 'write 7'])
    seen = []
    const response = await fetch(`${url}/download`, { headers: { 'x-gitlab-project-id': '8' } })
    expect((await response.text()).length).toBe(5 * CHUNK.length)
    await expect.poll(distinct).toEqual(['finish 8', 'flush 8', 'transform 8'])
  })

  test('an event emitted within a further context has that one', async () => {
    await post('/nested', 7)
    await expect.poll(distinct).toEqual(['finish 7', 'own 99'])
  })

  test('a request that fails is answered by the error handler, with its context', async () => {
    expect(await post('/fails', 7)).toBe('failed')
    expect(seen).toEqual(['no page 7'])
  })

  test('a request that its client aborts says so in its context', async () => {
    const request = send(`${url}/raw`, {
      method: 'POST',
      headers: { 'x-gitlab-project-id': '7', 'content-length': 100_000 },
    })
    request.on('error', () => {})
    request.write(CHUNK)
    await expect.poll(() => seen).toContain('request data 7')
    request.destroy()
    await expect
      .poll(distinct)
      .toEqual(['request close 7', 'request data 7', 'request error 7', 'response close 7'])
  })

  test('requests of one connection that overlap keep to their own contexts', async () => {
    const { port } = new URL(url) as unknown as AddressInfo
    const socket = connect(Number(port), '127.0.0.1')
    const requestOf = (id: number) =>
      `POST /raw HTTP/1.1\r\nhost: a\r\nx-gitlab-project-id: ${id}\r\ncontent-length: 1\r\n\r\n${id}`
    socket.write(`${requestOf(1)}${requestOf(2)}GET /outside HTTP/1.1\r\nhost: a\r\n\r\n`)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    await expect.poll(() => text.split('HTTP/1.1 200').length).toBe(4)
    expect(text.trimEnd()).toMatch(/\{\}$/)
    socket.write(requestOf(3))
    await expect.poll(() => text.split('HTTP/1.1 200').length).toBe(5)
    socket.end()
    await once(socket, 'close')
    for (const id of [1, 2, 3]) {
      expect(distinct().filter((line) => line.endsWith(` ${id}`))).toEqual([
        `request close ${id}`,
        `request data ${id}`,
        `request end ${id}`,
        `response close ${id}`,
        `response finish ${id}`,
      ])
    }
    expect(distinct()).toHaveLength(15)
  })

  test('an adapter mounted twice binds to its last context', async () => {
    const twice = express()
    twice.use(expressEventContext({ ...options, environment: 'first' }))
    twice.use(expressEventContext({ ...options, environment: 'second' }))
    const environments: unknown[] = []
    twice.post('/', (request, response) => {
      request.on('end', () => environments.push(currentEventContext().environment))
      response.on('finish', () => environments.push(currentEventContext().environment))
      request.resume().on('end', () => response.end())
    })
    await fetch(await start(createServer(twice)), { method: 'POST', body: 'x' })
    await expect.poll(() => environments).toEqual(['second', 'second'])
  })

  test('a request that cannot be changed goes on', () => {
    const request = Object.freeze({ headers: {}, emit: () => true })
    expressEventContext(options)(request, null, () => see('next'))
    expect(seen).toEqual(['next null'])
  })
})

describe('Fastify', () => {
  test('handlers of the raw request and the raw reply have the context', async () => {
    const fastify = Fastify()
    await fastify.register(fastifyEventContext(options))
    fastify.addContentTypeParser('text/event', (request, payload, done) => {
      let length = 0
      payload.on('data', (chunk: Buffer) => {
        see('data')
        length += chunk.length
      })
      payload.on('end', () =>
        done(null, { length, close: request.raw.on('close', () => see('close')) }),
      )
    })
    fastify.post('/', (request, reply) => {
      reply.raw.on('finish', () => see('finish'))
      reply.raw.on('close', () => see('reply close'))
      return { length: (request.body as { length: number }).length }
    })
    ends.push(() => fastify.close())
    const address = await fastify.listen({ port: 0, host: '127.0.0.1' })
    const headers = { 'x-gitlab-project-id': '7', 'content-type': 'text/event' }
    const response = await fetch(address, { method: 'POST', headers, body: CHUNK })
    expect(await response.json()).toEqual({ length: CHUNK.length })
    await expect.poll(distinct).toEqual(['close 7', 'data 7', 'finish 7', 'reply close 7'])
  })
})

describe('Hono', async () => {
  const hono = new Hono<{
    Bindings: { incoming: IncomingMessage; outgoing: NodeJS.EventEmitter }
  }>()
  hono.use(honoEventContext(options))
  hono.get('/stream', (context) =>
    stream(context, async (out) => {
      for (let count = 0; count < 3; count++) {
        see('chunk')
        await out.write(CHUNK)
        await out.sleep(1)
      }
      see('end')
    }),
  )
  hono.get('/pulled', () => {
    let count = 0
    // The server calls it, whenever it reads.
    const pull = AsyncLocalStorage.bind(
      (controller: ReadableStreamDefaultController<Uint8Array>) => {
        see('pull')
        if (count++ < 20) controller.enqueue(new Uint8Array(70_000))
        else controller.close()
      },
    )
    return new globalThis.Response(new ReadableStream({ pull }))
  })
  hono.get('/events', (context) => {
    context.env.outgoing?.on('finish', () => see('finish'))
    return context.text('done')
  })
  const address = await start(
    serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' }) as Server,
  )
  const headers = { 'x-gitlab-project-id': '7' }

  test.each([
    ['on Node.js', (path: string) => fetch(`${address}${path}`, { headers })],
    ['by fetch alone', async (path: string) => hono.request(path, { headers })],
  ])('the streams of Hono, and those that are bound, have the context, %s', async (_where, get) => {
    await (await get('/stream')).text()
    expect(distinct()).toEqual(['chunk 7', 'end 7'])
    seen = []
    await (await get('/pulled')).arrayBuffer()
    expect(distinct()).toEqual(['pull 7'])
  })

  test("handlers of the events of Node.js' response have it too", async () => {
    await (await fetch(`${address}/events`, { headers })).text()
    await expect.poll(distinct).toEqual(['finish 7'])
  })
})
