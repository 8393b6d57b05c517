import { isMapping } from '../../foundation/index.ts'

/** A client of `redis` 5 or 6. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>
  readonly options?: unknown
}

/** A client of `ioredis` 5 or 6. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<unknown>
  readonly options?: unknown
}

/** A connected client of one of the libraries with which Node.js programs talk to Redis. */
export type RedisClient = NodeRedisClient | IoRedisClient

/** Sends a command. Both libraries send commands of one tick as a pipeline. */
export function sendCommand(client: RedisClient, command: readonly string[]): Promise<unknown> {
  const [name = '', ...args] = command
  // ioredis has a sendCommand too, which takes command objects of its own.
  return 'call' in client ? client.call(name, ...args) : client.sendCommand([...command])
}

/** Returns the host of a client, for errors; each library keeps it in another place. */
export function hostOf({ options }: RedisClient): string {
  const { url, socket, ...rest } = isMapping(options) ? options : {}
  if (typeof url === 'string' && URL.canParse(url)) return new URL(url).host
  const { host = 'localhost', port = 6379 } = isMapping(socket) ? socket : rest
  return `${host}:${port}`
}
