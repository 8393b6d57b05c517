import type { BrowserContext, Request } from '@playwright/test'
import { postedEvents, USAGE_DATA } from '../../index.ts'

/** A request of a page to the usage data API of its application. */
export interface UsageDataRequest {
  readonly events: readonly string[]
  /** The status of the answer, or the error in its place; `undefined` as long as there is none. */
  readonly answer: number | string | undefined
}

/** Tells of what the pages of a context post to the usage data API, when it begins and when it has its answer. */
export function followUsageData(
  context: BrowserContext,
  { begin, end }: { begin(request: UsageDataRequest): void; end(request: UsageDataRequest): void },
): void {
  const begun = new WeakMap<
    Request,
    { events: readonly string[]; answer: number | string | undefined }
  >()
  context.on('request', (request) => {
    if (request.method() !== 'POST' || !isUsageData(request.url())) return
    const type = request.headers()['content-type'] ?? ''
    const events = postedEvents(type, request.postData() ?? '')
    const posted = { events, answer: undefined }
    begun.set(request, posted)
    begin(posted)
  })
  const finish = (request: Request, answerOf: () => number | string | undefined) => {
    const posted = begun.get(request)
    if (!posted) return
    // A request whose answer nobody reads fails behind it.
    posted.answer ??= answerOf()
    end(posted)
  }
  context.on('response', (response) => finish(response.request(), () => response.status()))
  context.on('requestfailed', (request) => finish(request, () => request.failure()?.errorText))
}

function isUsageData(url: string): boolean {
  return URL.canParse(url) && USAGE_DATA.test(new URL(url).pathname)
}
