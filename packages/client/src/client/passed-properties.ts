const PASSED = Symbol.for('internal-events-client/passed-properties')

/**
 * Notes on the builder of an event the properties that the caller passed, for a tracker that records
 * events: the payload does not tell them from those of the request, and has texts alone.
 */
export function withPassedProperties<Builder extends object>(
  builder: Builder,
  properties: Readonly<Record<string, unknown>>,
): Builder {
  return Object.defineProperty(builder, PASSED, { value: properties })
}
