export { createJourney, type PageJourney, type RunJourney } from './create-journey.ts'
export { createPageMatchers } from './create-page-matchers.ts'
export type { ExpectedTriggers } from './expected-triggers.ts'
export {
  createFixtures,
  type InternalEventsFixtures,
  type InternalEventsOptions,
  type InternalEventsWorkerFixtures,
} from './fixtures.ts'
export type { InternalEventsFixture } from './page-events.ts'
export type { PageJourneyOptions, PageLayersOptions, PageMatchers } from './page-matchers.ts'
