import type { BrowserContext } from '@playwright/test'
import { FORWARDING, TP2 } from '../../index.ts'

interface Redirect {
  /** The URL to send them to. */
  readonly url: string
  /** The URL of the only collector that is meant, if there is one. */
  readonly collector: string | undefined
}

/**
 * Has pages that are being left send beacons, and a `fetch` with `keepalive`, to a port: these pass
 * by the routes of Playwright then.
 */
export async function redirectLeavingRequests(
  context: BrowserContext,
  { url, collector }: Redirect,
): Promise<void> {
  const { host, pathname } = collector ? new URL(collector) : { host: '', pathname: '/' }
  const paths = [TP2, FORWARDING, ...(pathname === '/' ? [] : [pathname])]
  await context.addInitScript(redirect, { tp2: `${url}${TP2}`, paths, host })
}

/** Runs in each page, before its own code. */
function redirect({ tp2, paths, host }: { tp2: string; paths: string[]; host: string }): void {
  let isLeft = false
  const hear = (type: string, left: () => boolean) =>
    addEventListener(
      type,
      () => {
        isLeft = left()
      },
      { capture: true },
    )
  hear('pagehide', () => true)
  hear('pageshow', () => false)
  hear('visibilitychange', () => document.visibilityState === 'hidden')
  const redirected = (given: unknown): string | undefined => {
    if (!isLeft || !URL.canParse(String(given), document.baseURI)) return undefined
    const url = new URL(String(given), document.baseURI)
    const isMeant = paths.includes(url.pathname) && (host === '' || host === url.host)
    return isMeant ? `${tp2}${url.search}` : undefined
  }
  const { sendBeacon } = navigator
  navigator.sendBeacon = (url, data) => sendBeacon.call(navigator, redirected(url) ?? url, data)
  // A tracker of version 4 makes the request itself.
  globalThis.Request = new Proxy(Request, {
    construct(target, [input, init], self) {
      const url = init?.keepalive && redirected(input)
      return Reflect.construct(target, [url || input, init], self)
    },
  })
  const { fetch } = globalThis
  globalThis.fetch = (input, init) =>
    fetch.call(globalThis, (init?.keepalive && redirected(input)) || input, init)
}
