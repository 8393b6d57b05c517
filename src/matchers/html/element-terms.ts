import {
  type CalledAs,
  type ChainMethods,
  type ClaimTerms,
  type MatcherError,
  matcherError,
} from '../../assertions/index.ts'
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
  readonly #describe: () => string

  constructor({ text }: CalledAs, event: string) {
    this.#describe = text
    this.methods = {
      onClick: () => this.#mark('onClick'),
      onLoad: () => this.#mark('onLoad'),
      with: (expected: ExpectedAttributes) => {
        if (this.expected) {
          throw this.#misuse('.with() was given twice', 'Put all fields into one .with().')
        }
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

  #mark(way: 'onClick' | 'onLoad'): void {
    if (this[way]) throw this.#misuse(`.${way}() was given twice`, 'Say it once.')
    this[way] = true
  }

  #misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', this.#describe(), cause, remedy)
  }
}
