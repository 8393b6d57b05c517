import { InternalEventsError } from '../foundation/index.ts'

/** Thrown where a page is needed and there is none. */
export class HtmlError extends InternalEventsError<'NO_DOCUMENT'> {}
