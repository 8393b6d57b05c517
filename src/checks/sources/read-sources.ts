import { findFiles } from '../../definitions/index.ts'
import { decodeText, printable, requireModule } from '../../foundation/index.ts'
import type { FileOfFinding } from '../finding.ts'
import { scanMarkup } from './scan-markup.ts'
import { scanRuby } from './scan-ruby.ts'
import { scanScript } from './scan-script.ts'
import type { TrackingCall } from './tracking-call.ts'

/** A source file with its tracking calls. */
export interface SourceFile extends FileOfFinding {
  readonly calls: readonly TrackingCall[]
}

/** Sources of GitLab's languages, but for tests, dependencies and what builds write. */
const DEFAULT_SOURCES = [
  '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue,html,erb,haml,rb}',
  '!**/{node_modules,bower_components,vendor,dist,build,coverage,tmp,public,.*}/**',
  '!**/{spec,test,tests,__tests__,fixtures,qa}/**',
  '!**/*.{spec,test,stories}.*',
  '!**/*_{spec,test}.rb',
]

type Scan = (source: string) => TrackingCall[]

const SCANS: readonly (readonly [RegExp, Scan])[] = [
  [/\.[cm]?[jt]sx?$/, scanScript],
  [/\.(?:vue|html|erb)$/, scanMarkup],
  [/\.(?:haml|rb)$/, scanRuby],
]

/** Reads the sources with tracking calls under a root. */
export function readSources(
  root: string,
  globs: string | readonly string[] = DEFAULT_SOURCES,
): SourceFile[] {
  const { readFileSync, statSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  return findFiles(root, globs).paths.flatMap((source) => {
    const [, scan] = SCANS.find(([pattern]) => pattern.test(source)) ?? []
    const file = join(root, source)
    // A link that leads nowhere is nobody's source.
    if (!scan || !statSync(file, { throwIfNoEntry: false })?.isFile()) return []
    const text = decodeText(readFileSync(file))
    const calls = scan(text)
    return calls.length === 0 ? [] : [{ path: printable(source, 4096), source, text, calls }]
  })
}
