import type { TrackingElement, UsageDataRequest } from '../collector/doors/playwright/index.ts'
import { logOf } from '../collector/index.ts'
import { type BlockRun, counterLayers, type EventLayer } from '../fakes/index.ts'
import { counted, isMapping, printable } from '../foundation/index.ts'
import { gitlabContext } from '../snowplow/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import type { PageEvents } from './page-events.ts'

/** All that is known of one event from outside of the page. */
interface Known {
  readonly page: PageEvents
  readonly name: string
  readonly events: readonly TrackedEvent[]
  readonly elements: readonly TrackingElement[]
  readonly requests: readonly UsageDataRequest[]
}

/**
 * Returns the layers that an event of pages has to go through, with those where nobody can look from
 * outside of the page. Attribute and click are in the documents that are open when `elements` are read. The
 * event is one of `trackEvent`, which posts it to the usage data API as well, where a request there
 * says so, or the context of Service Ping in its payload.
 */
export function pageLayers(page: PageEvents, block: BlockRun, name: string): readonly EventLayer[] {
  const known: Known = {
    page,
    name,
    events: block.events.filter((event) => event.name === name && event.payload),
    elements: page.elements.elements.filter(({ event }) => event === name),
    requests: page.usageData.filter(({ events }) => events.includes(name)),
  }
  const isCalled = known.requests.length > 0 || known.events.some(isOfTrackEvent)
  const isCounted = block.events.some((event) => event.name === name && event.source !== 'tracker')
  return [
    ...elementLayers(known),
    ...(isCalled || known.elements.length > 0
      ? [
          { name: 'trackEvent', unseen: 'it is called within the page' },
          isCalled
            ? apiLayer(known)
            : {
                name: 'usage data API',
                unseen: 'neither a request nor a context of Service Ping tells of it',
              },
        ]
      : []),
    ...(isCounted
      ? counterLayers({ block, name })
      : isCalled
        ? [{ name: 'counter keys', unseen: 'the application has them' }]
        : []),
    ...payloadLayers(known),
  ]
}

/** Tells whether `trackEvent` of GitLab's front end has sent it, which names it in a context, too. */
function isOfTrackEvent({ payload, contexts }: TrackedEvent): boolean {
  return payload?.['p'] === 'web' && gitlabContext(contexts, 'gitlab_service_ping') !== undefined
}

function elementLayers({ page, elements, events, requests }: Known): EventLayer[] {
  const count = elements.reduce((sum, element) => sum + element.count, 0)
  if (count === 0) {
    const unseen = page.elements.complete
      ? 'no element of the open pages tracks it, or none any more'
      : 'a document of the pages did not answer'
    return [{ name: 'data attribute', unseen }]
  }
  const clicks = elements.reduce((sum, element) => sum + (element.clicks ?? 0), 0)
  const name = 'click'
  const attribute = { name: 'data attribute', seen: counted(count, 'element') }
  if (clicks > 0) return [attribute, { name }]
  if (events.length + requests.length > 0) {
    return [attribute, { name, unseen: 'none in the documents that are open' }]
  }
  if (elements.some((element) => element.clicks === undefined)) {
    return [attribute, { name, unseen: 'the page was loaded before its context was watched' }]
  }
  return [attribute, { name, broken: 'no such element was clicked' }]
}

function apiLayer({ requests, events }: Known): EventLayer {
  const name = 'usage data API'
  if (requests.length === 0) {
    const hasUser = events.some(({ user }) => user != null)
    return { name, broken: hasUser ? 'no request' : 'the page has no user, whom it needs' }
  }
  const broken = requests.flatMap(({ answer }) => faultOf(answer) ?? [])[0]
  if (broken !== undefined) return { name, broken }
  return requests.some(({ answer }) => answer === ABORTED)
    ? { name, unseen: 'the page was left before the answer' }
    : { name, seen: counted(requests.length, 'request') }
}

function faultOf(answer: UsageDataRequest['answer']): string | undefined {
  if (answer === undefined) return 'it has not answered yet'
  if (answer === ABORTED) return undefined
  if (typeof answer === 'string') return `the request failed: ${answer}`
  return answer >= 400 ? `it answered with ${answer}` : undefined
}

/** The error of Chromium for a request whose page was left: one that is kept alive arrives all the same. */
const ABORTED = 'net::ERR_ABORTED'

function payloadLayers({ page, name, events }: Known): EventLayer[] {
  const [payload, row] = ['Snowplow payload', 'good row of the collector']
  const log = logOf(page.testRun).requests
  const bad = log
    .flatMap(({ badRows }) => badRows)
    .find((each) => isMapping(each.payload) && each.payload['se_ac'] === name)
  if (events.length > 0) {
    return [{ name: payload, seen: counted(events.length, 'event') }, { name: row }]
  }
  if (bad) {
    const reasons = bad.reasons.map(({ message }) => printable(message)).join('; ')
    return [{ name: payload }, { name: row, broken: `it is bad: ${reasons}` }]
  }
  const refused = log.find((request) =>
    request.events.some((event) => event.payload['se_ac'] === name),
  )
  if (refused) {
    const answer = refused.status === undefined ? 'no answer' : `the answer ${refused.status}`
    return [{ name: payload }, { name: row, broken: `the collector gave ${answer}` }]
  }
  return [
    { name: payload, broken: 'no request to the collector has it', absent: true },
    { name: row, broken: 'none' },
  ]
}
