import { CollectorError } from '../../index.ts'

/** The likeliest causes of a server that cannot listen, each with its remedy. */
const CAUSES: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
  EADDRINUSE: [
    'another program listens there',
    'Stop that program, or leave the port out to get a free one',
  ],
  EACCES: [
    'this user may not listen there',
    'Choose a port from 1024 on, or leave the port out to get a free one',
  ],
  EADDRNOTAVAIL: [
    'this machine does not have that address',
    'Leave the host out to listen on 127.0.0.1',
  ],
  ENOTFOUND: ['there is no such host', 'Leave the host out to listen on 127.0.0.1'],
  EAI_AGAIN: ['the host cannot be looked up', 'Leave the host out to listen on 127.0.0.1'],
  ERR_SOCKET_BAD_PORT: [
    'the port is not a number from 0 to 65535',
    'Choose another, or leave it out to get a free one',
  ],
}

/** Makes the error of a collector that cannot listen; `cause` is the error of Node.js. */
export function startError(
  host: string,
  port: number,
  cause: Error & { readonly code?: string },
): CollectorError {
  const [reason, remedy] = CAUSES[cause.code ?? ''] ?? [
    cause.message,
    'Choose another host or port, or leave them out',
  ]
  return new CollectorError(
    'COLLECTOR_NOT_STARTED',
    `Failed to start the collector on ${host}:${port}: ${reason}${cause.code === undefined ? '' : ` (${cause.code})`}. ${remedy}.`,
    { cause },
  )
}

/**
 * Refuses a host without a name, which Node.js would take for every address of this machine.
 *
 * @throws {CollectorError} `COLLECTOR_NOT_STARTED`
 */
export function checkHost(host: string): void {
  if (host.trim() !== '') return
  throw new CollectorError(
    'COLLECTOR_NOT_STARTED',
    'Failed to start the collector: the host is empty. Leave it out to listen on 127.0.0.1, or give 0.0.0.0 for all addresses of this machine.',
  )
}
