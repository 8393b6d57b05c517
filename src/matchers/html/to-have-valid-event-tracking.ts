import type { MatcherContext, MatcherResult } from '../../assertions/index.ts'
import { callText, htmlOnly, onLineOf, refuseMore } from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { auditTracking, type Finding, printElement } from '../../html/index.ts'

const FINDINGS = 100

/** Checks `expect(html).toHaveValidEventTracking()`. */
export function toHaveValidEventTracking(
  this: MatcherContext,
  subject: unknown,
  ...args: unknown[]
): MatcherResult {
  onLineOf(toHaveValidEventTracking, () =>
    refuseMore(args, 0, `expect(html).${callText('toHaveValidEventTracking', args)}`),
  )
  const findings = auditTracking(htmlOnly(subject, toHaveValidEventTracking), currentCatalog())
  const { utils, isNot = false } = this
  const hint = () => utils.matcherHint('toHaveValidEventTracking', 'html', '', { isNot })
  return findings.length === 0
    ? {
        pass: true,
        message: () =>
          `${hint()}\n\nExpected an element whose tracking is not valid, but none was found.\n\nCheck that the element is rendered, or leave out .not.`,
      }
    : { pass: false, message: () => `${hint()}\n\n${findingsMessage(findings, utils)}` }
}

function findingsMessage(findings: readonly Finding[], utils: MatcherContext['utils']): string {
  const count = findings.length === 1 ? '1 element has' : `${findings.length} elements have`
  const shown = findings
    .slice(0, FINDINGS)
    .flatMap(({ element, problems }) => [
      `  ${utils.RECEIVED_COLOR(printElement(element))}`,
      ...problems.map((problem) => `    ${problem}`),
    ])
  const left = findings.length - FINDINGS
  return [
    `Expected all event tracking to be valid, but ${count} problems.`,
    ['Found:', ...shown, ...(left > 0 ? [`  … and ${left} more elements`] : [])].join('\n'),
    'Correct the attributes where the elements are rendered, or the definitions of the events.',
  ].join('\n\n')
}
