import { findFiles } from '../../definitions/index.ts'
import { decodeText, printable, requireModule } from '../../foundation/index.ts'
import type { FileOfFinding } from '../finding.ts'
import { scanErb } from './scan-erb.ts'
import { scanHaml } from './scan-haml.ts'
import { scanMarkup } from './scan-markup.ts'
import { scanRuby } from './scan-ruby.ts'
import { scanScript } from './scan-script.ts'
import type { Scanned, SourceFault } from './tracking-call.ts'

/** A source file with its tracking calls. */
export interface SourceFile extends FileOfFinding, Scanned {}

/** Sources of GitLab's languages, but for tests, dependencies and what builds write. */
const DEFAULT_SOURCES = [
  '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue,html,erb,haml,rb}',
  '!**/{node_modules,bower_components,vendor,dist,build,coverage,tmp,public,.*}/**',
  '!**/{spec,test,tests,__tests__,fixtures,qa}/**',
  '!**/*.{spec,test,stories}.*',
  '!**/*_{spec,test}.rb',
]

const SCANS: readonly (readonly [RegExp, (source: string, path: string) => Scanned])[] = [
  [/\.[cm]?[jt]sx?$/, scanScript],
  [/\.(?:vue|html)$/, scanMarkup],
  [/\.erb$/, scanErb],
  [/\.haml$/, scanHaml],
  [/\.rb$/, scanRuby],
]

/**
 * Reads the sources with tracking calls under a root.
 *
 * @throws {ModuleError} `PARSER_MISSING` when a source has a call, and its parser is not installed.
 */
export function readSources(
  root: string,
  globs: string | readonly string[] = DEFAULT_SOURCES,
): SourceFile[] {
  return findFiles(root, globs).paths.flatMap((source) => {
    const [, scan] = SCANS.find(([pattern]) => pattern.test(source)) ?? []
    const text = scan && readSource(root, source)
    if (!scan || text === undefined) return []
    const file = { path: printable(source, 4096), source }
    const read =
      typeof text === 'string'
        ? { text, ...scan(text, source) }
        : { text: '', calls: [], faults: [text] }
    return read.calls.length + read.faults.length === 0 ? [] : [{ ...file, ...read }]
  })
}

/** Reads a source; a folder, and a link that leads nowhere, is nobody's. */
function readSource(root: string, source: string): string | SourceFault | undefined {
  const { readFileSync, statSync } = requireModule('node:fs')
  const file = requireModule('node:path').join(root, source)
  try {
    return statSync(file).isFile() ? decodeText(readFileSync(file)) : undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ELOOP'
      ? undefined
      : { cause: `it cannot be read (${code})`, start: 0 }
  }
}
