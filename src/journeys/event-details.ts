import { isMapping } from '../foundation/index.ts'
import { readContexts, readPayload, type SnowplowPayload } from '../snowplow/index.ts'
import { trackedEvent } from '../tracking/index.ts'
import { type JourneyEvent, journeyEvents } from './journey-event.ts'
import { GITLAB_FIELDS, type Labels, recordEntries } from './record-entries.ts'

const STYLE = { likeGitlab: false, ofExperiment: false }

/**
 * Returns what payloads say besides the fields of GitLab's contracts, one text for each: value,
 * custom properties, identities by their labels, experiment. What each run has anew is left out.
 */
export function eventDetails(payloads: readonly unknown[]): string[] {
  const labels: Labels = new Map()
  return payloads.map((payload) => {
    const event = isMapping(payload) ? eventOf(payload as SnowplowPayload) : undefined
    const [recorded] = event ? recordEntries([event], labels, STYLE) : []
    const fields = [...(recorded?.entry ?? [])].filter(
      ([field]) => !GITLAB_FIELDS.some((each) => each === field),
    )
    return fields.flatMap(([field, value]) => printField(field, value)).join(', ')
  })
}

function eventOf(payload: SnowplowPayload): JourneyEvent | undefined {
  const contexts = readContexts(payload)
  const sent = readPayload(payload, contexts)
  if (!sent) return undefined
  return journeyEvents([trackedEvent({ ...sent, source: 'tracker', payload }, contexts)])[0]
}

function printField(field: string, value: unknown): string[] {
  if (!(value instanceof Map)) return [`${field} ${JSON.stringify(value)}`]
  return [...value].flatMap(([name, each]) => printField(name, each))
}
