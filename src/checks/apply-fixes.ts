import { requireModule, writeWhole } from '../foundation/index.ts'
import { CheckError } from './check-error.ts'
import type { Edit } from './rule.ts'
import type { FoundProblem } from './run-rules.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** The outcome of `--fix`. */
export interface Fixes {
  /** The number of findings that are corrected. */
  readonly fixed: number
  /** The paths that lead out of the root: what stands there is another project's. */
  readonly outside: readonly string[]
}

/**
 * Corrects what findings can correct, and leaves every other byte as it is.
 *
 * @throws {CheckError} `UNWRITABLE_FILE`.
 */
export function applyFixes(root: string, findings: readonly FoundProblem[]): Fixes {
  const { realpathSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  const fixable = findings.filter(({ edits }) => edits.length > 0)
  const outside = new Set<string>()
  const corrected = new Set<string>()
  let fixed = 0
  for (const { source, file } of fixable) {
    const target = realpathSync(join(root, source))
    if (!isWithin(realpathSync(root), target)) outside.add(file)
    // Places in a file that is corrected by another path are no longer where they were.
    if (outside.has(file) || corrected.has(target)) continue
    corrected.add(target)
    fixed += fixFile(
      join(root, source),
      fixable.filter((finding) => finding.source === source),
    )
  }
  return { fixed, outside: [...outside] }
}

function isWithin(folder: string, file: string): boolean {
  const { isAbsolute, relative, sep } = requireModule('node:path')
  const way = relative(folder, file)
  return !isAbsolute(way) && way.split(sep)[0] !== '..'
}

function fixFile(file: string, findings: readonly FoundProblem[]): number {
  const before = requireModule('node:fs').readFileSync(file, 'utf8')
  // Places are those of the text without the mark.
  const shift = before.startsWith(BYTE_ORDER_MARK) ? 1 : 0
  const chosen: FoundProblem[] = []
  for (const finding of findings) {
    const others = chosen.flatMap(({ edits }) => edits)
    if (!finding.edits.some((edit) => others.some((other) => overlaps(edit, other)))) {
      chosen.push(finding)
    }
  }
  const edits = chosen
    .flatMap((finding) => finding.edits)
    .sort((one, other) => other.start - one.start)
  let text = before
  for (const edit of edits) {
    text = text.slice(0, edit.start + shift) + edit.text + text.slice(edit.end + shift)
  }
  try {
    writeWhole(file, text)
  } catch (cause) {
    throw new CheckError(
      'UNWRITABLE_FILE',
      `Failed to fix ${file}: ${(cause as Error).message}. Make it writable, or correct it by hand.`,
      { cause },
    )
  }
  return chosen.length
}

function overlaps(one: Edit, other: Edit): boolean {
  return one.start < other.end && other.start < one.end
}
