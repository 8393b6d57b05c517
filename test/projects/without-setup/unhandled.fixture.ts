import { expect, test } from 'vitest'
import { matchers } from '../../../src/entries/matchers.ts'

expect.extend(matchers)

test('passes, and leaves a failure alone', async () => {
  const assertions = expect(() => {}) as unknown as { toTriggerInternalEvents(name: string): void }
  assertions.toTriggerInternalEvents('pull_package')
  await new Promise((resolve) => setTimeout(resolve, 5))
})
