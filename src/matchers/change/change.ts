import {
  type CalledAs,
  defineClaim,
  type MatcherContext,
  type MatcherDefinition,
  matcherError,
  printValue,
} from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { isPromiseLike } from '../../foundation/index.ts'
import { ChangeTerms } from './change-terms.ts'
import { type Copy, copyValue } from './copy-value.ts'
import { sameValue } from './same-value.ts'

/** The value that is read right before the block and right after it. */
interface Reading {
  readonly read: () => unknown
  before: Copy
  after: unknown
}

const NOTHING: Copy = { value: undefined, opaque: [] }

const readings = {
  parameter: 'read',
  known([read]: readonly unknown[], { call }: CalledAs): Reading {
    return { read: checkedRead(read, call), before: NOTHING, after: undefined }
  },
  begin(reading: Reading, { call }: CalledAs): void {
    reading.before = copyValue(readNow(reading.read, call))
  },
  end(reading: Reading, { call }: CalledAs): void {
    reading.after = readNow(reading.read, call)
  },
}

/** Claims that the block changes what is read, as the chain says. */
const changes = defineClaim<BlockRun, Reading, Reading, ChangeTerms>('block', {
  ...readings,
  terms: ({ call, context }) => new ChangeTerms(call, context),
  judge(_block, { target, terms, call, context }) {
    if (!hasChanged(target, call, context)) return target
    return terms.includes(target.before.value, target.after) ? undefined : target
  },
  explain: (reading, { terms, context }) => changeMessage(reading, String(terms), context),
})

/** Claims that the block leaves what is read as it is. */
const changesNothing = defineClaim<BlockRun, Reading, Reading>('block', {
  ...readings,
  judge: (_block, { target, call, context }) =>
    hasChanged(target, call, context) ? target : undefined,
  explain: (reading, { context }) =>
    changeMessage(reading, `stay ${printValue(reading.before.value, context.utils)}`, context),
})

/** `expect(block).toChange(read)` */
export const change: MatcherDefinition<'toChange' | 'toNotChange'> = {
  name: 'toChange',
  negated: 'toNotChange',
  block: { positive: changes, negative: changesNothing },
}

function checkedRead(read: unknown, call: string): () => unknown {
  if (typeof read !== 'function') {
    throw misuse(
      call,
      'it takes a function that reads the value that you expect to change',
      'Pass one: toChange(() => notes.length).',
    )
  }
  const kind = Object.prototype.toString.call(read)
  if (/GeneratorFunction\]$/.test(kind)) {
    throw misuse(call, 'read is a generator function, which reads nothing when called', READ)
  }
  if (kind === '[object AsyncFunction]') throw asynchronous(call)
  return read as () => unknown
}

function readNow(read: () => unknown, call: string): unknown {
  const value = read()
  if (!isPromiseLike(value)) return value
  throw asynchronous(call)
}

/**
 * @throws {MatcherError} `INVALID_EXPECTATION` where nobody can tell, since the value holds an object
 *   that cannot be copied.
 */
function hasChanged({ before, after }: Reading, call: string, context: MatcherContext): boolean {
  if (!sameValue(after, before.value, context)) return true
  const [kind] = before.opaque
  if (kind === undefined) return false
  throw misuse(
    call,
    `the value is or holds an object (${kind}) that cannot be copied, so nobody can tell whether the block changed it`,
    'Read what you expect to change of it: toChange(() => url.href).',
  )
}

const READ = 'Pass a function that reads synchronously.'

function asynchronous(call: string): Error {
  const cause = 'read returned a promise, but the value must be read before the block runs'
  return misuse(call, cause, READ)
}

function misuse(call: string, cause: string, remedy: string): Error {
  return matcherError('INVALID_EXPECTATION', `expect(block).${call}`, cause, remedy)
}

function changeMessage(
  { before: { value: before }, after }: Reading,
  wanted: string,
  context: MatcherContext,
): string {
  const { utils } = context
  const changed = sameValue(after, before, context)
    ? `stayed ${printValue(before, utils)}`
    : `changed from ${printValue(before, utils)} to ${printValue(after, utils)}`
  return [
    `Expected the value to ${wanted}, but it ${changed}.`,
    `Expected: ${utils.EXPECTED_COLOR(wanted)}\nRecorded: ${utils.RECEIVED_COLOR(changed)}`,
    'Correct the block, or the expectation.',
  ].join('\n\n')
}
