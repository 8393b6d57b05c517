/** A value that a test made to see whether it comes out. */
export interface Canary {
  /** The kind of value: `email`. */
  readonly kind: string
  readonly value: string
  /** The stack of the call that made it. */
  readonly site: Error
}
