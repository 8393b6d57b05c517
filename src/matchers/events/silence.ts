import { type BlockRun, openCollectors } from '../../fakes/index.ts'
import { advanceOfFakeTimers, capLines } from '../../foundation/index.ts'
import { missedStep } from './missed-requests.ts'

const SHOWN = 3

/** Returns the next step for a block without events, by what was seen meanwhile. */
export function breakSilence(block: BlockRun): string {
  const { requests, returned } = block
  const missed = missedStep(block) ?? droppedStep(block)
  if (missed) return missed
  const advance = advanceOfFakeTimers()
  if (advance) {
    return `Timers are fake, so what the block does in a timer waits: advance them in the block (${advance}), or use real ones. Else check that the block reaches the code that tracks.`
  }
  const collectors = openCollectors().size
  if (collectors === 0 && requests.length === 0) {
    return typeof returned === 'function'
      ? 'The block returned a function that it did not call. If that is the code that tracks, call it in the block. Else check that the block reaches the code that tracks.'
      : 'Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.'
  }
  if (requests.some(({ taken }) => taken)) {
    return 'The collector received a request while the block ran, but no event that it accepts. Look at collector.requests, and at the answers that the test asked for with respondWith().'
  }
  const passed = [...new Set(requests.map(({ method, url }) => `${method} ${url}`))]
  if (passed.length > 0) {
    return [
      'The collector took no request while the block ran. These passed it by, since it does not have their paths:',
      ...capLines(passed, String, SHOWN),
      "If one is the tracker's, correct its path, or name that URL where the collector is made: interceptCollector({ url }).",
    ].join('\n')
  }
  return 'No request reached the collector while the block ran. A tracker keeps its first events in a buffer: make it with bufferSize: 1, or await its flush() in the block. Else check that the block reaches the code that tracks, and awaits collector.settled().'
}

/** Returns the next step where a timer that an ended test had set tracked something meanwhile. */
function droppedStep({ dropped: [first] }: BlockRun): string | undefined {
  return (
    first &&
    `${JSON.stringify(first.name)} was tracked meanwhile, in a timer that the test ${JSON.stringify(first.from?.name)} had set, which has ended, so it does not count here. Await that timer in its test. What tests share sets its timers in outsideTests(() => …).`
  )
}
