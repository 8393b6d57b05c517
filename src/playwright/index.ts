export type { ExpectedTriggers } from './expected-triggers.ts'
export {
  createFixtures,
  type InternalEventsFixtures,
  type InternalEventsOptions,
  type InternalEventsWorkerFixtures,
} from './fixtures.ts'
export type { InternalEventsFixture } from './page-events.ts'
export { createPageMatchers, type PageJourneyOptions, type PageMatchers } from './page-matchers.ts'
