/**
 * The setup file for Jest (`setupFilesAfterEnv`): registers the matchers, gives each test fakes of
 * its own, and settles open assertions when it ends.
 *
 * @module internal-events-testing/jest
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest as mocks } from '@jest/globals'
import { environmentCatalog } from '../definitions/index.ts'
import { beginFile, FakesError, type TrackEvent, tellFile } from '../fakes/index.ts'
import {
  type InternalEventsMatchers,
  loadMatchers,
  MATCHER_NAMES,
  type NegatedMatchers,
  type ResolvedSubject,
} from '../matchers/index.ts'
import { judgeSent, loadJudge } from '../privacy/index.ts'
import { circusState, countDerivedPromises, registerLate, runJest } from '../runners/index.ts'

// In `setupFiles` there is no test framework yet.
if (!(expect as unknown)) {
  throw new FakesError(
    'SET_UP_TOO_EARLY',
    'Failed to set up Jest: internal-events-testing/jest is named in setupFiles, which run before there are tests and expect. Name it in setupFilesAfterEnv.',
  )
}
registerLate(expect, MATCHER_NAMES, loadMatchers)

const state = circusState()
const endFile = beginFile({
  judgeSent,
  tellsTests: state !== undefined,
  derivedPromises: countDerivedPromises(expect),
  expect,
  path: () => expect.getState().testPath,
  catalog() {
    const catalog = environmentCatalog()
    return catalog && { catalog }
  },
  mocking: {
    beforeEach,
    afterEach,
    spyOn: (object, method) => mocks.spyOn(object, method as never),
  },
  emitter: state?.parentProcess,
})
runJest({ beforeAll, beforeEach, afterEach, afterAll }, state, {
  preload() {
    loadMatchers()
    void loadJudge()
  },
  async end(tests) {
    await endFile()
    tellFile({ file: expect.getState().testPath ?? '', tests })
  },
})

// Within `global`, `jest` would be that of @types/jest.
type TrackEventMock = mocks.MockedFunction<TrackEvent>

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<ResolvedSubject<R, T>> {
    readonly not: NegatedMatchers
  }
}

declare global {
  interface InternalEventsMocks {
    jest: TrackEventMock
  }

  /** @hidden */
  namespace jest {
    interface Matchers<R, T> extends InternalEventsMatchers<ResolvedSubject<R, T>> {
      readonly not: NegatedMatchers
    }
  }
}
