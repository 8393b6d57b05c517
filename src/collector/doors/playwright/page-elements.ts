import type { BrowserContext, Frame } from '@playwright/test'
import { startTimer, stopTimer } from '../../../foundation/index.ts'
import { TRACKED, TRACKING } from '../../../html/index.ts'

/** The elements of one document that track an event. */
export interface TrackingElement {
  readonly event: string
  readonly count: number
  /** The number of clicks that they got; `undefined` in a document that nobody listened to from its beginning. */
  readonly clicks: number | undefined
}

/** The longest time (ms) to wait for a document, whose script may be busy. */
const BUSY = 1000

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
export async function readElements(
  contexts: Iterable<BrowserContext>,
): Promise<readonly TrackingElement[]> {
  const frames = [...contexts].flatMap((context) =>
    context.pages().flatMap((page) => page.frames()),
  )
  const found = await Promise.all(frames.map(readFrame))
  return found.flat()
}

/** Returns those of one document; none of one that is being left, or does not answer. */
async function readFrame(frame: Frame): Promise<readonly TrackingElement[]> {
  let timer: unknown
  const busy = new Promise<readonly TrackingElement[]>((resolve) => {
    timer = startTimer(() => resolve([]), BUSY)
  })
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
  try {
    return await Promise.race([read.catch(() => []), busy])
  } finally {
    stopTimer(timer as never)
  }
}
