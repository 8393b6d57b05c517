import {
  type CalledAs,
  type Claims,
  type ClaimTerms,
  defineClaim,
  type MatcherDefinition,
  matcherError,
  refuseUnattributed,
  type Subject,
} from '../../assertions/index.ts'
import { privacySettings } from '../../definitions/index.ts'
import {
  type BlockRun,
  currentRun,
  framesIn,
  type PrivacyFinding,
  type Sent,
  sentOfRefused,
  takeSite,
} from '../../fakes/index.ts'
import { currentPrivacy } from '../../privacy/index.ts'
import { countFindings, findInTest, printFindings, remedyFor } from '../../privacy/search/index.ts'
import { refuseHeld, refuseMissed } from '../events/index.ts'
import { refuseArguments, refuseNegation, undecidedCalls } from './refuse-misuse.ts'

/** The personal data that was found; none where nothing was sent. */
type Failure = readonly PrivacyFinding[]

/** Claims that nothing that was sent or counted holds personal data. */
const claimsFor = (subject: Subject): Claims<BlockRun> => {
  const claim = defineClaim<BlockRun, Error, Failure, ClaimTerms>(subject, {
    known(args, called) {
      refuseNegation(called, 'it would hold only where personal data comes out')
      refuseArguments(args, called)
      currentRun().notesSites = true
      return takeSite()
    },
    terms: () => ({ methods: {}, never: true }),
    refuse(block, called) {
      if (sentIn(block).length === 0) throw nothingSent(called)
    },
    judge(block, { text }) {
      refuseUnattributed(block, text(), ({ kind }) => kind === 'events' || kind === 'sent')
      const sent = sentIn(block)
      if (sent.length === 0) return []
      const settings = currentPrivacy() ?? privacySettings({})
      const findings = findInTest(sent, block.testRun, settings)
      if (findings.length > 0) return findings
      refuseMissed(block, text())
      refuseHeld(block, text(), () => true)
      return undefined
    },
    final: (findings) => findings.length > 0,
    refused: undecidedCalls,
    explain(findings, { target, context: { utils } }, { testRun }) {
      const near = framesIn(target)
      testRun.privacyFindings.push(...findings.map((finding) => ({ ...finding, near })))
      return [
        `Expected ${subject === 'block' ? 'the block' : 'the pages of the test'} to send and count no personal data, but found some in ${countFindings(findings)}.`,
        `Sent:\n${printFindings(findings, utils.RECEIVED_COLOR)}`,
        remedyFor(findings),
      ].join('\n\n')
    },
  })
  return { positive: claim, negative: claim }
}

/** `expect(block).toKeepPrivate()` */
export const keepPrivate: MatcherDefinition<'toKeepPrivate'> = {
  name: 'toKeepPrivate',
  block: claimsFor('block'),
}

/** The same claim about all that the pages of a test have sent. */
export const keepPrivateOnPage: Claims<BlockRun> = claimsFor('internalEvents')

function sentIn({ events, sent, refusals }: BlockRun): Sent[] {
  return [...events, ...sent, ...refusals.flatMap((refused) => sentOfRefused(refused) ?? [])]
}

function nothingSent({ text, subject }: CalledAs): Error {
  return matcherError(
    'INVALID_SUBJECT',
    text(),
    'nothing was sent or counted, so nothing can be said about it',
    subject === 'block'
      ? 'Check that the block reaches the code that tracks, and awaits the work that it starts.'
      : 'Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer.',
  )
}
