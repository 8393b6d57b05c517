import { type ChildProcess, spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

export interface StartedRedis {
  readonly port: number
  stop(): void
}

/** Starts a Redis server of one's own on a free port, which keeps nothing. */
export async function startRedis(...args: string[]): Promise<StartedRedis> {
  const port = await freePort()
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  // With the worker's own stderr, a server that is left behind would keep Vitest waiting for it.
  const server = spawn('redis-server', [...settings, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  process.once('exit', () => server.kill())
  await ready(server)
  return { port, stop: () => server.kill() }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    for (const output of [server.stdout, server.stderr]) {
      output?.on('data', (text) => {
        log += text
        if (log.includes('Ready to accept connections')) resolve()
      })
    }
    server.on('error', reject)
    server.on('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${log}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
