import { printable, requireModule } from '../foundation/index.ts'
import type { Catalog } from './catalog.ts'
import { runFile } from './run-file.ts'

/** Says once in a run, on one line, how many files of a catalog are bad. */
export function tellBadFiles(root: string, { badFiles }: Pick<Catalog, 'badFiles'>): void {
  if (badFiles.size === 0 || !isFirst(root)) return
  const { relative } = requireModule('node:path')
  const folder = printable(relative(process.cwd(), root))
  const files =
    badFiles.size === 1
      ? '1 definition file has faults, so what it defines'
      : `${badFiles.size} definition files have faults, so what they define`
  // A test may watch the console.
  process.stderr.write(
    `internal-events-testing: ${files} cannot be used; npx internal-events check${folder === '' ? '' : ` --root ${folder}`} lists them.\n`,
  )
}

/** Tells whether no other worker of this run has said it. */
function isFirst(root: string): boolean {
  const told = runFile(root, 'told')
  if (!told) return true
  const { mkdirSync, writeFileSync } = requireModule('node:fs')
  try {
    mkdirSync(requireModule('node:path').dirname(told.path), { recursive: true })
    writeFileSync(told.path, '', { flag: 'wx' })
    told.removeOthers()
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EEXIST'
  }
}
