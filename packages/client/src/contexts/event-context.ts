/** A self-describing entity that travels with an event. */
export interface EventContext<Fields = Readonly<Record<string, unknown>>> {
  readonly schema: string
  readonly data: Fields
}
