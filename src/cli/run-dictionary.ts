import { join, resolve } from 'node:path'
import { readCoverageReport } from '../coverage/index.ts'
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
  coverage: { type: 'string' },
  force: { type: 'boolean' },
  root: { type: 'string' },
} as const

/** Writes the dictionary of the definitions under a root. Resolves with 0. */
export async function runDictionary(args: readonly string[], terminal: Terminal): Promise<number> {
  const { out, against, coverage, force, root } = readOptions('dictionary', args, OPTIONS)
  if (!out) {
    throw usageError(
      'dictionary',
      'it does not say where the page goes',
      'Name a folder: --out public/dictionary.',
    )
  }
  const report = coverage === undefined ? undefined : readCoverageReport(coverage)
  const bar = new ProgressBar(terminal)
  const { data, leftOut } = readDictionary({
    root: resolve(root ?? findRoot(process.cwd())),
    against,
    report,
    progress: (done, total) => bar.show(done, total),
  })
  bar.clear()
  tellLeftOut(leftOut, terminal)
  tellGone(data, terminal)
  const file = join(out, 'index.html')
  const isNew = await writeDictionary(data, file, { force })
  terminal.out(`${file}: ${printCounts(data)}${isNew ? '' : ', as before'}\n`)
  return 0
}

function tellGone({ coverage }: DictionaryData, terminal: Terminal): void {
  const count = coverage?.gone.count ?? 0
  if (count === 0) return
  const has = `The report has ${count === 1 ? '1 entry that is' : `${count} entries that are`}`
  terminal.error(`${has} not defined any more: run the tests again.\n`)
}

function printCounts({ entries, changes, coverage }: DictionaryData): string {
  const events = entries.filter(({ kind }) => kind === 'event').length
  return [
    `${counted(events, 'event')} and ${counted(entries.length - events, 'metric')}`,
    ...(coverage ? [printAsserted(entries)] : []),
    ...(changes ? [`${counted(changes.changes.length, 'change')} since ${changes.revision}`] : []),
  ].join(', ')
}

/** Counts what is asserted, weakly or not, of what can be. */
function printAsserted(entries: DictionaryData['entries']): string {
  const states = entries.flatMap(({ coverage }) => (coverage ? [coverage.state] : []))
  const asserted = states.filter((state) => state === 'asserted' || state === 'weak')
  return `${asserted.length} of ${states.length} asserted`
}
