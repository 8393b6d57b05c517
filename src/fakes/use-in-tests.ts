import { ownRun } from './code-owner.ts'
import { FakesError } from './fakes-error.ts'
import { fileInUse, type InUse } from './in-use.ts'
import { runner } from './runner.ts'
import { runningTests } from './running-tests.ts'
import type { TestRun } from './test-run.ts'

/**
 * Makes the running test use a value, and returns it; outside of tests, all tests of the file.
 * `undefined` ends that.
 *
 * @throws {FakesError} `USED_ALREADY` for another value outside of tests: the last one would be that
 *   of all tests of the file, so that a negative claim of the first suite holds.
 */
export function useInTests<Name extends keyof InUse>(
  name: Name,
  value: InUse[Name],
  isSame: (one: NonNullable<InUse[Name]>, other: NonNullable<InUse[Name]>) => boolean = Object.is,
): TestRun | undefined {
  const own = ownRun()
  const [only, another] = own ? [own] : runningTests()
  if (only?.kind === 'test' && !another) {
    only.inUse[name] = value
    return only
  }
  const file = fileInUse()
  const used = file[name]
  // In a browser, a test whose code comes after an `await` is not known where several run.
  const isKnown = runner().tellsTests && !another
  if (value !== undefined && used !== undefined && isKnown && !isSame(used, value)) {
    throw new FakesError(
      'USED_ALREADY',
      `Failed to use another value in all tests of the file: ${name} was called outside of tests before, and the last call would count for them all, in whichever describe or beforeAll it stands. Call it in beforeEach or in the test, where it is for that test alone, or end the first use with ${name}(undefined).`,
    )
  }
  file[name] = value
  return undefined
}
