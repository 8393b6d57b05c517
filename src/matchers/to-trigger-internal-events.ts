import { TrackedElements } from '../html/index.ts'
import { assertBlock, htmlOrBlock, onLineOf } from './assert-subject.ts'
import { HtmlAssertion } from './html-assertion.ts'
import { htmlClaim, noHtmlClaim } from './html-claim.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'
import { callText } from './names.ts'
import { noTriggerClaim, triggerClaim } from './trigger-claim.ts'

/** `expect(block).toTriggerInternalEvents(...names)`, `expect(html).toTriggerInternalEvents(name)` */
export function toTriggerInternalEvents(
  this: MatcherContext,
  subject: unknown,
  ...names: string[]
): Promise<MatcherResult> {
  const html = htmlOrBlock(subject, toTriggerInternalEvents)
  if (html) {
    const makeHtmlClaim = this.isNot ? noHtmlClaim : htmlClaim
    const claim = onLineOf(toTriggerInternalEvents, () => makeHtmlClaim(this, names))
    return HtmlAssertion.start(
      this,
      new TrackedElements(html, this.isNot ? undefined : names[0]),
      claim,
    )
  }
  const makeClaim = this.isNot ? noTriggerClaim : triggerClaim
  return assertBlock(this, subject, () => makeClaim(this, names), toTriggerInternalEvents)
}

/** `expect(block).toNotTriggerInternalEvents(...names)` */
export function toNotTriggerInternalEvents(
  this: MatcherContext,
  subject: unknown,
  ...names: string[]
): Promise<MatcherResult> {
  refuseDoubleNegation(this, callText('toNotTriggerInternalEvents', names))
  const html = htmlOrBlock(subject, toNotTriggerInternalEvents)
  if (html) {
    const claim = onLineOf(toNotTriggerInternalEvents, () => noHtmlClaim(this, names))
    return HtmlAssertion.start(this, new TrackedElements(html), claim)
  }
  return assertBlock(this, subject, () => noTriggerClaim(this, names), toNotTriggerInternalEvents)
}

/** @throws {MatcherError} `INVALID_CHAIN` for `.not.toNot…`. */
export function refuseDoubleNegation(context: MatcherContext, call: string): void {
  if (!context.isNot) return
  throw matcherError(
    'INVALID_CHAIN',
    `expect(block).not.${call}`,
    'it is negated twice',
    'Leave out .not, or use the positive matcher.',
  )
}
