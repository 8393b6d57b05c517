import type { Subject } from '../../assertions/index.ts'
import { type BlockRun, collectorListens, elementWithoutListener } from '../../fakes/index.ts'
import { advanceOfFakeTimers, capLines } from '../../foundation/index.ts'
import { LOAD } from '../../html/index.ts'
import { heldStep } from './held-events.ts'
import { missedStep } from './missed-requests.ts'

const SHOWN = 3
const REACH = 'check that the block reaches the code that tracks.'

/** Returns the next step where nothing was triggered, by what was seen meanwhile. */
export function breakSilence(block: BlockRun, name: string, subject: Subject): string {
  const { requests, returned, watched } = block
  if (subject === 'internalEvents') return breakSilenceOfPage(block)
  const known =
    silentStep(block, name) ??
    lateStep(block, name) ??
    missedStep(block) ??
    droppedStep(block, name) ??
    earlierStep(block, name, REACH) ??
    olderStep(block) ??
    unboundStep(name)
  if (known) return known
  const advance = advanceOfFakeTimers()
  if (advance) {
    return `Timers are fake, so what the block does in a timer waits: advance them in the block (${advance}), or use real ones. Else ${REACH}`
  }
  if (requests.length === 0) {
    if (collectorListens()) return requestStep(watched)
    if (typeof returned === 'function') {
      return `The block returned a function that it did not call. If that is the code that tracks, call it in the block. Else ${REACH}`
    }
    return watched > 0
      ? `Nothing came within ${watched} ms of the end of the block: await its work in the block, or raise .within(${watched}). Else ${REACH}`
      : 'Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.'
  }
  if (requests.some(({ taken }) => taken)) {
    return 'The collector received a request while the block ran, but accepted no internal event from it. Look at collector.requests, and at the answers that the test asked for with respondWith().'
  }
  return [
    'The collector took no request while the block ran. These passed it by, since it does not have their paths:',
    ...printRequests(requests),
    "If one is the tracker's, correct its path, or name that URL where the collector is made: interceptCollector({ url }).",
  ].join('\n')
}

/** Returns the next step where the front end tracked nothing by design. */
function silentStep({ silent }: BlockRun, name: string): string | undefined {
  const call = silent.find((each) => each.name === name)
  return (
    call && `The front end did not send ${JSON.stringify(name)}: ${call.reason}. ${call.remedy}`
  )
}

/** Returns the next step where the event has come after the block. */
function lateStep({ late }: BlockRun, name: string): string | undefined {
  const event = late.find(({ kind, record }) => kind === 'events' && record.name === name)
  return (
    event &&
    `${JSON.stringify(name)} was triggered ${Math.ceil(event.after)} ms after the block ended. Await in the block what it starts (for what goes to a collector, collector.settled()), or watch for longer with .within(ms).`
  )
}

/** Returns the next step where the event waits in a client, or was tracked before the block, with another for the rest. */
export function earlierStep(block: BlockRun, name: string, other: string): string | undefined {
  const held = heldStep(block, name)
  if (held) return held
  const text = JSON.stringify(name)
  if (block.older.includes(name)) {
    return `${text} was tracked before the block began, as its dtm tells, and arrived while the block ran, so it does not count. If it should count, track it in the block; if not, flush the tracker before the block. Else ${other}`
  }
  if (!block.hadEarlier(name)) return undefined
  return `${text} was tracked before the block began, where it does not count. If that call is meant, move it into the block. Else ${other}`
}

/** Returns the next step where all that arrived had been tracked before the block. */
function olderStep({ older }: BlockRun): string | undefined {
  if (older.length === 0) return undefined
  const names = [...new Set(older)].map((name) => JSON.stringify(name))
  return `What arrived while the block ran was tracked before it began, as its dtm tells, so it does not count:\n${capLines(names, String, SHOWN).join('\n')}\nFlush the tracker before the block, and ${REACH}`
}

/** Returns the next step where nothing listens to the elements that track the event. */
function unboundStep(name: string): string | undefined {
  const element = elementWithoutListener(name)
  if (!element) return undefined
  const load =
    element.getAttribute(LOAD) === 'true'
      ? ', or have the block track its load: InternalEvents.trackInternalLoadEvents()'
      : ''
  return `The document has an element that tracks ${JSON.stringify(name)}, but nothing listens to its clicks. Bind the document before the click: InternalEvents.bindInternalEventDocument(document)${load}.`
}

/** Returns the next step where a collector waits for a request: the likeliest cause first. */
function requestStep(watched: number): string {
  const [when, wait] =
    watched > 0
      ? [`within ${watched} ms of the end of the block`, `raise .within(${watched})`]
      : ['while the block ran', 'add .within(ms)']
  return `No request reached the collector ${when}. It may still be on its way: await collector.settled() in the block, or ${wait}. Or the tracker keeps the event in its buffer: make it with bufferSize: 1, or await its flush() in the block. Else ${REACH}`
}

/** Returns the next step where a timer that an ended test had set tracked something meanwhile. */
function droppedStep({ dropped }: BlockRun, name: string): string | undefined {
  const first = dropped.find((event) => event.name === name)
  return (
    first &&
    `${JSON.stringify(name)} was tracked meanwhile, in a timer that the test ${JSON.stringify(first.from?.name)} had set, which has ended, so it does not count here. Await that timer in its test. What tests share sets its timers in outsideTests(() => …).`
  )
}

function breakSilenceOfPage(block: BlockRun): string {
  const { requests } = block
  const missed = missedStep(block)
  if (missed) return missed
  if (requests.some(({ taken }) => taken)) {
    return 'The collector received a request of the page, but accepted no internal event from it. Look at internalEvents.requests, and at the answers that the test asked for with respondWith().'
  }
  if (requests.length > 0) {
    return [
      'The collector took no request of the page. These passed it by, since it does not have their paths:',
      ...printRequests(requests),
      "If one is the tracker's, correct its path, or name that URL in playwright.config.ts: use: { internalEventsOptions: { url } }.",
    ].join('\n')
  }
  return 'No request of the page reached the collector. Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer. A context of another browser than that of the fixture is heard after internalEvents.watch(context).'
}

function printRequests(requests: BlockRun['requests']): string[] {
  const lines = [...new Set(requests.map(({ method, url }) => `${method} ${url}`))]
  return capLines(lines, String, SHOWN)
}
