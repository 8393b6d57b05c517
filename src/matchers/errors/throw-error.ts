import { type CalledAs, defineClaim, type MatcherDefinition } from '../../assertions/index.ts'
import type { BlockError, BlockRun } from '../../fakes/index.ts'
import { type ErrorRule, printError, readExpectedError } from './expected-error.ts'

/** The end of the block, where it is not as claimed; `undefined` without an error. */
interface OtherEnd {
  readonly thrown: BlockError | undefined
}

/** `expect(block).….and.toThrow(expected?)` */
export const throws: MatcherDefinition = defineError('toThrow', 'thrown')

/** `expect(block).….and.toReject(expected?)` */
export const rejects: MatcherDefinition = defineError('toReject', 'rejected')

/** Defines the claim that the block ends with an error, which comes in this way. */
function defineError(name: string, way: BlockError['way']): MatcherDefinition {
  const positive = defineClaim<BlockRun, ErrorRule, OtherEnd>('block', {
    taken: 1,
    known: readExpectedError,
    takesError: true,
    terms: () => ({ methods: {} }),
    judge: ({ thrown }, { target: rule }) =>
      thrown?.way === way && rule.accepts(thrown.error) ? undefined : { thrown },
    explain: ({ thrown }, { target: rule, context }) => endMessage(rule.text, way, thrown, context),
  })
  return { name, block: { positive, negative: positive } }
}

function endMessage(
  wanted: string,
  way: BlockError['way'],
  thrown: BlockError | undefined,
  context: CalledAs['context'],
): string {
  const { EXPECTED_COLOR, RECEIVED_COLOR } = context.utils
  const found = thrown ? printError(thrown.error, context) : 'no error'
  return [
    `Expected the block to ${way === 'thrown' ? 'throw' : 'reject with'} ${wanted}, but it ${endOf(thrown, found)}.`,
    `Expected: ${EXPECTED_COLOR(wanted)}\nRecorded: ${RECEIVED_COLOR(found)}`,
    nextStep(way, thrown),
  ].join('\n\n')
}

function endOf(thrown: BlockError | undefined, found: string): string {
  if (!thrown) return 'ended without an error'
  return `${thrown.way === 'thrown' ? 'threw' : 'rejected with'} ${found}`
}

function nextStep(way: BlockError['way'], thrown: BlockError | undefined): string {
  if (!thrown || thrown.way === way) return 'Correct the block, or the expected error.'
  return way === 'thrown'
    ? 'The error came with the promise that the block returns: use .and.toReject().'
    : 'The block threw before it returned a promise: use .and.toThrow().'
}
