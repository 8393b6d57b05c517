/** Tells whether what somebody looks at may have colours. */
export function hasColour(isInteractive: boolean | undefined): boolean {
  return isInteractive === true && !process.env['NO_COLOR']
}
