import { type CalledAs, CountedTerms } from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { copyExpected } from './copy-expected.ts'
import { CountedEvents } from './counted-events.ts'
import { checkExpectedEvent, EXPECTED_FIELDS, type ExpectedEvent } from './expected-event.ts'

/** The terms of a claim on events: how often, with which fields, and whether in the order of the names. */
export class TriggerTerms extends CountedTerms<ExpectedEvent> {
  inOrder = false
  readonly events: CountedEvents

  constructor({ text, subject }: CalledAs, names: readonly string[]) {
    const check = (expected: unknown) =>
      checkExpectedEvent(expected, {
        text,
        events: names.map((name) => currentCatalog().event(name)),
        subject,
        fields: EXPECTED_FIELDS,
      })
    super(text, check, copyExpected)
    this.events = new CountedEvents(names)
    this.methods = {
      ...this.methods,
      inOrder: () => {
        if (names.length < 2) {
          throw this.misuse('one event has no order', 'Name the events in their order.')
        }
        this.inOrder = true
      },
    }
  }

  /** @throws {MatcherError} `INVALID_CHAIN` for an order of events that need not happen. */
  complete(): void {
    if (!this.inOrder || this.count.min > 0) return
    const [which, remedy] = this.never
      ? ['never happen', 'Leave out .inOrder().']
      : ['may be missing', 'Add .atLeast(1).']
    throw this.misuse(`events that ${which} have no order`, remedy)
  }
}
