import type { BrowserContext, Frame } from '@playwright/test'
import { answerInTime } from '../collector/doors/playwright/index.ts'
import type { PageConsent } from '../matchers/privacy/index.ts'
import {
  type AskingWindow,
  type ConsentSignal,
  consentSignals,
  consentTraces,
} from '../privacy/search/index.ts'

/** What one context knows of consent. */
export interface ContextConsent {
  readonly signals: readonly ConsentSignal[]
  /** What trackers have left, as `[trace, value]`. */
  readonly traces: readonly (readonly [trace: string, value: string])[]
  readonly opened: boolean
  readonly unread: boolean
}

/** A document, as far as consent is concerned. */
interface ReadWindow extends AskingWindow {
  readonly localStorage: object
  readonly sessionStorage: object
  /** True where nothing has been opened in it. */
  readonly isBlank: boolean
}

/** Reads what the documents that are open in the contexts ask for, and what trackers have left there. */
export async function readContexts(
  contexts: Iterable<BrowserContext>,
): Promise<ReadonlyMap<BrowserContext, ContextConsent>> {
  const read = async (context: BrowserContext) => [context, await readContext(context)] as const
  return new Map(await Promise.all([...contexts].map(read)))
}

/** Returns what contexts know of consent, without what was there earlier: one may be older than the test. */
export function consentOf(
  contexts: ReadonlyMap<BrowserContext, ContextConsent>,
  earlier: ReadonlyMap<BrowserContext, ContextConsent>,
): Omit<PageConsent, 'counted'> {
  const all = [...contexts]
  const traces = all.flatMap(([context, { traces }]) => {
    const before = earlier.get(context)?.traces ?? []
    return traces.filter(
      ([trace, value]) => !before.some((other) => other[0] === trace && other[1] === value),
    )
  })
  return {
    signals: [...new Set(all.flatMap(([, { signals }]) => signals))],
    traces: [...new Set(traces.map(([trace]) => trace))],
    opened: all.some(([, { opened }]) => opened),
    unread: all.some(([, { unread }]) => unread),
  }
}

async function readContext(context: BrowserContext): Promise<ContextConsent> {
  const frames = context.pages().flatMap((page) => page.frames())
  const windows = await Promise.all(frames.map((frame) => answerInTime(readWindow(frame))))
  const unread = frames.some((frame, index) => !frame.parentFrame() && !windows[index])
  // A context may have been closed by now.
  const cookies = await context.cookies().catch(() => [])
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const documents = [{ cookie }, ...windows.map((window) => ({ defaultView: window ?? null }))]
  return {
    signals: windows.flatMap((window) => (window ? consentSignals(window) : [])),
    traces: documents.flatMap((document) => [...consentTraces(document)]),
    // A document that does not answer is busy, or is being left for another.
    opened: windows.some((window) => !window?.isBlank),
    unread,
  }
}

function readWindow(frame: Frame): Promise<ReadWindow> {
  return frame.evaluate(() => {
    const { navigator, doNotTrack, document, location } = globalThis as unknown as AskingWindow & {
      readonly document: Record<'head' | 'body', { hasChildNodes(): boolean } | null>
      readonly location: { readonly href: string }
    }
    const entriesOf = (storage: 'localStorage' | 'sessionStorage'): object => {
      try {
        return { ...(globalThis as unknown as Record<typeof storage, object>)[storage] }
      } catch {
        // A document without an origin has none.
        return {}
      }
    }
    return {
      navigator: {
        globalPrivacyControl: navigator?.globalPrivacyControl,
        doNotTrack: navigator?.doNotTrack,
      },
      doNotTrack,
      localStorage: entriesOf('localStorage'),
      sessionStorage: entriesOf('sessionStorage'),
      // page.setContent() leaves the address.
      isBlank:
        location.href === 'about:blank' &&
        !document.head?.hasChildNodes() &&
        !document.body?.hasChildNodes(),
    }
  })
}
