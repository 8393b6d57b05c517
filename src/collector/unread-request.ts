import type { Sender } from '../snowplow/index.ts'
import type { Call } from './application.ts'
import type { DecodedCall } from './decode-call.ts'
import type { NetworkUser } from './network-user.ts'

/** A request whose body nobody has looked into. */
export interface UnreadRequest {
  readonly call: DecodedCall
  readonly sender: Sender
  readonly user: Pick<NetworkUser, 'id' | 'ipAddress'>
  /** The time of its arrival. */
  readonly time: number
}

/** The headers that are asked for by name. */
const NAMES = [
  'sp-anonymous',
  'content-encoding',
  'content-type',
  'host',
  'user-agent',
  'referer',
] as const

/** Stands for what is not there: no header has such a character. */
const NULL = '\0'

/** Writes a request down without its body, one part a line. JSON would take three times as long. */
export function writeUnread(
  { request: { method, headers, fault }, peer: { rawHeaders }, namespace, path, query }: Call,
  sender: Sender,
  { id, ipAddress }: NetworkUser,
): string {
  // The namespace alone may have several lines, since it comes out of a URL decoded.
  const name = namespace === '' ? '' : JSON.stringify(namespace)
  let head = `${sender}\n${Date.now()}\n${id}\n${ipAddress}\n${method}\n${name}\n${path}\n${query}\n${fault ?? NULL}`
  for (const header of NAMES) head += `\n${headers.get(header) ?? NULL}`
  for (const part of rawHeaders) head += `\n${part}`
  return head
}

/** Reads what `writeUnread` wrote. */
export function readUnread(head: string): UnreadRequest {
  const [sender, time, id = '', ipAddress = '', method = '', name, path = '', query = '', ...rest] =
    head.split('\n')
  const [fault, ...values] = rest.map((one) => (one === NULL ? null : one))
  const headers = new Map(NAMES.map((header, index) => [header as string, values[index] ?? null]))
  return {
    sender: sender as Sender,
    time: Number(time),
    user: { id, ipAddress },
    call: {
      request: {
        method,
        headers: {
          get: (header) => headers.get(header) ?? null,
          has: (header) => (headers.get(header) ?? null) !== null,
        },
        fault: fault ?? undefined,
      },
      peer: { rawHeaders: rest.slice(1 + NAMES.length) },
      namespace: name ? (JSON.parse(name) as string) : '',
      path,
      query,
    },
  }
}
