import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import * as grpc from '@grpc/grpc-js'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { currentEventContext, type GrpcMetadata, grpcEventContext } from '../src/entries/index.ts'

/** The handlers of calls of any kind have the context of their call, also while claims are awaited. */
type Json = Record<string, unknown>

const ends: (() => unknown)[] = []
afterAll(() => {
  for (const end of ends.reverse()) end()
})

let seen: string[] = []
let warnings: string[] = []
beforeEach(() => {
  seen = []
  warnings = []
})
const see = (what: string) => {
  const { project_id, unique_instance_id } = currentEventContext()
  seen.push(`${what} ${project_id} ${unique_instance_id}`)
}
const distinct = () => [...new Set(seen)].sort()

const method = (path: string, requestStream: boolean, responseStream: boolean) => ({
  path: `/test.Service/${path}`,
  requestStream,
  responseStream,
  requestSerialize: (value: Json) => Buffer.from(JSON.stringify(value)),
  requestDeserialize: (bytes: Buffer) => JSON.parse(bytes.toString()) as Json,
  responseSerialize: (value: Json) => Buffer.from(JSON.stringify(value)),
  responseDeserialize: (bytes: Buffer) => JSON.parse(bytes.toString()) as Json,
})
const definition = {
  unary: method('Unary', false, false),
  upload: method('Upload', true, false),
  download: method('Download', false, true),
  chat: method('Chat', true, true),
}

interface Stub extends grpc.Client {
  unary(request: Json, metadata: grpc.Metadata, done: grpc.requestCallback<Json>): void
  upload(metadata: grpc.Metadata, done: grpc.requestCallback<Json>): grpc.ClientWritableStream<Json>
  download(request: Json, metadata: grpc.Metadata): grpc.ClientReadableStream<Json>
  chat(metadata: grpc.Metadata): grpc.ClientDuplexStream<Json, Json>
}

const implementation = {
  unary(_call: unknown, answer: grpc.sendUnaryData<Json>) {
    see('unary')
    void delay(5).then(() => {
      see('answer')
      answer(null, {})
    })
  },
  upload(call: grpc.ServerReadableStream<Json, Json>, answer: grpc.sendUnaryData<Json>) {
    call.on('data', () => see('data'))
    call.on('end', () => {
      see('end')
      answer(null, {})
    })
  },
  download(call: grpc.ServerWritableStream<Json, Json>) {
    call.on('finish', () => see('finish'))
    call.write({}, () => see('written'))
    // A call that has ended says that it is cancelled as well.
    if (call.request['forever'] === true) call.on('cancelled', () => see('cancelled'))
    else call.end()
  },
  chat(call: grpc.ServerDuplexStream<Json, Json>) {
    see('began')
    call.on('data', (message) => {
      see('data')
      call.write(message)
    })
    call.on('end', () => {
      see('end')
      call.end()
    })
  },
}

async function start(claims?: (metadata: GrpcMetadata) => unknown): Promise<Stub> {
  const logger = { warn: (text: string) => warnings.push(text) }
  const interceptor = grpcEventContext({ logger, claims: claims as never })
  const server = new grpc.Server({ interceptors: [interceptor] })
  server.addService(definition, implementation as never)
  ends.push(() => server.forceShutdown())
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  const Client = grpc.makeGenericClientConstructor(definition, 'Service')
  const stub = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure())
  ends.push(() => stub.close())
  return stub as unknown as Stub
}

function metadataOf(id: number): grpc.Metadata {
  const metadata = new grpc.Metadata()
  metadata.set('x-gitlab-project-id', String(id))
  return metadata
}

const unary = (stub: Stub, id: number) =>
  new Promise<void>((resolve, reject) => {
    stub.unary({}, metadataOf(id), (error) => (error ? reject(error) : resolve()))
  })

const upload = (stub: Stub, id: number) =>
  new Promise<void>((resolve, reject) => {
    const call = stub.upload(metadataOf(id), (error) => (error ? reject(error) : resolve()))
    for (let count = 0; count < 3; count++) call.write({ count })
    call.end()
  })

async function download(stub: Stub, id: number): Promise<void> {
  const call = stub.download({}, metadataOf(id)).resume()
  await once(call, 'end')
}

async function chat(stub: Stub, id: number): Promise<void> {
  const call = stub.chat(metadataOf(id)).resume()
  for (let count = 0; count < 3; count++) {
    call.write({ count })
    await delay(1)
  }
  call.end()
  await once(call, 'end')
}

describe.each([
  ['at once', () => ({ uniqueInstanceId: 'u-1' })],
  ['after a while', () => delay(10, { uniqueInstanceId: 'u-1' })],
])('claims that are there %s', async (_when, claims) => {
  const stub = await start(claims)

  test.each([
    ['unary calls', unary, ['answer', 'unary']],
    ['streams of requests', upload, ['data', 'end']],
    ['streams of responses', download, ['finish', 'written']],
    ['streams of both', chat, ['began', 'data', 'end']],
  ])('handlers of %s have the context of their call', async (_kind, call, names) => {
    await Promise.all([1, 2, 3].map((id) => call(stub, id)))
    const wanted = names.flatMap((name) => [1, 2, 3].map((id) => `${name} ${id} u-1`))
    await expect.poll(distinct).toEqual(wanted)
  })

  test('so has the handler of a call that is cancelled', async () => {
    const call = stub.download({ forever: true }, metadataOf(7)).resume()
    call.on('error', () => {})
    await once(call, 'data')
    call.cancel()
    await expect.poll(() => seen).toContain('cancelled 7 u-1')
  })
})

test('a call that is cancelled while its claims are awaited never begins', async () => {
  const answers: ((claims: object) => void)[] = []
  const stub = await start(() => new Promise((resolve) => answers.push(resolve)))
  const call = stub.chat(metadataOf(7)).resume()
  const cancelled = new Promise((resolve) => call.on('error', resolve))
  await expect.poll(() => answers).toHaveLength(1)
  call.cancel()
  await cancelled
  // The server hears of it before the next call of the connection.
  const next = unary(stub, 8)
  await expect.poll(() => answers).toHaveLength(2)
  for (const answer of answers) answer({})
  await next
  expect(distinct()).toEqual(['answer 8 null', 'unary 8 null'])
})

test.each([
  [
    'throw',
    () => {
      throw new Error('expired')
    },
  ],
  ['reject', () => Promise.reject(new Error('expired'))],
])('a call whose claims %s goes on without them, with one warning', async (_do, claims) => {
  const stub = await start(claims)
  for (const id of [1, 2, 3]) await unary(stub, id)
  expect(distinct()).toEqual(
    [1, 2, 3]
      .flatMap((id) => [`answer ${id} null`])
      .concat([1, 2, 3].map((id) => `unary ${id} null`)),
  )
  expect(warnings.filter((text) => text.includes('claims'))).toEqual([
    'Failed to read the claims of a request, which goes on without them: expired',
  ])
})
