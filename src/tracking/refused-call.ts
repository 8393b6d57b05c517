/** A call of a tracking function that did not track, whether or not the code around it knows. */
export interface RefusedCall {
  /** The name that the call gave for the event. */
  readonly name: string
  /** The error that it threw; without one, a mock has swallowed the call. */
  readonly error: unknown
  /** True when the test has made the call fail. */
  readonly staged?: true
  /** The function in whose place a mock has swallowed the call: `InternalEvents.trackEvent`. */
  readonly swallowedBy?: string
}
