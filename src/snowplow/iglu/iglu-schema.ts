import type { IgluUri } from './iglu-uri.ts'

/** A JSON schema (draft 4). */
export interface IgluSchema {
  readonly [keyword: string]: unknown
}

/** A schema that describes itself, as those in Iglu registries do. */
export interface SelfDescribingSchema extends IgluSchema {
  readonly self: IgluUri
}
