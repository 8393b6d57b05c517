import { shared } from '../foundation/index.ts'
import { catalogInUse } from './catalog-in-use.ts'
import type { Sent } from './sent-data.ts'
import type { TestRun } from './test-run.ts'

/** The frames to keep: a click in a DOM has many before those of the test. */
const FRAMES = 40

const sites = (): WeakMap<Sent, Error> => shared('tracking-sites', () => new WeakMap())

/** Keeps the stack of the call that sent something, where the end of the test may ask for it. */
export function noteSite(testRun: TestRun, sent: Sent): void {
  const isJudged = catalogInUse().catalog?.privacy?.level === 'error'
  if (!isJudged && testRun.canaries.length === 0) return
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES
  sites().set(sent, new Error())
  Error.stackTraceLimit = stackTraceLimit
}

/** Returns the frames of the code that tracked, without those of packages; none if it is not known. */
export function framesOf(sent: Sent): readonly string[] {
  const [first = '', ...frames] = (sites().get(sent)?.stack ?? '')
    .split('\n')
    .filter((frame) => frame.trimStart().startsWith('at '))
  const own = folderIn(first)
  return frames.filter((frame) => !frame.includes(own) && !/\/node_modules\/|[( ]node:/.test(frame))
}

/** The folder of this package's code, whether it is built or not. */
function folderIn(frame: string): string {
  return /([^( ]*\/)(?:fakes|shared)\/[^/]*$/.exec(frame)?.[1] ?? '\n'
}
