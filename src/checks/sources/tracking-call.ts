/** A tracking call, or an element that tracks, as far as its text tells for certain. */
export interface TrackingCall {
  readonly name: string
  /** The place of the name in the file. */
  readonly start: number
  /** The additional properties that are given for certain; there may be others. */
  readonly properties: readonly { readonly name: string; readonly start: number }[]
}

/** Moves calls that were found in a part of a file. */
export function moved(calls: readonly TrackingCall[], by: number): TrackingCall[] {
  return calls.map(({ name, start, properties }) => ({
    name,
    start: start + by,
    properties: properties.map((property) => ({ ...property, start: property.start + by })),
  }))
}
