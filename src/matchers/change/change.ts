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
import { notCopied } from './not-copied.ts'
import { compareCopies } from './same-copy.ts'

/** The value that is read right before the block and right after it. */
interface Reading {
  readonly read: () => unknown
  before: Copy
  after: Copy
}

const NOTHING = copyValue(undefined)

const readings = {
  parameter: 'read',
  known([read]: readonly unknown[], { call }: CalledAs): Reading {
    return { read: checkedRead(read, call), before: NOTHING, after: NOTHING }
  },
  begin(reading: Reading, { call }: CalledAs): void {
    reading.before = copyValue(readNow(reading.read, call))
  },
  end(reading: Reading, { call }: CalledAs): void {
    reading.after = copyValue(readNow(reading.read, call))
  },
}

/** Claims that the block changes what is read, as the chain says. */
const changes = defineClaim<BlockRun, Reading, Reading, ChangeTerms>('block', {
  ...readings,
  terms: ({ call, context }) => new ChangeTerms(call, context),
  judge(_block, { target, terms, call, context }) {
    if (!hasChanged(target, call, context)) return target
    return terms.includes(target.before, target.after) ? undefined : target
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

/** @throws {MatcherError} `INVALID_EXPECTATION` where nobody can tell. */
function hasChanged({ before, after }: Reading, call: string, context: MatcherContext): boolean {
  const { same, unsure } = compareCopies(before, after, context)
  if (unsure !== undefined) throw notCopied(unsure, call, 'whether the block changed it')
  return !same
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
  { before, after }: Reading,
  wanted: string,
  context: MatcherContext,
): string {
  const { utils } = context
  const changed = compareCopies(before, after, context).same
    ? `stayed ${printValue(before.value, utils)}`
    : `changed from ${printValue(before.value, utils)} to ${printValue(after.value, utils)}`
  return [
    `Expected the value to ${wanted}, but it ${changed}.`,
    `Expected: ${utils.EXPECTED_COLOR(wanted)}\nRecorded: ${utils.RECEIVED_COLOR(changed)}`,
    'Correct the block, or the expectation.',
  ].join('\n\n')
}
