export { comparable, differences } from './event-differences.ts'
export type { ExpectedContext, ExpectedContexts, ExpectedFields } from './expected-contexts.ts'
export { checkExpectedEvent, type ExpectedEvent } from './expected-event.ts'
export { triggerInternalEvents } from './trigger-internal-events.ts'
