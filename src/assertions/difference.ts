/** One field in which an event is not as expected. */
export interface Difference {
  readonly field: string
  readonly expected: unknown
  readonly recorded: unknown
}
