import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The script and the style that stand in the page. */
export interface PageParts {
  readonly script: string
  readonly style: string
}

/** The parts of the style, of which a later one has the last word. */
const STYLES = ['base', 'list', 'view', 'coverage', 'media']

/** Bundles the page's sources. The package has the bundle, and not these. */
export async function bundlePage(): Promise<PageParts> {
  const { build } = await import('tsdown')
  const [bundle] = await build({
    config: false,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    entry: 'src/dictionary/page/page.ts',
    tsconfig: 'tsconfig.build.json',
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    write: false,
    // The bundle of the package is there, and may be in use.
    clean: false,
    dts: false,
    logLevel: 'error',
  })
  const [chunk] = bundle?.chunks ?? []
  return {
    script: chunk?.type === 'chunk' ? chunk.code : '',
    style: STYLES.map((name) => readStyle(name)).join('\n'),
  }
}

function readStyle(name: string): string {
  return readFileSync(new URL(`page/style/${name}.css`, import.meta.url), 'utf8')
}
