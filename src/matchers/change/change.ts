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

/** The value that is read right before the block and right after it. */
interface Reading {
  readonly read: () => unknown
  readonly before: unknown
  after: unknown
}

const readings = {
  parameter: 'read',
  known: firstReading,
  end(reading: Reading): void {
    reading.after = readNow(reading.read, 'toChange(read)')
  },
}

/** Claims that the block changes what is read, as the chain says. */
const changes = defineClaim<BlockRun, Reading, Reading, ChangeTerms>('block', {
  ...readings,
  terms: (call, context) => new ChangeTerms(call, context),
  judge: (_block, { target, terms }) =>
    terms.includes(target.before, target.after) ? undefined : target,
  explain: (reading, { terms, context }) => changeMessage(reading, String(terms), context),
})

/** Claims that the block leaves what is read as it is. */
const changesNothing = defineClaim<BlockRun, Reading, Reading>('block', {
  ...readings,
  judge: (_block, { target, context }) =>
    context.equals(target.after, target.before) ? undefined : target,
  explain: (reading, { context }) =>
    changeMessage(reading, `stay ${printValue(reading.before, context.utils)}`, context),
})

/** `expect(block).toChange(read)` */
export const change: MatcherDefinition<'toChange'> = {
  name: 'toChange',
  block: { positive: changes, negative: changesNothing },
  mustBeFirst: {
    cause: 'the block has already run, so the value before it is unknown',
    remedy: 'Make toChange the first of the chain: expect(block).toChange(read).by(1).and.….',
  },
}

function firstReading([read]: readonly unknown[], { call }: CalledAs): Reading {
  if (typeof read !== 'function') {
    throw matcherError(
      'INVALID_EXPECTATION',
      `expect(block).${call}`,
      'it takes a function that reads the value that you expect to change',
      'Pass one: toChange(() => notes.length).',
    )
  }
  const before = readNow(read as () => unknown, call)
  return { read: read as () => unknown, before, after: before }
}

function readNow(read: () => unknown, call: string): unknown {
  const value = read()
  if (!isPromiseLike(value)) return value
  throw matcherError(
    'INVALID_EXPECTATION',
    `expect(block).${call}`,
    'read returned a promise, but the value must be read before the block runs',
    'Pass a function that reads synchronously.',
  )
}

function changeMessage(
  { before, after }: Reading,
  wanted: string,
  { equals, utils }: MatcherContext,
): string {
  const changed = equals(after, before)
    ? `stayed ${printValue(before, utils)}`
    : `changed from ${printValue(before, utils)} to ${printValue(after, utils)}`
  return [
    `Expected the value to ${wanted}, but it ${changed}.`,
    `Expected: ${utils.EXPECTED_COLOR(wanted)}\nRecorded: ${utils.RECEIVED_COLOR(changed)}`,
    'Correct the block, or the expectation.',
  ].join('\n\n')
}
