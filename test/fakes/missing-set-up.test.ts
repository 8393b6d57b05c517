import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { resetFakes, runner, trackInternalEvent } from '../../src/fakes/index.ts'
import { warnOfMissingSetUp } from '../../src/fakes/missing-set-up.ts'
import { warnings } from '../tracking/warnings.ts'

const RUNNERS = ['VITEST', 'JEST_WORKER_ID', 'NODE_TEST_CONTEXT']
const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })

/** Has it look as if there was no set-up file. */
function withoutSetUp(variables: Readonly<Record<string, string>>) {
  const facts = runner()
  facts.prepared = false
  onTestFinished(() => {
    facts.prepared = true
  })
  for (const name of RUNNERS) vi.stubEnv(name, variables[name])
}
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

describe('the first event that a test tracks without a set-up file', () => {
  test.for([
    ['VITEST', "setupFiles: ['internal-events-testing/vitest'] to the configuration of Vitest"],
    [
      'JEST_WORKER_ID',
      "setupFilesAfterEnv: ['internal-events-testing/jest'] to the configuration of Jest",
    ],
    [
      'NODE_TEST_CONTEXT',
      "import 'internal-events-testing/expect' as the first line of the test file",
    ],
  ] as const)('says once what to add, by %s', ([variable, remedy]) => {
    withoutSetUp({ [variable]: '1' })
    const warn = warnings()
    pull()
    pull()
    expect(warn.mock.calls).toEqual([
      [
        `internal-events-testing is not set up: an event was tracked, but there are no matchers, and the next test will see this event too. Add ${remedy}.`,
      ],
    ])
  })
})

describe('nothing is said', () => {
  beforeEach(() => withoutSetUp({ VITEST: '1' }))

  test('with a set-up file', () => {
    runner().prepared = true
    const warn = warnings()
    pull()
    expect(warn).not.toHaveBeenCalled()
  })

  test('where the fakes are reset', () => {
    const warn = warnings()
    resetFakes()
    pull()
    expect(warn).not.toHaveBeenCalled()
  })

  test('where a block is observed', async () => {
    const warn = warnings()
    await expect(pull).toTriggerInternalEvents('pull_package')
    expect(warn).not.toHaveBeenCalled()
  })
})

describe('nothing is said without a runner', () => {
  test('in Node.js', () => {
    withoutSetUp({})
    const warn = warnings()
    pull()
    expect(warn).not.toHaveBeenCalled()
  })

  test.for([[undefined], [{}]])('in a browser whose process is %o', ([process]) => {
    withoutSetUp({})
    const warn = warnings()
    vi.stubGlobal('process', process)
    warnOfMissingSetUp()
    vi.unstubAllGlobals()
    expect(warn).not.toHaveBeenCalled()
  })
})
