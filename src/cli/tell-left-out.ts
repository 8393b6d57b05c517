import type { Terminal } from './terminal.ts'

/** Tells how many files have faults, where what they define is left out of what a command writes. */
export function tellLeftOut(count: number, terminal: Terminal): void {
  if (count === 0) return
  const files = count === 1 ? '1 file has faults' : `${count} files have faults`
  terminal.error(`${files}, and what they define is left out: run internal-events check.\n`)
}
