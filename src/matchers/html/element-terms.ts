import type { CalledAs, ChainMethods, ClaimTerms } from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { checkExpectedEvent, copyExpected, type ExpectedEvent } from '../events/index.ts'

/** The argument of `.with()` for rendered HTML; the page says the rest. */
export type ExpectedAttributes = Pick<ExpectedEvent, 'additionalProperties' | 'category'>

/** The terms of a claim about an element: how it triggers the event, and with which properties. */
export class ElementTerms implements ClaimTerms {
  onClick = false
  onLoad = false
  /** The argument of `.with()`. */
  expected: ExpectedAttributes | undefined
  readonly methods: ChainMethods

  constructor({ text }: CalledAs, event: string) {
    this.methods = {
      onClick: () => {
        this.onClick = true
      },
      onLoad: () => {
        this.onLoad = true
      },
      with: (expected: ExpectedAttributes) => {
        checkExpectedEvent(expected, {
          text,
          events: [currentCatalog().event(event)],
          subject: 'html',
          fields: ['category', 'additionalProperties'],
        })
        this.expected = copyExpected(expected)
      },
    }
  }
}
