/**
 * The first 40 assertions of a test file, against a spy on the same calls: a worker that has run nothing
 * yet loads the matchers and compiles what it runs. The time within the test alone, each file in a
 * worker of its own.
 */
import { median, printTable } from './compare.mjs'
import { createRuns } from './run-files.mjs'

const ROUNDS = 9
const CALLS = 40

const file = (assert) => `import { expect, test, vi } from 'vitest'
import { trackInternalEvent } from 'internal-events-testing'
import { note } from '../note.mjs'
const properties = { user: { id: 1 }, additionalProperties: { label: 'npm', property: 'user' } }
const api = { trackInternalEvent }
const call = () => api.trackInternalEvent('event_7', properties)
test('x', async () => {
  // The tracker and the definitions are loaded for both.
  call()
  const start = performance.now()
  for (let index = 0; index < ${CALLS}; index++) {
    ${assert}
  }
  note('test', performance.now() - start)
})\n`

const WAYS = {
  'vi.spyOn and toHaveBeenCalledWith': `const spy = vi.spyOn(api, 'trackInternalEvent')
    call()
    expect(spy).toHaveBeenCalledWith('event_7', properties)
    spy.mockRestore()`,
  'await toTriggerInternalEvents with': `await expect(call).toTriggerInternalEvents('event_7').with(properties)`,
}

const { run, remove } = createRuns()
const times = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]))
for (let round = -1; round < ROUNDS; round++) {
  for (const [way, assert] of Object.entries(WAYS)) {
    const { notes } = run(file(assert), 1, { setupFiles: ['internal-events-testing/vitest'] })
    // The first round compiles the definitions.
    if (round >= 0) times[way].push((notes('test')[0] / CALLS) * 1000)
  }
}
remove()
const [spied] = Object.values(times).map(median)
printTable(
  `The first ${CALLS} assertions of a file, against a spy on the same calls; ${ROUNDS} files each`,
  Object.entries(times).map(([what, all]) => ({
    what,
    'µs each, median': median(all).toFixed(0),
    min: Math.min(...all).toFixed(0),
    max: Math.max(...all).toFixed(0),
    ratio: (median(all) / spied).toFixed(2),
  })),
)
