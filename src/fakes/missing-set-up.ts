import { runner } from './runner.ts'

/** The variables by which runners tell that they run, and the line that sets this package up there. */
const SET_UPS = {
  VITEST: "setupFiles: ['internal-events-testing/vitest'] to the configuration of Vitest",
  JEST_WORKER_ID:
    "setupFilesAfterEnv: ['internal-events-testing/jest'] to the configuration of Jest",
  NODE_TEST_CONTEXT: "import 'internal-events-testing/expect' as the first line of the test file",
}

/**
 * Warns once that a runner has no set-up file, at the first event that a test tracks: matchers that
 * are not registered cannot say so themselves.
 */
export function warnOfMissingSetUp(): void {
  const facts = runner()
  if (facts.prepared) return
  facts.prepared = true
  const found = Object.entries(SET_UPS).find(([name]) => globalThis.process?.env?.[name])
  if (!found) return
  console.warn(
    `internal-events-testing is not set up: an event was tracked, but there are no matchers, and the next test will see this event too. Add ${found[1]}.`,
  )
}
