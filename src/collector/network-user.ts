import { randomUuid } from '../foundation/index.ts'
import type { IncomingRequest } from './application.ts'

/** The sender of a request, as the columns of its events tell. */
export interface NetworkUser {
  readonly id: string
  readonly ipAddress: string
  /** The cookie that the answer sets, if it sets one. */
  readonly cookie: string | undefined
}

const COOKIE = 'sp'
/** Other values would end the cookie, or break the header. */
const COOKIE_VALUE = /^[\w.-]{1,128}$/
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=None'
const YEAR = 365 * 24 * 60 * 60 * 1000
const ANONYMOUS = '00000000-0000-0000-0000-000000000000'
/** The headers that tell who sends; of an anonymous sender they are not kept. */
export const TELLING_HEADERS: readonly string[] = ['x-forwarded-for', 'x-real-ip', 'cookie']

/**
 * Reads who sends a request: by `nuid` in the query, the cookie of an earlier answer, or anew. Of a
 * sender with the header `SP-Anonymous` nothing is known.
 *
 * Source: Snowplow's collector.
 */
export function networkUserOf(
  { headers }: Pick<IncomingRequest, 'headers'>,
  query: string,
  address: string,
): NetworkUser {
  const known = cookieOf(headers.get('cookie') ?? '')
  if (isAnonymous(headers)) {
    const cookie = known === undefined ? undefined : setCookie('', -YEAR)
    return { id: ANONYMOUS, ipAddress: 'unknown', cookie }
  }
  const given = query === '' ? '' : (new URLSearchParams(query).get('nuid') ?? '')
  const id = (COOKIE_VALUE.test(given) && given) || known || randomUuid()
  const ipAddress = headers.get('x-forwarded-for')?.split(',', 1)[0]?.trim() || address
  return { id, ipAddress, cookie: setCookie(id, YEAR) }
}

/** Tells whether a sender does not want to be known. */
export function isAnonymous(headers: IncomingRequest['headers']): boolean {
  return headers.has('sp-anonymous')
}

function cookieOf(header: string): string | undefined {
  const pair = header.split(/;\s*/).find((one) => one.startsWith(`${COOKIE}=`))
  const value = pair?.slice(COOKIE.length + 1) ?? ''
  return COOKIE_VALUE.test(value) ? value : undefined
}

function setCookie(value: string, life: number): string {
  return `${COOKIE}=${value}; Expires=${expiry(Date.now() + life)}; ${ATTRIBUTES}`
}

let printed = { second: Number.NaN, text: '' }

/** Prints a time. Thousands of requests of one second share its text. */
function expiry(time: number): string {
  const second = Math.floor(time / 1000)
  if (printed.second !== second) printed = { second, text: new Date(time).toUTCString() }
  return printed.text
}
