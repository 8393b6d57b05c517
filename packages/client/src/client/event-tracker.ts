import { type StructEvent, structFields } from './struct-event.ts'

type Entity = { schema: string; data: Record<string, unknown> }
type AddedJson = { keyIfEncoded: string; keyIfNotEncoded: string; json: Record<string, unknown> }[]
type JsonProcessor = (builder: PayloadBuilder, json: AddedJson, entities: Entity[]) => void

/** The builder of a payload that trackers of Snowplow take and complete. */
export interface PayloadBuilder {
  add(key: string, value: unknown): void
  addDict(fields: Readonly<Record<string, unknown>>): void
  addJson(keyIfEncoded: string, keyIfNotEncoded: string, json: Record<string, unknown>): void
  addContextEntity(entity: Entity): void
  getPayload(): Record<string, unknown>
  getJson(): AddedJson
  withJsonProcessor(processor: JsonProcessor): void
  build(): Record<string, unknown>
}

/** The part of a tracker of `@snowplow/node-tracker` that a client calls. */
export interface EventTracker {
  track(event: PayloadBuilder, contexts: Entity[]): unknown
  flush(): unknown
}

/** Makes the builder of a structured event, for a tracker that somebody else has made. */
export function payloadBuilder(event: StructEvent): PayloadBuilder {
  const payload: Record<string, unknown> = structFields(event)
  const json: AddedJson = []
  const entities: Entity[] = []
  let process: JsonProcessor | undefined
  return {
    add(key, value) {
      if (value !== undefined && value !== null && value !== '') payload[key] = value
    },
    addDict(fields) {
      for (const [key, value] of Object.entries(fields)) this.add(key, value)
    },
    addJson(keyIfEncoded, keyIfNotEncoded, added) {
      json.push({ keyIfEncoded, keyIfNotEncoded, json: added })
    },
    addContextEntity(entity) {
      entities.push(entity)
    },
    getPayload: () => payload,
    getJson: () => json,
    withJsonProcessor(processor) {
      process = processor
    },
    build() {
      process?.(this, json, entities)
      return payload
    },
  }
}
