import { placeInFrame } from '../foundation/index.ts'

/** The number of frames to keep: ours come first, then the runner's, then the test's. */
const FRAMES = 10

/** Returns an error with the stack of a matcher's call. Every assertion takes one; few are read. */
export function takeCallSite(frames: number = FRAMES): Error {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = Math.min(stackTraceLimit, frames)
  const callSite = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return callSite
}

/** Makes an error point at the line that called the matcher. */
export function pointAt(callSite: Error, matcher: string, error: unknown): unknown {
  const frames = callSite.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  if (!(error instanceof Error) || !frames?.length) return error
  const own = frames.findIndex((frame) => nameIn(frame) === matcher)
  // The function that loads a matcher at the first call has its name, too.
  const ours = new Set([frames[own], frames[own + 1]].filter(isOurs).map(placeOf))
  // Runners call a matcher by its name; in Jest the frame says "[as toTriggerInternalEvents]". So
  // may the frame of the test, by the source maps of Babel.
  const last = frames.findLastIndex(
    (frame) => isOurs(frame) && (frame.includes('[as ') || ours.has(placeOf(frame))),
  )
  error.stack = `${error.name}: ${error.message}\n${frames.slice(last + 1).join('\n')}`
  return error

  function isOurs(frame = ''): boolean {
    return nameIn(frame) === matcher
  }
}

/**
 * Returns the place in the user's code that called the matcher, as `/path/to/a.test.ts:12:3`;
 * `undefined` where no frame tells.
 */
export function placeOfCall(callSite: Error, matcher: string): string | undefined {
  const located = pointAt(callSite, matcher, new Error())
  const frames = ((located as Error).stack ?? '').split('\n').slice(1)
  // Runners call matchers through functions of their own.
  return frames
    .filter((line) => !/[\\/]node_modules[\\/]/.test(line))
    .map(placeInFrame)
    .find((place) => place !== undefined)
}

function nameIn(frame: string): string | undefined {
  return /\w+(?=\]? \()/.exec(frame)?.[0]
}

/** The file of a frame, without line and column. */
function placeOf(frame = ''): string | undefined {
  return /\((.*?)(?::\d+)*\)/.exec(frame)?.[1]
}
