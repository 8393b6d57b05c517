import { shared } from '../foundation/index.ts'
import { catalogInUse } from './catalog-in-use.ts'
import { outsideRun } from './create-test-run.ts'
import type { Sent } from './sent-data.ts'
import type { TestRun } from './test-run.ts'

/** The frames to keep: a click in a DOM has many before those of the test. */
const FRAMES = 40

const sites = (): WeakMap<Sent, Error> => shared('tracking-sites', () => new WeakMap())

/** Keeps the stack of the call that sent something, where somebody asks what it sent: a stack costs. */
export function noteSite(testRun: TestRun, sent: Sent): void {
  const isJudged = catalogInUse().catalog?.privacy?.level === 'error'
  const canaries = testRun.canaries.length + outsideRun().canaries.length
  if (isJudged || canaries > 0 || testRun.notesSites) sites().set(sent, takeSite())
}

/** Takes the stack of the code that calls this package. */
export function takeSite(): Error {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES
  const site = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return site
}

/** Returns the frames of the code that tracked, without those of packages; none if it is not known. */
export function framesOf(sent: Sent): readonly string[] {
  return framesIn(sites().get(sent))
}

/** Returns the frames of the code that called this package, without those of packages. */
export function framesIn(site: Error | undefined): readonly string[] {
  const [first = '', ...frames] = (site?.stack ?? '')
    .split('\n')
    .filter((frame) => frame.trimStart().startsWith('at '))
  const own = folderIn(first)
  return frames.filter(
    (frame) => !frame.includes(own) && !/[\\/]node_modules[\\/]|[( ]node:/.test(frame),
  )
}

/** The folder of this package's code, whether it is built or not. */
function folderIn(frame: string): string {
  return /([^( ]*\/)(?:fakes|shared)\/[^/]*$/.exec(frame)?.[1] ?? '\n'
}
