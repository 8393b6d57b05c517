import { requireModule } from '../../foundation/index.ts'

/** Reads a file of the page to watch, which lies beside the code in the package. */
export function readPageFile(name: string): Uint8Array<ArrayBuffer> {
  const { createRequire } = process.getBuiltinModule('node:module')
  // By the package's own name: sources and chunks lie at different depths.
  const manifest = createRequire(import.meta.url).resolve('internal-events-testing/package.json')
  return requireModule('node:fs').readFileSync(manifest.replace(/package\.json$/, `page/${name}`))
}
