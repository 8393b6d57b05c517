import type { BrowserContext } from '@playwright/test'
import { FORWARDING, TP2 } from '../../index.ts'

interface Redirect {
  /** The URL to send them to. */
  readonly target: string
  /** The URL of the only collector that is meant, if there is one. */
  readonly collector: string | undefined
}

/**
 * Has pages that are being left send beacons, and a `fetch` with `keepalive`, to a port: the routes
 * of Playwright do not see them then.
 */
export async function redirectLeavingRequests(
  context: BrowserContext,
  { target, collector }: Redirect,
): Promise<void> {
  const { host, pathname } = collector ? new URL(collector) : { host: '', pathname: '/' }
  const paths = [TP2, FORWARDING, ...(pathname === '/' ? [] : [pathname])]
  await context.addInitScript(redirect, { target, paths, host })
}

/** Runs in each page, before its own code. */
function redirect(options: { target: string; paths: string[]; host: string }): void {
  // The test may replace the clock later.
  const { now } = Date
  let isLeft = false
  const hear = (type: string, left: () => boolean) => {
    const note = () => {
      isLeft = left()
    }
    addEventListener(type, note, { capture: true })
  }
  hear('pagehide', () => true)
  hear('pageshow', () => false)
  hear('visibilitychange', () => document.visibilityState === 'hidden')

  /** Returns where to send it instead, with what the collector should know. */
  const redirected = (given: unknown, type: string | null): string | undefined => {
    const text = given instanceof Request ? given.url : String(given)
    if (!isLeft || !URL.canParse(text, document.baseURI)) return undefined
    const url = new URL(text, document.baseURI)
    const isMeant =
      options.paths.includes(url.pathname) && (options.host === '' || options.host === url.host)
    return isMeant
      ? `${options.target}?${new URLSearchParams({ url: url.href, type: type ?? '', began: `${now()}` })}`
      : undefined
  }
  const { sendBeacon } = navigator
  navigator.sendBeacon = (url, data) => {
    const target = redirected(url, new Response(data).headers.get('content-type'))
    // Any other type would be asked for before, and a page that is left does not get the answer.
    const simple = data instanceof Blob ? data.slice(0, data.size, 'text/plain') : data
    return target
      ? sendBeacon.call(navigator, target, simple)
      : sendBeacon.call(navigator, url, data)
  }

  type Call = [input: RequestInfo | URL, init: RequestInit | undefined]
  const outliving = ([input, init]: Call): Call => {
    const type = new Headers(init?.headers).get('content-type')
    const target = init?.keepalive ? redirected(input, type) : undefined
    return target ? [target, { ...init, headers: { 'content-type': 'text/plain' } }] : [input, init]
  }
  const { fetch } = globalThis
  globalThis.fetch = (input, init) => fetch.apply(globalThis, outliving([input, init]))
  // A tracker of version 4 makes the request itself.
  globalThis.Request = new Proxy(Request, {
    construct: (real, call: Call, self) => Reflect.construct(real, outliving(call), self),
  })
}
