import { expect, test } from 'vitest'
import { pointAt } from '../../src/assertions/call-site.ts'
import { onLineOf } from '../../src/assertions/index.ts'
import { InternalEventsError } from '../../src/entries/index.ts'

const matcher = 'toTriggerInternalEvents'

/** The first line that an error points at, called with these frames. */
function lineOf(...frames: string[]): string | undefined {
  const callSite = new Error()
  callSite.stack = ['Error', ...frames.map((frame) => `    at ${frame}`)].join('\n')
  const error = pointAt(callSite, matcher, new Error('failed')) as Error
  return error.stack?.split('\n')[1]?.trim()
}

test.each([
  [
    'Jest',
    'BlockAssertion.start (/p/node_modules/internal-events-testing/dist/index.cjs:1:1)',
    'Object.toTriggerInternalEvents (/p/node_modules/internal-events-testing/dist/index.cjs:2:1)',
    'Object.throwingMatcher [as toTriggerInternalEvents] (/p/node_modules/expect/build/index.js:3:1)',
    'Object.<anonymous> (/p/a.test.js:5:6)',
    'at Object.<anonymous> (/p/a.test.js:5:6)',
  ],
  [
    'Jest with Babel, whose source maps name the frame of the test after the matcher',
    'BlockAssertion.start (/p/node_modules/internal-events-testing/dist/index.cjs:1:1)',
    'Object.toTriggerInternalEvents (/p/node_modules/internal-events-testing/dist/index.cjs:2:1)',
    'Object.throwingMatcher [as toTriggerInternalEvents] (/p/node_modules/expect/build/index.js:3:1)',
    'Object.toTriggerInternalEvents (/p/a.test.js:5:6)',
    'at Object.toTriggerInternalEvents (/p/a.test.js:5:6)',
  ],
])('%s', (_runner, ...frames) => {
  const wanted = frames.pop()
  expect(lineOf(...frames)).toBe(wanted)
})

/** The error that arguments are refused with. */
function refused(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

const misspelt = () => expect(() => {}).toTriggerInternalEvents('pull_packages')

test('an error of arguments begins below the matcher', () => {
  const { stack } = refused(misspelt)
  expect(stack).toContain('call-site.test.ts')
  expect(stack).not.toContain('src/assertions')
})

test('an error of other code keeps its stack', () => {
  const error = new TypeError('of other code')
  const { stack } = error
  const run = () => {
    throw error
  }
  expect(refused(() => onLineOf(run, run))).toBe(error)
  expect(error.stack).toBe(stack)
})

test('an engine that captures no stacks throws the error as it is', () => {
  const { captureStackTrace } = Error
  Error.captureStackTrace = undefined as never
  let error: unknown
  try {
    error = refused(misspelt)
  } finally {
    Error.captureStackTrace = captureStackTrace
  }
  expect(error).toBeInstanceOf(InternalEventsError)
})
