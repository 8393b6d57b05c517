const PASSED = Symbol.for('internal-events-client/passed-properties')

type Properties = Readonly<Record<string, unknown>>

/**
 * Returns a copy of the properties that the caller of `internal-events-client` passed for an event, if
 * the builder of its payload has them: those of its request are not among them, and none is cut.
 */
export function passedProperties(builder: object): Properties | undefined {
  const { [PASSED]: passed } = builder as { readonly [PASSED]?: Properties }
  return passed && JSON.parse(JSON.stringify(passed))
}
