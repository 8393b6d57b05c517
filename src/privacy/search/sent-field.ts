/** One value that was sent or counted. */
export interface SentField {
  /** The path in messages: `contexts[gitlab_standard].extra.note`. */
  readonly path: string
  /** The last part of the path. */
  readonly key: string
  readonly value: unknown
  /** The meaning that Snowplow or GitLab gives the field, which says what it may hold. */
  readonly meaning: Meaning
  /** The data of the context that the field is in. */
  readonly context?: Readonly<Record<string, unknown>>
}

/**
 * `generated`: the tracker makes it, and nothing of it is looked at. `id`: a hash or an id, whose
 * letters are random. `event`: names that code fixes. `url`: the address of a page. `version`: numbers
 * with dots. `value`: anything.
 * `raw`: text of a program with values in it.
 */
export type Meaning = 'generated' | 'id' | 'event' | 'url' | 'version' | 'value' | 'raw'
