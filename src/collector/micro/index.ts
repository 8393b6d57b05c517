export type { EnrichedEvent } from './enriched-event.ts'
export { EventStore } from './event-store.ts'
export {
  answerAll,
  answerBad,
  answerEvents,
  answerGood,
  answerMicro,
  answerReset,
  answerSchema,
  answerWait,
  type MicroEndPoint,
  type MicroParts,
} from './micro-api.ts'
export type { BadEvent, GoodEvent, RawEvent } from './micro-event.ts'
export { readPageFile } from './read-page-file.ts'
export type { ReceivedRequest } from './stored-event.ts'
export { streamEntries } from './stream-entries.ts'
