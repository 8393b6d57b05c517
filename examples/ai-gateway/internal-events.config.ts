import type { InternalEventsConfig } from 'internal-events-testing'

export default {
  // Each file in config/events is that of an internal event; none of them says so.
  requireInternalFlag: false,
  // Nobody has written files for these; each model and each unit primitive has events of its own.
  undefinedEvents: ['request_*', 'token_usage_*', 'stop_duo_workflow'],
} satisfies InternalEventsConfig
