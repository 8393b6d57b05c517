import { afterAll, expect, test, vi } from 'vitest'
import { trackInternalEvent } from '../../src/entries/index.ts'

// Before all tests, as a file that turns on its clock at its top.
vi.useFakeTimers({ toFake: ['setInterval'] })
setInterval(() => trackInternalEvent('pull_package', { user: { id: 1 } }), 10)
afterAll(() => void vi.useRealTimers())

test.for([1, 2])('what the file has set belongs to no test (%i)', async () => {
  await expect(() => vi.advanceTimersByTime(10)).toTriggerInternalEvents('pull_package')
})
