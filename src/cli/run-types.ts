import { relative, resolve } from 'node:path'
import { findRoot, loadCatalog } from '../definitions/index.ts'
import {
  checkTypes,
  compareTypes,
  namesInTypes,
  type TypesFile,
  typesFileOf,
  writeTypes,
} from '../definitions/types/index.ts'
import { capLines, counted, printable } from '../foundation/index.ts'
import { readOptions } from './read-arguments.ts'
import { tellLeftOut } from './tell-left-out.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

const OPTIONS = {
  check: { type: 'boolean' },
  'export-only': { type: 'boolean' },
  out: { type: 'string' },
  root: { type: 'string' },
} as const

/** The longest list of differences. */
const MOST_LINES = 20

/**
 * Writes the types of the definitions under a root. Returns 0; with `--check`, which writes nothing,
 * 1 where the file is not as it should be.
 */
export function runTypes(args: readonly string[], terminal: Terminal): number {
  const values = readOptions('types', args, OPTIONS)
  const { root = findRoot(process.cwd()), 'export-only': exportOnly } = values
  const file = values.out === undefined ? typesFileOf(root) : resolve(values.out)
  if (!/\.d\.[cm]?ts$/.test(file)) {
    throw usageError('types', `--out is ${JSON.stringify(values.out)}, which does not end in .d.ts`)
  }
  const catalog = loadCatalog({ root })
  tellLeftOut(catalog.badFiles.size, terminal)
  const path = relative(process.cwd(), file)
  if (values.check) {
    const types = checkTypes(catalog, file, { exportOnly })
    terminal.out(types.isCurrent ? `${path} is up to date\n` : printStale(types, path))
    return types.isCurrent ? 0 : 1
  }
  const { after, isCurrent } = writeTypes(catalog, file, { exportOnly })
  terminal.out(`${path}: ${printCounts(after)}${isCurrent ? ', as before' : ''}\n`)
  return 0
}

function printCounts(types: string): string {
  const names = [...namesInTypes(types).keys()]
  const events = names.filter((name) => name.startsWith('event ')).length
  return `${counted(events, 'event')} and ${counted(names.length - events, 'metric')}`
}

function printStale({ before, after }: TypesFile, path: string): string {
  const remedy = 'Run internal-events types.\n'
  if (before === undefined) return `${path} does not exist\n${remedy}`
  const { added, removed, changed } = compareTypes(before, after)
  const lines = [
    ...added.map((name) => `+ ${name}`),
    ...removed.map((name) => `- ${name}`),
    ...changed.map((name) => `~ ${name}`),
  ]
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed`
  return [
    `${path} is out of date: ${counts}`,
    ...capLines(lines, printable, MOST_LINES),
    remedy,
  ].join('\n')
}
