import type { BrowserContext } from '@playwright/test'
import { answerInTime } from '../collector/doors/playwright/index.ts'
import type { PageConsent } from '../matchers/privacy/index.ts'
import { type AskingWindow, consentSignals } from '../privacy/search/index.ts'

/** The cookies of trackers in each context, as `name=value`. */
export type TrackerCookies = ReadonlyMap<BrowserContext, readonly string[]>

/** Reads the cookies that trackers have set in the contexts. */
export async function readTrackerCookies(
  contexts: Iterable<BrowserContext>,
): Promise<TrackerCookies> {
  const read = async (context: BrowserContext) => {
    // A context may have been closed by now.
    const cookies = await context.cookies().catch(() => [])
    const ofTrackers = cookies.filter(({ name }) => name.startsWith('_sp_'))
    return [context, ofTrackers.map(({ name, value }) => `${name}=${value}`)] as const
  }
  return new Map(await Promise.all([...contexts].map(read)))
}

/**
 * Reads what the documents that are open in the contexts ask for, and the cookies of trackers that are
 * not those of `earlier`: a context may be older than the test.
 */
export async function readConsent(
  contexts: Iterable<BrowserContext>,
  earlier: TrackerCookies,
): Promise<Omit<PageConsent, 'counted'>> {
  const all = [...contexts]
  const frames = all.flatMap((context) => context.pages().flatMap((page) => page.frames()))
  const windows = await Promise.all(
    frames.map((frame) =>
      answerInTime(
        frame.evaluate((): AskingWindow => {
          const { navigator, doNotTrack } = globalThis as AskingWindow
          const { globalPrivacyControl, doNotTrack: ofNavigator } = navigator ?? {}
          return { navigator: { globalPrivacyControl, doNotTrack: ofNavigator }, doNotTrack }
        }),
      ),
    ),
  )
  const cookies = [...(await readTrackerCookies(all))].flatMap(([context, own]) =>
    own.filter((cookie) => !earlier.get(context)?.includes(cookie)),
  )
  return {
    signals: [...new Set(windows.flatMap((window) => (window ? consentSignals(window) : [])))],
    cookies: [...new Set(cookies.map((cookie) => cookie.replace(/=.*/s, '')))],
  }
}
