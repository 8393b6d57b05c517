import { isMapping } from '../../foundation/index.ts'
import { readParameters } from './read-parameters.ts'

/** Returns the names of the events in a request to the usage data API, as far as it can be read. */
export function postedEvents(contentType: string, text: string): string[] {
  const { events, event } = readParameters(contentType, text) ?? {}
  const posted = Array.isArray(events)
    ? events.filter(isMapping).map((each) => each['event'])
    : [event]
  return posted.filter((name) => typeof name === 'string')
}
