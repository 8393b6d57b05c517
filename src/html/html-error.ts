import { InternalEventsError } from '../foundation/index.ts'

export type HtmlErrorCode =
  /** Clicks or loads should be tracked where there is no document. Run the test in jsdom, happy-dom or a browser, or pass a root. */
  'NO_DOCUMENT'

/** Thrown where a page is needed and there is none. */
export class HtmlError extends InternalEventsError<HtmlErrorCode> {}
