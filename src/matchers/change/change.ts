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
  taken: 1 as const,
  known([read]: readonly unknown[], { text }: CalledAs): Reading {
    return { read: checkedRead(read, text()), before: NOTHING, after: NOTHING }
  },
  begin(reading: Reading, { text }: CalledAs): void {
    reading.before = copyValue(readNow(reading.read, text()))
  },
  end(reading: Reading, { text }: CalledAs): void {
    reading.after = copyValue(readNow(reading.read, text()))
  },
}

/** Claims that the block changes what is read, as the chain says. */
const changes = defineClaim<BlockRun, Reading, Reading, ChangeTerms>('block', {
  ...readings,
  terms: ({ text, context }) => new ChangeTerms(text, context),
  judge(_block, { target, terms, text, context }) {
    if (!hasChanged(target, text(), context)) return target
    return terms.includes(target.before, target.after) ? undefined : target
  },
  explain: (reading, { terms, context }) => changeMessage(reading, String(terms), context),
})

/** Claims that the block leaves what is read as it is. */
const changesNothing = defineClaim<BlockRun, Reading, Reading>('block', {
  ...readings,
  judge: (_block, { target, text, context }) =>
    hasChanged(target, text(), context) ? target : undefined,
  explain: (reading, { context }) =>
    changeMessage(reading, `stay ${printValue(reading.before.value, context.utils)}`, context),
})

/** `expect(block).toChange(read)` */
export const change: MatcherDefinition<'toChange' | 'toNotChange'> = {
  name: 'toChange',
  negated: 'toNotChange',
  block: { positive: changes, negative: changesNothing },
}

function checkedRead(read: unknown, assertion: string): () => unknown {
  if (typeof read !== 'function') {
    throw misuse(
      assertion,
      'it takes a function that reads the value that you expect to change',
      'Pass one: toChange(() => notes.length).',
    )
  }
  const kind = Object.prototype.toString.call(read)
  if (kind.endsWith('GeneratorFunction]')) {
    throw misuse(assertion, 'read is a generator function, which reads nothing when called', READ)
  }
  if (kind === '[object AsyncFunction]') throw asynchronous(assertion)
  return read as () => unknown
}

function readNow(read: () => unknown, assertion: string): unknown {
  const value = read()
  if (!isPromiseLike(value)) return value
  throw asynchronous(assertion)
}

/** @throws {MatcherError} `INVALID_EXPECTATION` where nobody can tell. */
function hasChanged(
  { before, after }: Reading,
  assertion: string,
  context: MatcherContext,
): boolean {
  const { same, unsure } = compareCopies(before, after, context)
  if (unsure !== undefined) throw notCopied(unsure, assertion, 'whether the block changed it')
  return !same
}

const READ = 'Pass a function that reads synchronously.'

function asynchronous(assertion: string): Error {
  const cause = 'read returned a promise, but the value must be read before the block runs'
  return misuse(assertion, cause, READ)
}

function misuse(assertion: string, cause: string, remedy: string): Error {
  return matcherError('INVALID_EXPECTATION', assertion, cause, remedy)
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
