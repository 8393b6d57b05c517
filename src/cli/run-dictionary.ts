import { join, resolve } from 'node:path'
import { findRoot } from '../definitions/index.ts'
import { type DictionaryData, readDictionary, writeDictionary } from '../dictionary/index.ts'
import { counted } from '../foundation/index.ts'
import { ProgressBar } from './progress-bar.ts'
import { readOptions } from './read-arguments.ts'
import { tellLeftOut } from './tell-left-out.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

const OPTIONS = {
  out: { type: 'string' },
  against: { type: 'string' },
  force: { type: 'boolean' },
  root: { type: 'string' },
} as const

/** Writes the dictionary of the definitions under a root. Resolves with 0. */
export async function runDictionary(args: readonly string[], terminal: Terminal): Promise<number> {
  const { out, against, force, root } = readOptions('dictionary', args, OPTIONS)
  if (!out) {
    throw usageError(
      'dictionary',
      'it does not say where the page goes',
      'Name a folder: --out public/dictionary.',
    )
  }
  const bar = new ProgressBar(terminal)
  const { data, leftOut } = readDictionary({
    root: resolve(root ?? findRoot(process.cwd())),
    against,
    progress: (done, total) => bar.show(done, total),
  })
  bar.clear()
  tellLeftOut(leftOut, terminal)
  const file = join(out, 'index.html')
  const isNew = await writeDictionary(data, file, { force })
  terminal.out(`${file}: ${printCounts(data)}${isNew ? '' : ', as before'}\n`)
  return 0
}

function printCounts({ entries, changes }: DictionaryData): string {
  const events = entries.filter(({ kind }) => kind === 'event').length
  const counts = `${counted(events, 'event')} and ${counted(entries.length - events, 'metric')}`
  return changes
    ? `${counts}, ${counted(changes.changes.length, 'change')} since ${changes.revision}`
    : counts
}
