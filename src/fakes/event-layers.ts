import { type CounterReader, counterKey, isoWeek } from '../counters/index.ts'
import { ruleKind, type SelectionRule } from '../definitions/index.ts'
import { messageOf } from '../foundation/index.ts'
import { trackingElements } from '../html/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import type { BlockRun } from './block-run.ts'
import { currentCatalog } from './current-catalog.ts'
import { elementWithoutListener } from './internal-events.ts'

/** One station on the way of an event, from what causes it to what leaves. */
export interface EventLayer {
  readonly name: string
  /** The text on what was seen there. */
  readonly seen?: string | undefined
  /** The reason why the event got no further, or not as it should. */
  readonly broken?: string | undefined
  /** True where nothing of the event got there. */
  readonly absent?: boolean
  /** The reason why nobody can look there, so that it is not judged. */
  readonly unseen?: string | undefined
}

/** All that a block knows of one event. */
interface Known {
  readonly block: BlockRun
  readonly name: string
  readonly events: readonly TrackedEvent[]
  readonly elements: readonly Element[]
}

/**
 * Returns the layers that an event of a block has to go through. An element of the document that tracks
 * it adds attribute and click; the front end has `trackEvent` and the usage data API; the back end
 * begins with its call; and what a tracker sends by itself has a row in the collector alone. Counters
 * in a store of the user's own are left out.
 */
export function eventLayers(block: BlockRun, name: string): readonly EventLayer[] {
  const known: Known = {
    block,
    name,
    events: block.events.filter((event) => event.name === name),
    elements: trackingElements(name),
  }
  const has = (source: TrackedEvent['source']) =>
    known.events.some((event) => event.source === source)
  if (has('tracker') && !has('frontend') && !has('backend')) {
    return [...elementLayers(known), { name: 'good row of the collector' }]
  }
  const isOfPage =
    has('frontend') ||
    known.elements.length > 0 ||
    block.silent.some((call) => call.name === name) ||
    refusalsOf(known).some(({ sent, swallowedBy }) => sent || swallowedBy?.startsWith('Internal'))
  return isOfPage
    ? [
        ...elementLayers(known),
        callLayer(known, 'trackEvent'),
        apiLayer(known),
        ...counterLayers(known),
        payloadLayer(known, 'Snowplow does not run on the page'),
      ]
    : [
        callLayer(known, 'trackInternalEvent'),
        ...counterLayers(known),
        payloadLayer(known, 'it was tracked with sendSnowplowEvent: false'),
      ]
}

/** Prints the way of an event: its layers, each with what was seen there. */
export function printLayers(name: string, layers: readonly EventLayer[]): string {
  const lines = layers.map(({ name: layer, seen, broken, unseen }) => {
    const mark = broken !== undefined ? '✗' : unseen !== undefined ? '–' : '✓'
    const detail = broken ?? unseen ?? seen
    return `  ${mark} ${layer}${detail === undefined ? '' : `: ${detail}`}`
  })
  return [JSON.stringify(name), ...lines].join('\n')
}

function refusalsOf({ block, name }: Known) {
  return block.refusals.filter((refusal) => refusal.name === name)
}

function elementLayers(known: Known): EventLayer[] {
  const { elements, events, name, block } = known
  if (elements.length === 0) return []
  const isCalled =
    events.length + refusalsOf(known).length > 0 || block.silent.some((call) => call.name === name)
  const broken = elementWithoutListener(name)
    ? 'nothing listens to the clicks of the element'
    : isCalled
      ? undefined
      : 'no click reached the front end'
  return [{ name: 'data attribute' }, { name: 'click', broken }]
}

function callLayer(known: Known, call: string): EventLayer {
  const { block, events, name } = known
  if (events.length > 0)
    return { name: call, seen: `called ${events.length === 1 ? 'once' : `${events.length} times`}` }
  const silent = block.silent.find((each) => each.name === name)
  const [refused] = refusalsOf(known)
  const broken = silent
    ? silent.reason
    : refused?.swallowedBy
      ? `a mock in the place of ${refused.swallowedBy} swallowed the call`
      : refused
        ? `the call was refused: ${messageOf(refused.error)}`
        : undefined
  return broken === undefined
    ? { name: call, broken: 'it was not called', absent: true }
    : { name: call, broken }
}

/** The front end posts each event to the end point that counts, which needs a user. */
function apiLayer(known: Known): EventLayer {
  const name = 'usage data API'
  if (known.events.length === 0) return { name, broken: 'no request' }
  const refused = refusalsOf(known).find(({ sent }) => sent)
  if (refused) return { name, broken: `it refused the request: ${messageOf(refused.error)}` }
  const isCounted = known.events.some(({ user }) => user != null)
  return isCounted ? { name } : { name, broken: 'the page has no user, whom it needs' }
}

/** Returns the layer of the counters that the event has moved in memory. */
export function counterLayers({ block, name }: Pick<Known, 'block' | 'name'>): EventLayer[] {
  if (block.store) return []
  if (block.open) block.readCounters()
  const { before, after } = block
  const week = isoWeek(after.time)
  const moved = currentCatalog()
    .rulesOf(name)
    .flatMap((rule) => {
      const key = counterKey(rule, rule.timeFramed ? week : undefined)
      return valueAt(after, key, rule) === valueAt(before, key, rule) ? [] : [key]
    })
  const layer = { name: 'counter keys' }
  return [
    moved.length > 0 ? { ...layer, seen: moved.join(', ') } : { ...layer, broken: 'none moved' },
  ]
}

/** Returns what a rule has counted under its key, as one number. */
function valueAt(counters: CounterReader, key: string, rule: SelectionRule): number {
  switch (ruleKind(rule)) {
    case 'unique':
      return counters.countUnique([key])
    case 'unique_total':
      return [...counters.readFields(key).values()].reduce((sum, count) => sum + count, 0)
    default:
      return counters.read(key)
  }
}

function payloadLayer({ events }: Known, unsent: string): EventLayer {
  const name = 'Snowplow payload'
  if (events.length === 0) return { name, broken: 'none' }
  return events.every(({ payload }) => payload) ? { name } : { name, broken: unsent }
}
