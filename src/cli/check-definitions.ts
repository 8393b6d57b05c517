import { findRoot, loadCatalog, printFault } from '../definitions/index.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'

/** Lists the faults of all definitions under a root. Returns 0 when there are none, else 1. */
export function checkDefinitions(
  { root = findRoot(process.cwd()) }: { root?: string | undefined },
  terminal: Terminal,
): number {
  const { events, metrics, faults } = loadCatalog({ root })
  for (const line of faults.map(printFault).sort()) terminal.out(`${line}\n`)
  const files = new Set(faults.map(({ file }) => file)).size
  terminal.out(
    faults.length === 0
      ? `${counted(events.size, 'event')} and ${counted(metrics.size, 'metric')}: no faults\n`
      : `${counted(faults.length, 'fault')} in ${counted(files, 'file')}\n`,
  )
  return faults.length === 0 ? 0 : 1
}
