import { createEnvironment } from './current-environment.ts'
import { closeBlocks } from './run-block.ts'
import { sharedState } from './shared-state.ts'
import type { TestEnvironment } from './test-environment.ts'

/** Runs a concurrent test in an environment of its own; `atEnd` is called when it is over. */
export async function runInOwnEnvironment(
  test: () => unknown,
  atEnd: (environment: TestEnvironment) => Promise<void>,
): Promise<void> {
  const state = sharedState()
  const environment = createEnvironment()
  state.concurrent.add(environment)
  try {
    await state.scope.run({ environment }, async () => {
      try {
        await test()
      } catch (error) {
        // The test's own failure comes first; what is still open must be settled all the same.
        await atEnd(environment).catch(() => {})
        throw error
      }
      await atEnd(environment)
    })
  } finally {
    state.concurrent.delete(environment)
    environment.active = false
    closeBlocks(environment)
  }
}
