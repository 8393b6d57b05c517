import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Makes a folder with the given files. Returns its path, and what removes it. */
export function temporaryProject(files: Readonly<Record<string, string>>): {
  root: string
  remove: () => void
} {
  const root = mkdtempSync(join(tmpdir(), 'internal-events-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, remove: () => rmSync(root, { recursive: true }) }
}
