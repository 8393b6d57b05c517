import { expect, test } from 'vitest'
import { pointAt, takeCallSite } from '../../src/assertions/call-site.ts'
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

test('an error has its message, and the frames below the matcher', () => {
  const callSite = new Error()
  callSite.stack = `Error: two\n  of lines\n    at start (/p/index.js:1:1)\n    at ${matcher} (/p/index.js:2:1)\n    at /p/a.test.ts:5:6`
  const error = new RangeError('failed')
  expect(pointAt(callSite, matcher, error)).toBe(error)
  expect(error.stack).toBe('RangeError: failed\n    at /p/a.test.ts:5:6')
})

test('without a frame of the matcher all frames are below it', () => {
  expect(lineOf('run (/p/a.test.ts:5:6)', '/p/a.test.ts:7:8')).toBe('at run (/p/a.test.ts:5:6)')
})

test('a function of the test may have the name of the matcher', () => {
  expect(
    lineOf(
      `${matcher} (/p/dist/index.js:2:1)`,
      'Proxy.<anonymous> (/p/node_modules/chai/index.js:3:1)',
      `${matcher} (/p/a.test.ts:5:6)`,
    ),
  ).toBe('at Proxy.<anonymous> (/p/node_modules/chai/index.js:3:1)')
})

test('each frame of the matcher in its own file is above, whatever the line', () => {
  expect(
    lineOf(
      `${matcher} (/p/dist/index.js:12:34)`,
      `${matcher} (/p/dist/index.js:56:78)`,
      'run (/p/a.test.ts:5:6)',
    ),
  ).toBe('at run (/p/a.test.ts:5:6)')
})

test('what is no error, or has no frames to point at, stays as it is', () => {
  const callSite = new Error('no frames')
  callSite.stack = 'Error: no frames'
  const error = new Error('failed')
  const { stack } = error
  expect(pointAt(callSite, matcher, error)).toBe(error)
  delete (callSite as { stack?: string }).stack
  expect(pointAt(callSite, matcher, error)).toBe(error)
  expect(error.stack).toBe(stack)
  expect(pointAt(new Error('with frames'), matcher, 'a text')).toBe('a text')
})

test.each([
  [undefined, 50, 10],
  [3, 50, 3],
  [undefined, 4, 4],
])('a call site of %o frames, where errors have %i, has %i', (frames, limit, wanted) => {
  const { stackTraceLimit } = Error
  const take = (depth: number): Error => (depth > 0 ? take(depth - 1) : takeCallSite(frames))
  Error.stackTraceLimit = limit
  try {
    const { stack = '' } = take(20)
    expect(Error.stackTraceLimit).toBe(limit)
    expect(stack.split('\n')).toHaveLength(1 + wanted)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
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
