import { InternalEventsError } from '../foundation/index.ts'

export type HtmlErrorCode =
  /** There is no document whose clicks or loads can be tracked. Run the test in jsdom, happy-dom or a browser, or pass a root. */
  'NO_DOCUMENT'

/** Thrown when a page is needed and there is none. */
export class HtmlError extends InternalEventsError<HtmlErrorCode> {}
