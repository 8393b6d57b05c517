import * as tracking from 'internal-events-testing'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { median, printTable } from './compare.mjs'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const additionalProperties = { label: 'npm', property: 'user' }
const api = { trackInternalEvent: tracking.trackInternalEvent }
const call = () => api.trackInternalEvent('pull_package', { user, project, additionalProperties })

/** The assertions of one test; each test has fakes of its own, which the set-up file makes. */
const CALLS = 40
const ROUNDS = 61

const ways = {
  'vi.spyOn and toHaveBeenCalledWith'() {
    const spy = vi.spyOn(api, 'trackInternalEvent')
    call()
    expect(spy).toHaveBeenCalledWith('pull_package', { user, project, additionalProperties })
    spy.mockRestore()
  },
  'the same with a mocked implementation'() {
    const spy = vi.spyOn(api, 'trackInternalEvent').mockImplementation(() => {})
    call()
    expect(spy).toHaveBeenCalledWith('pull_package', { user, project, additionalProperties })
    spy.mockRestore()
  },
  'await toTriggerInternalEvents with': () =>
    expect(call)
      .toTriggerInternalEvents('pull_package')
      .with({ user, project, additionalProperties }),
  'the call alone': () => call(),
}

describe('an assertion', () => {
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]))
  // In turns, so that what else the machine does falls on all of them alike. The first ones warm up.
  for (let round = -5; round < ROUNDS; round++) {
    test.for(Object.entries(ways))(`%s ${round}`, async ([way, run]) => {
      const start = performance.now()
      for (let index = 0; index < CALLS; index++) await run()
      if (round >= 0) times[way].push(((performance.now() - start) / CALLS) * 1000)
    })
  }
  afterAll(() => {
    const [spied] = Object.values(times).map(median)
    const alone = median(times['the call alone'])
    printTable(
      `An awaited assertion with .with(), against a spy on the same call; ${ROUNDS} tests of ${CALLS}`,
      Object.entries(times).map(([what, all]) => ({
        what,
        'µs, median': median(all).toFixed(1),
        min: Math.min(...all).toFixed(1),
        max: Math.max(...all).toFixed(1),
        ratio: (median(all) / spied).toFixed(2),
        'net of the call': (median(all) - alone).toFixed(1),
        'ratio ': ((median(all) - alone) / (spied - alone)).toFixed(2),
      })),
    )
  })
})

test('many events in one block', async () => {
  const rows = []
  for (const count of [1000, 10_000, 100_000]) {
    tracking.resetFakes()
    const start = performance.now()
    for (let index = 0; index < count; index++) call()
    const alone = performance.now() - start

    tracking.resetFakes()
    let recorded = 0
    const begin = performance.now()
    await expect(() => {
      for (let index = 0; index < count; index++) call()
      recorded = performance.now() - begin
    })
      .toTriggerInternalEvents('pull_package')
      .with({ user, project, additionalProperties })
      .times(count)
    const matched = performance.now() - begin - recorded
    rows.push({
      events: count,
      'tracking alone, events a second': Math.round((count / alone) * 1000).toLocaleString('en'),
      'in a block, events a second': Math.round((count / recorded) * 1000).toLocaleString('en'),
      'matching, share of recording': (matched / recorded).toFixed(2),
    })
  }
  printTable('Many events in one block', rows)
})
