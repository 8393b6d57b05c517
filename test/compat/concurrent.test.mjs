import { fakes, trackInternalEvent } from 'internal-events-testing'
import { concurrent, expect, together } from './runner.mjs'

const user = { id: 1 }
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const pull = () => trackInternalEvent('pull_package', { user })

let started = 0
const meet = async () => {
  started++
  for (let turn = 0; started < 2 && turn < 200; turn++) await wait(5)
}

together(() => {
  for (const name of ['one', 'the other']) {
    concurrent(`[pass] ${name} counts its own`, async () => {
      await meet()
      await expect(async () => {
        await wait(5)
        pull()
        await wait(5)
      })
        .toTriggerInternalEvents('pull_package')
        .once()
        .and.toIncrementUsageMetrics('redis_hll_counters.packages.active_users_weekly')
        .from(0)
        .to(1)
      expect(fakes.journal.events.length).toBe(1)
    })
  }

  concurrent('[fail] a concurrent test that leaves a failure alone', async () => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
    await wait(5)
  })

  concurrent('[pass] a concurrent test beside it', async () => {
    await wait(10)
  })

  concurrent('[pass] a concurrent test of HTML', async () => {
    await wait(5)
    await expect('<b data-event-tracking="pull_package">').toTriggerInternalEvents('pull_package')
  })

  // node:test has no tables.
  concurrent.each?.([[1], [2]])('[pass] row %i of a table counts its own', async (row) => {
    await wait(5)
    await expect(() => trackInternalEvent('pull_package', { user: { id: row } }))
      .toTriggerInternalEvents('pull_package')
      .with({ user: { id: row } })
      .and.toIncrementUsageMetrics('counts.package_pulls')
      .to(1)
    expect(fakes.journal.events.length).toBe(1)
  })
})
