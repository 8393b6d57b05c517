import type { InternalEventsConfig } from 'internal-events-testing'

const config: InternalEventsConfig = {
  // An event, or a value that a metric filters by, that no assertion guards fails the run.
  coverage: { asserted: { events: 100, filters: 100 } },
  // So does a test that sends personal data.
  privacy: 'error',
}

export default config
