import { describe, expect, test } from 'vitest'
import { trackInternalEvent } from '../../src/entries/index.ts'

const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Runs code of a block in another block, when the inner one has ended. */
async function afterInnerBlock(run: () => unknown): Promise<void> {
  let later: Promise<unknown> | undefined
  await expect(async () => {
    later = wait(5).then(run)
  }).not.toTriggerInternalEvents()
  await later
}

describe('code that an inner block has started, and that goes on when it has ended', () => {
  test('tracks for the block around it', async () => {
    await expect(() => afterInnerBlock(pull)).toTriggerInternalEvents('pull_package')
  })

  test('opens blocks in the block around it', async () => {
    const nested = () => expect(() => pull()).toTriggerInternalEvents('pull_package')
    await expect(() => afterInnerBlock(nested)).toTriggerInternalEvents('pull_package')
    await expect(
      Promise.resolve().then(() =>
        expect(() => afterInnerBlock(nested)).not.toTriggerInternalEvents(),
      ),
    ).rejects.toThrow('Expected the block not to trigger any internal event')
  })

  test('counts in the block around it', async () => {
    const nested = () => expect(() => pull()).toIncrementUsageMetrics('counts.package_pulls')
    await expect(() => afterInnerBlock(nested)).toIncrementUsageMetrics('counts.package_pulls')
  })
})
