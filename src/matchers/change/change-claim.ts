import type { ChainMethod, Claim, MatcherContext } from '../../assertions/index.ts'
import { matcherError, printValue } from '../../assertions/index.ts'
import type { Block } from '../../fakes/index.ts'
import { isPromiseLike } from '../../foundation/index.ts'

/** What a function reads is changed by the block. `read` runs right before the block and right after it. */
export function changeClaim(context: MatcherContext, read: () => unknown): Claim<Block> {
  const call = 'toChange(read)'
  const { equals, utils } = context
  if (typeof read !== 'function') {
    throw matcherError(
      'INVALID_EXPECTATION',
      `expect(block).${call}`,
      'it takes a function that reads what is expected to change',
      'Pass one: toChange(() => notes.length).',
    )
  }
  const before = readNow(read, call)
  const negated = context.isNot === true
  let after = before
  const expected: Partial<Record<'by' | 'from' | 'to', { value: unknown }>> = {}

  const given = (method: 'by' | 'from' | 'to') => (value: unknown) => {
    if (expected[method] || (method === 'by' && expected.to) || (method === 'to' && expected.by)) {
      throw matcherError(
        'INVALID_CHAIN',
        `expect(block).${call}`,
        `.${method}() contradicts the chain before it`,
        'Say once how it is expected to change.',
      )
    }
    if (method === 'by' && typeof value !== 'number') {
      throw matcherError(
        'INVALID_CHAIN',
        `expect(block).${call}`,
        `.by(${printValue(value, utils)}) is no number`,
        'Give the difference of two numbers, or use .from() and .to().',
      )
    }
    expected[method] = { value }
  }
  const chain: Partial<Record<ChainMethod, (argument: never) => void>> = negated
    ? {}
    : { by: given('by'), from: given('from'), to: given('to') }

  const holds = () => {
    if (negated) return equals(after, before)
    if (expected.from && !equals(before, expected.from.value)) return false
    if (expected.to && !equals(after, expected.to.value)) return false
    if (expected.by) return (after as number) - (before as number) === expected.by.value
    return !equals(after, before)
  }

  return {
    matcher: 'toChange',
    call,
    chainText: '',
    negated,
    watch: 0,
    watchToEnd: false,
    chain,
    end() {
      after = readNow(read, call)
    },
    judge: () => ({
      holds: holds(),
      message: () => {
        const wanted = negated
          ? `stay ${printValue(before, utils)}`
          : [
              'change',
              ...(expected.by ? [`by ${printValue(expected.by.value, utils)}`] : []),
              ...(expected.from ? [`from ${printValue(expected.from.value, utils)}`] : []),
              ...(expected.to ? [`to ${printValue(expected.to.value, utils)}`] : []),
            ].join(' ')
        const changed = equals(after, before)
          ? `stayed ${printValue(before, utils)}`
          : `changed from ${printValue(before, utils)} to ${printValue(after, utils)}`
        return [
          `Expected what is read to ${wanted}, but it ${changed}.`,
          `Expected: ${utils.EXPECTED_COLOR(wanted)}\nRecorded: ${utils.RECEIVED_COLOR(changed)}`,
          'Correct what the block does, or what is expected of it.',
        ].join('\n\n')
      },
    }),
  }
}

function readNow(read: () => unknown, call: string): unknown {
  const value = read()
  if (!isPromiseLike(value)) return value
  throw matcherError(
    'INVALID_EXPECTATION',
    `expect(block).${call}`,
    'read returned a promise, but must be read before the block runs',
    'Pass a function that reads synchronously.',
  )
}
