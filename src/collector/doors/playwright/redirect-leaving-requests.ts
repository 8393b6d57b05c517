import type { BrowserContext } from '@playwright/test'
import { type EndPoint, endPointsOf, TRACKER_FIELD } from '../../index.ts'

interface Redirect {
  /** The URL to send them to. */
  readonly target: string
  /** The URL of the only collector that is meant, if there is one. */
  readonly collector: string | undefined
}

interface RedirectOptions {
  readonly target: string
  readonly host: string | undefined
  readonly endPoints: readonly EndPoint[]
  /** The names of a tracker's fields, as a regular expression. */
  readonly field: string
}

/**
 * Has pages that are being left send to a port what outlives them: beacons, pixels, and a `fetch`
 * with `keepalive`. The routes of Playwright do not see them then.
 */
export async function redirectLeavingRequests(
  context: BrowserContext,
  { target, collector }: Redirect,
): Promise<void> {
  const url = collector === undefined ? undefined : new URL(collector)
  const options = {
    target,
    host: url?.host,
    endPoints: endPointsOf(url),
    field: TRACKER_FIELD.source,
  }
  await context.addInitScript(redirect, options)
}

/** Runs in each page, before its own code. */
function redirect({ target, host, endPoints, field }: RedirectOptions): void {
  // The test may replace the clock later.
  const { now } = Date
  const isField = new RegExp(field)
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
  const redirected = (method: string, text: string, type: string | null): string | undefined => {
    if (!isLeft || !URL.canParse(text, document.baseURI)) return undefined
    const url = new URL(text, document.baseURI)
    const isMeant =
      (host === undefined || host === url.host) &&
      endPoints.some(
        ({ methods, path, shared }) =>
          methods.includes(method) &&
          path === url.pathname &&
          (!shared || [...url.searchParams.keys()].some((key) => isField.test(key))),
      )
    if (!isMeant) return undefined
    const known = { url: url.href, type: type ?? '', began: `${now()}`, id: `${Math.random()}` }
    return `${target}?${new URLSearchParams(known)}`
  }

  const { sendBeacon } = navigator
  navigator.sendBeacon = (url, data) => {
    const there = redirected('POST', String(url), new Response(data).headers.get('content-type'))
    // Any other type would be asked for before, and a page that is left does not get the answer.
    const simple = data instanceof Blob ? data.slice(0, data.size, 'text/plain') : data
    return there ? sendBeacon.call(navigator, there, simple) : sendBeacon.call(navigator, url, data)
  }

  const { src } = Object.getOwnPropertyDescriptors(HTMLImageElement.prototype)
  const { setAttribute } = HTMLImageElement.prototype
  const pixel = (url: unknown) => redirected('GET', String(url), null) ?? url
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...src,
    set(url: unknown) {
      src.set?.call(this, pixel(url) as string)
    },
  })
  HTMLImageElement.prototype.setAttribute = function (name, value) {
    setAttribute.call(
      this,
      name,
      `${name}`.toLowerCase() === 'src' ? (pixel(value) as string) : value,
    )
  }

  type Call = [input: RequestInfo | URL, init?: RequestInit | undefined]
  // A tracker of version 4 makes a request before it sends it. The body of a request cannot be read at once.
  const calls = new WeakMap<object, Call>()
  const { fetch, Request } = globalThis
  const { clone } = Request.prototype
  globalThis.Request = new Proxy(Request, {
    construct(real, call: Call, self) {
      const request: Request = Reflect.construct(real, call, self)
      calls.set(request, call)
      return request
    },
  })
  Request.prototype.clone = function () {
    const copy = clone.call(this)
    const call = calls.get(this)
    if (call) calls.set(copy, call)
    return copy
  }
  /** Returns the URL of a call, with all that it was given from the first. */
  const whole = ([input, init]: Call): [string, RequestInit | undefined] => {
    const made = input instanceof Request ? calls.get(input) : undefined
    if (!made) return [input instanceof Request ? input.url : String(input), init]
    const [url, first] = whole(made)
    return [url, { ...first, ...init }]
  }
  const outliving = (call: Call): Call => {
    const [url, init] = whole(call)
    if (!isLeft || !init?.keepalive) return call
    const { method, headers } = new Request(url, init)
    const there = redirected(method, url, headers.get('content-type'))
    return there ? [there, { ...init, headers: { 'content-type': 'text/plain' } }] : call
  }
  globalThis.fetch = async (...call) => fetch.apply(globalThis, outliving(call))
}
