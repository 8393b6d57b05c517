import type { Handler, IncomingRequest } from './application.ts'
import { apiReply } from './reply.ts'

/** The hosts that the REST API and the page are asked under, beside this machine's own names. */
export interface HostOptions {
  /**
   * Names under which the REST API and the page may be asked, as in a container's network; one that
   * begins with a dot stands for its subdomains too. `localhost` and loopback addresses always may.
   */
  readonly allowedHosts?: readonly string[] | undefined
}

/** Headers for browsers: what the API answers is for pages of the collector alone. */
const OWN_ORIGIN = {
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/**
 * Keeps pages of other origins from an end point: they could read what trackers sent, and forget it.
 * A name that an attacker's DNS points to this machine is refused as well.
 */
export function sameOriginOnly(
  answer: Handler,
  allowedHosts: readonly string[],
  changesState = false,
): Handler {
  return async (call) => {
    const cause = refusal(call.request, allowedHosts, changesState)
    const reply =
      cause === undefined
        ? await answer(call)
        : apiReply(403, { error: `Failed to answer ${call.path}: ${cause}` })
    return { ...reply, headers: { ...reply.headers, ...OWN_ORIGIN } }
  }
}

/** Returns why a request is refused, with the remedy. */
function refusal(
  request: IncomingRequest,
  allowedHosts: readonly string[],
  changesState: boolean,
): string | undefined {
  const { headers } = request
  const host = headers.get('host')
  // Only old clients send none; browsers always do.
  if (host !== null && !isAllowed(nameOf(host), allowedHosts)) {
    return `the host ${JSON.stringify(nameOf(host))} is not this machine. Start the collector with --allowed-hosts ${nameOf(host)}.`
  }
  const origin = headers.get('origin')
  if (isForeignOrigin(origin, host) || isForeignSite(request, changesState)) {
    return `a page of ${origin ?? 'another origin'} asks. Ask outside of browsers, or from the collector's own page.`
  }
  return undefined
}

function isForeignOrigin(origin: string | null, host: string | null): boolean {
  if (origin === null) return false
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase()
}

/** Tells by what only browsers send. Someone who follows a link to the page may see it. */
function isForeignSite({ method, headers }: IncomingRequest, changesState: boolean): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin' || site === 'none') return false
  const isVisit =
    method === 'GET' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  return changesState || !isVisit
}

function isAllowed(name: string, allowedHosts: readonly string[]): boolean {
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  if (name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)) return true
  return allowedHosts.some((given) => {
    const allowed = given.toLowerCase()
    return allowed.startsWith('.')
      ? name === allowed.slice(1) || name.endsWith(allowed)
      : name === allowed
  })
}

/** Returns the name in a `Host` header, without the port and the brackets of IPv6. */
function nameOf(host: string): string {
  const [, ipv6] = /^\[([^\]]*)\](?::\d*)?$/.exec(host) ?? []
  return (ipv6 ?? host.replace(/:\d*$/, '')).toLowerCase()
}
