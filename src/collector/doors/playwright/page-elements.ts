import type { BrowserContext, Frame } from '@playwright/test'
import { TRACKED, TRACKING } from '../../../html/index.ts'
import { answerInTime } from './answer-in-time.ts'

/** The elements of one document that track an event. */
export interface TrackingElement {
  readonly event: string
  readonly count: number
  /** The number of clicks that they got; `undefined` in a document that nobody listened to from its beginning. */
  readonly clicks: number | undefined
}

/** The elements that were read in the documents of pages. */
export interface ReadElements {
  readonly elements: readonly TrackingElement[]
  /** False where a document did not answer, or was being left. */
  readonly complete: boolean
}

/** The key under which a document keeps its clicks. */
const CLICKS = 'internal-events-testing.clicks'

/** Has the pages of a context keep the names of the events whose elements are clicked. */
export async function keepClicks(context: BrowserContext): Promise<void> {
  await context.addInitScript(
    ({ key, tracked, tracking }) => {
      const clicks: string[] = []
      Object.defineProperty(globalThis, Symbol.for(key), { value: clicks })
      const keep = (event: Event) => {
        const [target] = event.composedPath()
        const element = target instanceof Element ? target.closest(tracked) : null
        if (element) clicks.push(element.getAttribute(tracking) ?? '')
      }
      addEventListener('click', keep, { capture: true })
    },
    { key: CLICKS, tracked: TRACKED, tracking: TRACKING },
  )
}

/** Reads the elements that track in the pages of the contexts, those in frames and open shadow roots too. */
export async function readElements(contexts: Iterable<BrowserContext>): Promise<ReadElements> {
  const frames = [...contexts].flatMap((context) =>
    context.pages().flatMap((page) => page.frames()),
  )
  const found = await Promise.all(frames.map(readFrame))
  return {
    elements: found.flatMap((elements) => elements ?? []),
    complete: !found.includes(undefined),
  }
}

/** Returns the elements of one document; `undefined` where it does not answer, or is being left. */
function readFrame(frame: Frame): Promise<readonly TrackingElement[] | undefined> {
  const read = frame.locator(TRACKED).evaluateAll(
    (elements, { key, tracking }) => {
      const clicks: string[] | undefined = Reflect.get(globalThis, Symbol.for(key))
      const names = elements.map((element) => element.getAttribute(tracking) ?? '')
      const times = (list: string[], name: string) => list.filter((each) => each === name).length
      return [...new Set(names)].map((event) => ({
        event,
        count: times(names, event),
        clicks: clicks && times(clicks, event),
      }))
    },
    { key: CLICKS, tracking: TRACKING },
  )
  return answerInTime(read)
}
