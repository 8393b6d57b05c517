import { InternalEventsError, shared } from '../foundation/index.ts'
import { BlockRun } from './block-run.ts'
import { eventLayers, printLayers } from './event-layers.ts'
import { FakesError } from './fakes-error.ts'
import { runner } from './runner.ts'

/** The part of `expect` that a journey needs. */
type Expect = (block: () => unknown) => {
  toMatchTrackingJourney(name: string, options?: JourneyVariant): Promise<void>
}

/** The variant of an experiment that a journey runs with. */
export interface JourneyVariant {
  readonly variant?: string | undefined
}

/** A running journey, which can be asked for the way of its events. */
export interface Journey {
  /**
   * Returns the way of an event, or of each that was tracked so far, through all layers: attribute,
   * click, `trackEvent`, usage data API, counter keys and payload, each with what was seen there.
   */
  trace(event?: string): string
}

/**
 * Runs a function as the journey of this name, and asserts at its end that what it sent is as the
 * contract says: `expect(run).toMatchTrackingJourney(name)` in one call. Use it in a test, and await it.
 *
 * @throws {FakesError} `NO_EXPECT` where no set-up file has registered the matchers.
 *
 * @example
 * ```ts
 * import { journey, trackInternalEvent } from 'internal-events-testing'
 * import { test } from 'vitest'
 *
 * test('a package is installed', async () => {
 *   await journey('install_package', async () => {
 *     trackInternalEvent('pull_package', {
 *       user: { id: 1 },
 *       additionalProperties: { label: 'npm' },
 *     })
 *   })
 * })
 * ```
 */
export function journey(
  name: string,
  run: (journey: Journey) => unknown,
  options?: JourneyVariant,
): Promise<void> {
  const { expect } = runner()
  if (!expect) {
    throw new FakesError(
      'NO_EXPECT',
      `Failed to run journey ${JSON.stringify(name)}: no set-up file has registered the matchers. Name internal-events-testing/vitest or internal-events-testing/jest as one, or import internal-events-testing/expect. In Playwright, import journey from internal-events-testing/playwright.`,
    )
  }
  const block = () => run(startJourney())
  const callSite = new Error()
  Error.captureStackTrace?.(callSite, journey)
  callSites().set(block, callSite)
  const assertion = (expect as Expect)(block)
  try {
    // Messages print the arguments as they are passed.
    return options === undefined
      ? assertion.toMatchTrackingJourney(name)
      : assertion.toMatchTrackingJourney(name, options)
  } catch (error) {
    if (error instanceof InternalEventsError) Error.captureStackTrace?.(error, journey)
    throw error
  }
}

/** Returns the place where the user has called `journey`, for the block of its assertion. */
export function callSiteOfJourney(block: () => unknown): Error | undefined {
  return callSites().get(block)
}

function callSites(): WeakMap<() => unknown, Error> {
  return shared('call-sites-of-journeys', () => new WeakMap())
}

function startJourney(): Journey {
  const block = BlockRun.current()
  return {
    trace(event) {
      if (!block) return ''
      const called = [...block.events, ...block.refusals, ...block.silent]
      const names = event === undefined ? namesOf(called) : [event]
      return names.map((name) => printLayers(name, eventLayers(block, name))).join('\n')
    },
  }
}

function namesOf(called: readonly { readonly name: string }[]): string[] {
  return [...new Set(called.map(({ name }) => name))]
}
