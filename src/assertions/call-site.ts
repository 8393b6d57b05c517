/** The number of frames to keep: ours come first, then the runner's, then the test's. */
const FRAMES = 10

/** Returns an error with the stack of a matcher's call. Every assertion takes one; few are read. */
export function takeCallSite(): Error {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = Math.min(stackTraceLimit, FRAMES)
  const callSite = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return callSite
}

/** Makes an error point at the line that called the matcher. */
export function pointAt(callSite: Error, matcher: string, error: unknown): unknown {
  const frames = callSite.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  if (!(error instanceof Error) || !frames?.length) return error
  // Runners call a matcher by its name; in Jest the frame says "[as toTriggerInternalEvents]".
  const last = frames.findLastIndex((frame) => /\w+(?=\]? \()/.exec(frame)?.[0] === matcher)
  error.stack = `${error.name}: ${error.message}\n${frames.slice(last + 1).join('\n')}`
  return error
}
