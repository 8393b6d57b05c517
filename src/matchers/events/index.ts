export type { ExpectedContext, ExpectedContexts, ExpectedFields } from './expected-contexts.ts'
export {
  checkExpectedEvent,
  comparable,
  differences,
  type ExpectedEvent,
} from './expected-event.ts'
export { triggerInternalEvents } from './trigger-internal-events.ts'
