import type { Terminal } from './terminal.ts'

/** Tells whether the output of a command may have colours. */
export function hasColour({ isInteractive = false }: Terminal): boolean {
  return isInteractive && !process.env['NO_COLOR']
}
