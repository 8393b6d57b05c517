import * as tracking from 'internal-events-testing'
import { beforeEach, expect, test, vi } from 'vitest'
import { compare, printTable } from './compare.mjs'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const additionalProperties = { label: 'npm', property: 'user' }
const api = { trackInternalEvent: tracking.trackInternalEvent }
const call = () => api.trackInternalEvent('pull_package', { user, project, additionalProperties })

beforeEach(() => tracking.resetFakes())

test('an assertion', async () => {
  const times = await compare({
    'vi.spyOn and toHaveBeenCalledWith': () => {
      const spy = vi.spyOn(api, 'trackInternalEvent')
      call()
      expect(spy).toHaveBeenCalledWith('pull_package', { user, project, additionalProperties })
      spy.mockRestore()
      tracking.resetFakes()
    },
    'await toTriggerInternalEvents with': async () => {
      await expect(call)
        .toTriggerInternalEvents('pull_package')
        .with({ user, project, additionalProperties })
      tracking.resetFakes()
    },
    'the call alone': () => {
      call()
      tracking.resetFakes()
    },
  })
  const base = times['vi.spyOn and toHaveBeenCalledWith']
  printTable(
    'An awaited assertion with .with(), against a spy on the same call',
    Object.entries(times).map(([name, time]) => ({
      what: name,
      'µs a test': time.toFixed(1),
      ratio: (time / base).toFixed(2),
    })),
  )
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
