import type { BrowserContext } from '@playwright/test'
import { answerInTime } from '../collector/doors/playwright/index.ts'
import type { PageConsent } from '../matchers/privacy/index.ts'
import { type AskingWindow, consentSignals } from '../privacy/search/index.ts'

/** Reads what the documents that are open in the contexts ask for, and the cookies of trackers there. */
export async function readConsent(
  contexts: Iterable<BrowserContext>,
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
  // A context may have been closed by now.
  const cookies = await Promise.all(all.map((context) => context.cookies().catch(() => [])))
  return {
    signals: [...new Set(windows.flatMap((window) => (window ? consentSignals(window) : [])))],
    cookies: [...new Set(cookies.flat().map(({ name }) => name))].filter((name) =>
      name.startsWith('_sp_'),
    ),
  }
}
