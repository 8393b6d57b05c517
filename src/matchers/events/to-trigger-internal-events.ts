import type { MatcherContext, MatcherResult } from '../../assertions/index.ts'
import { callText, htmlOrBlock, onLineOf, refuseDoubleNegation } from '../../assertions/index.ts'
import { TrackedElements } from '../../html/index.ts'
import { HtmlAssertion, htmlClaim, noHtmlClaim } from '../html/index.ts'
import { assertBlock } from '../index.ts'
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
