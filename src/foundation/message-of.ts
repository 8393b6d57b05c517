import { printGiven } from './print-given.ts'

/** Returns the message of whatever was thrown, which need not be an error. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown
  const message = (thrown as Partial<Error> | null | undefined)?.message
  return typeof message === 'string' ? message : printGiven(thrown)
}
