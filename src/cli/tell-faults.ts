import { findRoot, loadCatalog, printFault } from '../definitions/index.ts'
import { setCatalog } from '../fakes/index.ts'
import { capLines } from '../foundation/index.ts'
import type { Terminal } from './terminal.ts'

/** Tells of definition files with faults, so that their events are not taken for undefined ones. */
export function tellFaults(terminal: Terminal): void {
  try {
    const catalog = loadCatalog({ root: findRoot(process.cwd()) })
    setCatalog(catalog)
    if (catalog.faults.length === 0) return
    const lines = capLines(catalog.faults.map(printFault).sort())
    terminal.error(`Definitions that cannot be used:\n${lines.join('\n')}\n`)
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string }
    // A project without definitions has events all the same.
    if (code !== 'NO_DEFINITIONS') terminal.error(`${message}\n`)
  }
}
