import type { ServerResponse } from 'node:http'
import { requireModule } from '../../foundation/index.ts'

/** The files of the page to watch, which lie beside the code in the package. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/micro/ui': ['index.html', 'text/html; charset=utf-8'],
  '/micro/ui/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/micro/ui/page.js': ['page.js', 'text/javascript; charset=utf-8'],
}

/** Answers a request for the page or a part of it; `false` for anything else. */
export function servePage(path: string, response: ServerResponse): boolean {
  const known = Object.hasOwn(FILES, path) ? FILES[path] : undefined
  if (!known) return false
  const [file, type] = known
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
  response.end(requireModule('node:fs').readFileSync(`${pageFolder()}/${file}`))
  return true
}

function pageFolder(): string {
  const { createRequire } = process.getBuiltinModule('node:module')
  // By the package's own name: sources and chunks lie at different depths.
  const manifest = createRequire(import.meta.url).resolve('internal-events-testing/package.json')
  return manifest.replace(/package\.json$/, 'page')
}
