export type { EventContext } from '../../packages/client/src/entries/contexts.ts'
export type { CollectorRequest } from './adapters/adapter.ts'
export { readColumns } from './atomic/read-columns.ts'
export { urlColumns } from './atomic/url-columns.ts'
export {
  aiContext,
  codeSuggestionsContext,
  servicePingContext,
  standardContext,
} from './checked-contexts.ts'
export type { CollectedEvent, EventType } from './collected-event.ts'
export { ContextError } from './context-error.ts'
export {
  type BadRow,
  type CollectorOptions,
  createDecoder,
  type Decode,
  type DecodedRequest,
  MAX_BYTES,
  refusedRequest,
  type Sender,
} from './decode-request.ts'
export { nameOf } from './event-name.ts'
export { EVENT_TYPES } from './event-types.ts'
export { hashedUserId, isHashedUserId } from './hashed-user-id.ts'
export { buildContexts, type InstanceContext } from './internal-event-contexts.ts'
export { loadNodeTracker } from './load-node-tracker.ts'
export type { Reason } from './payload-data.ts'
export { unreadable } from './read-body.ts'
export { readContexts, readPayload, readSelfDescribing, type SentEvent } from './read-payload.ts'
export { readRawBody } from './read-raw-body.ts'
export { gitlabContext, type SelfDescribing } from './self-describing.ts'
export type { SnowplowPayload } from './snowplow-payload.ts'
export { structField } from './struct-field.ts'
export { validateContext } from './validate-context.ts'
