import type { UsageDataRequest } from '../collector/doors/playwright/index.ts'
import type { BlockRun, SentData } from '../fakes/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { PageEvents } from './page-events.ts'

/**
 * The stretch of a test from now on, for assertions on what its pages track while a function runs. What
 * was tracked before it began, and arrives in it, does not belong to it.
 */
export class PageStretch extends PageEvents {
  override readonly during: () => Promise<void>
  readonly #whole: PageEvents
  readonly #began: number = Date.now()
  readonly #skipped: Readonly<Record<'events' | 'requests' | 'sent' | 'usageData', number>>

  constructor(whole: PageEvents, run: () => unknown) {
    super(whole.testRun, whole.contexts, whole)
    this.during = async () => void (await run())
    this.#whole = whole
    this.#skipped = {
      events: whole.events.length,
      requests: whole.requests.length,
      sent: whole.sent.length,
      usageData: whole.usageData.length,
    }
  }

  override get latestAssertion(): object | undefined {
    return this.#whole.latestAssertion
  }

  override set latestAssertion(assertion: object | undefined) {
    this.#whole.latestAssertion = assertion
  }

  override get events(): readonly TrackedEvent[] {
    return this.#whole.events.slice(this.#skipped.events).filter((event) => {
      const lateness = this.latenessOf(event, this.#began)
      return lateness === 'later' || lateness === 'undated'
    })
  }

  override get requests(): BlockRun['requests'] {
    return this.#whole.requests.slice(this.#skipped.requests)
  }

  override get sent(): readonly SentData[] {
    return this.#whole.sent.slice(this.#skipped.sent)
  }

  override get usageData(): readonly UsageDataRequest[] {
    return this.#whole.usageData.slice(this.#skipped.usageData)
  }
}
