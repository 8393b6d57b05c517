import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { outsideTests } from '../../../src/fakes/index.ts'
import { testBeside } from '../../fakes/test-beside.ts'
import { pull } from '../events/pull-package.ts'

const TOTAL = 'counts.package_pulls'
const WEEKLY = 'redis_hll_counters.packages.active_users_weekly'

test.each([TOTAL, WEEKLY])(
  'an event of nobody that may have moved %s is an error',
  async (keyPath) => {
    testBeside()
    await expect(
      Promise.resolve(expect(() => outsideTests(pull)).not.toIncrementUsageMetrics(keyPath)),
    ).rejects.toMatchObject({
      code: 'UNATTRIBUTED_EVENTS',
      message: `Failed to check expect(block).not.toIncrementUsageMetrics("${keyPath}"): code that belongs to no test (a server or a worker started outside, say) tracked "pull_package" while several blocks or tests were running, so nobody can tell whose event it is. Run such tests one after another, await one assertion before the next one starts, or start that code inside the block.`,
    })
  },
)

test('an event of nobody that the metric does not count is no matter, nor is a refused call', async () => {
  testBeside()
  const other = () => trackInternalEvent('delete_package', { user: { id: 1 } })
  const refused = () => {
    expect(() => trackInternalEvent('pull_package', { user: 1 as never })).toThrow()
  }
  await expect(() => {
    outsideTests(other)
    outsideTests(refused)
    pull()
  }).toIncrementUsageMetrics(TOTAL)
})
