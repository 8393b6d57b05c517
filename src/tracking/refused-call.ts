/** A call of a tracking function that threw, whether or not the code around it caught the error. */
export interface RefusedCall {
  /** The name that the call gave for the event. */
  readonly name: string
  readonly error: unknown
  /** `staged` when the test has made the call fail, `mocked` when a mock has swallowed it. */
  readonly by?: 'staged' | 'mocked'
}
