/** A text in a source, with its place in the file. */
export interface PlacedText {
  readonly name: string
  readonly start: number
}

/** A tracking call, or an element that tracks, as far as its text tells for certain. */
export interface TrackingCall extends PlacedText {
  /** The additional properties that are given for certain; there may be others. */
  readonly properties: readonly PlacedText[]
}

/** The reason why a source, or a part of it, is not looked at. */
export interface SourceFault {
  readonly cause: string
  readonly start: number
}

/** All that is found in a source, or in a part of it. */
export interface Scanned {
  readonly calls: readonly TrackingCall[]
  readonly faults: readonly SourceFault[]
}

/** The characters of an event's name; a template engine fills in anything else. */
const NAME = /^[\w.-]+$/

export const NOTHING: Scanned = { calls: [], faults: [] }

/** Returns a call for each name that the event of one call may have. */
export function callsWith(
  names: readonly PlacedText[],
  properties: readonly PlacedText[],
): TrackingCall[] {
  return names.filter(({ name }) => NAME.test(name)).map((name) => ({ ...name, properties }))
}

/** Joins what is found in several parts of a source. */
export function joined(parts: readonly Scanned[]): Scanned {
  return {
    calls: parts.flatMap(({ calls }) => calls),
    faults: parts.flatMap(({ faults }) => faults),
  }
}

/** Moves what is found in a part of a file to its place there. */
export function moved({ calls, faults }: Scanned, placeOf: (offset: number) => number): Scanned {
  const move = <Placed extends { readonly start: number }>(placed: Placed): Placed => ({
    ...placed,
    start: placeOf(placed.start),
  })
  return {
    calls: calls.map((call) => ({ ...move(call), properties: call.properties.map(move) })),
    faults: faults.map(move),
  }
}
