import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AiUsageEventRegistry,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'
import {
  InMemoryCounterStore,
  outsideTests,
  trackInternalEvent,
  useAiUsageEventStore,
  useAiUsageEvents,
  useCounterStore,
} from '../../src/entries/index.ts'
import { currentAiUsageEvents, currentRun, outsideRun, runner } from '../../src/fakes/index.ts'
import { testBeside } from './test-beside.ts'

/** Calls a function at once, and returns what it throws. */
function thrownBy(run: () => unknown): unknown {
  try {
    run()
    return undefined
  } catch (error) {
    return error
  }
}

const refusal = (name: string) =>
  expect.objectContaining({
    name: 'FakesError',
    code: 'USED_ALREADY',
    message: `Failed to use another value in all tests of the file: ${name} was called outside of tests before, and the last call would count for them all, in whichever describe or beforeAll it stands. Call it in beforeEach or in the test, where it is for that test alone, or end the first use with ${name}(undefined).`,
  })

const [first, second] = [new InMemoryCounterStore(), new InMemoryCounterStore()] as const
const [rows, otherRows] = [
  new InMemoryAiUsageEventStore(),
  new InMemoryAiUsageEventStore(),
] as const
const where = { userId: 1 }
const registry = new AiUsageEventRegistry().registerFeature({ name: 'a', events: { b: 1 } })
const otherRegistry = new AiUsageEventRegistry().registerFeature({
  name: 'packages',
  events: { pull_package: 2 },
})

describe('a second call outside of tests', () => {
  const thrown = [
    () => useCounterStore(first),
    () => useCounterStore(first),
    () => useCounterStore(second),
    () => useAiUsageEventStore(rows, { where }),
    () => useAiUsageEventStore(rows, { where: { userId: 1 } }),
    () => useAiUsageEventStore(rows),
    () => useAiUsageEventStore(otherRows, { where }),
    () => useAiUsageEvents(registry),
    () => useAiUsageEvents(otherRegistry),
  ].map(thrownBy)
  let thrownInHook: unknown
  beforeAll(() => {
    thrownInHook = thrownBy(() => useCounterStore(second))
  })
  afterAll(() => {
    useCounterStore(undefined)
    useAiUsageEventStore(undefined)
    useAiUsageEvents(undefined)
  })

  test('is an error for another value, and none for the same', () => {
    expect(thrown).toEqual([
      undefined,
      undefined,
      refusal('useCounterStore'),
      undefined,
      undefined,
      refusal('useAiUsageEventStore'),
      refusal('useAiUsageEventStore'),
      undefined,
      refusal('useAiUsageEvents'),
    ])
    expect(thrownInHook).toEqual(refusal('useCounterStore'))
    expect(currentRun().store).toBe(first)
    expect(currentRun().usedStore).toMatchObject({ store: rows, where })
    expect(currentAiUsageEvents()).toBe(registry)
  })

  test('does not concern a test, which may use what it likes', () => {
    useCounterStore(second)
    useAiUsageEventStore(otherRows)
    useAiUsageEvents(otherRegistry)
    expect(currentRun().store).toBe(second)
    useCounterStore(undefined)
    expect(currentRun().store).toBeUndefined()
    expect(currentRun().usedStore?.store).toBe(otherRows)
    expect(currentAiUsageEvents()).toBe(otherRegistry)
  })

  test('counts for the next test again', () => {
    expect(currentRun().store).toBe(first)
    expect(currentRun().usedStore?.store).toBe(rows)
    expect(currentAiUsageEvents()).toBe(registry)
  })
})

describe('after the end of the first use', () => {
  beforeAll(() => {
    useCounterStore(second)
    return () => useCounterStore(undefined)
  })

  test('another value is used', () => {
    expect(currentRun().store).toBe(second)
  })
})

describe('a call by code of no test', () => {
  test('is for the only test that runs', () => {
    outsideTests(() => useCounterStore(first))
    expect([currentRun().store, outsideRun().store]).toEqual([first, undefined])
  })

  test('is for all where several run, and the last one counts', () => {
    testBeside()
    outsideTests(() => useCounterStore(first))
    outsideTests(() => useCounterStore(second))
    expect(currentRun().store).toBe(second)
    outsideTests(() => useCounterStore(undefined))
  })
})

test('where the runner does not tell tests apart, the last call counts', () => {
  const { tellsTests } = runner()
  runner().tellsTests = false
  const other = testBeside()
  try {
    outsideTests(() => useCounterStore(first))
    expect(thrownBy(() => outsideTests(() => useCounterStore(second)))).toBeUndefined()
    expect(other.store).toBe(second)
  } finally {
    outsideTests(() => useCounterStore(undefined))
    runner().tellsTests = tellsTests
  }
})

test('an event is recorded by the registry of its own test', async () => {
  useAiUsageEvents(otherRegistry)
  await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } })).toRecordAiUsageEvents(
    'pull_package',
  )
})
