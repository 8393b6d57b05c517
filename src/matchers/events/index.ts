export type { ExpectedContext, ExpectedContexts, ExpectedFields } from './expected-contexts.ts'
export {
  checkExpectedEvent,
  comparable,
  differences,
  type ExpectedEvent,
} from './expected-event.ts'
export {
  toNotTriggerInternalEvents,
  toTriggerInternalEvents,
} from './to-trigger-internal-events.ts'
export { noTriggerClaim, triggerClaim } from './trigger-claim.ts'
