import type { CoverageConfig } from '../definitions/index.ts'
import { counted } from '../foundation/index.ts'
import { CoverageError } from './coverage-error.ts'
import type { CoverageReport, CoveredRun } from './coverage-report.ts'
import { compareTexts } from './entry-id.ts'

/**
 * Refuses reports of which some tests are missing, since nobody knows what these guard, and of which
 * some are of an earlier run, whose tests may be gone. A project has one run of each runner and name. A
 * report may be there twice, as that of a file that several globs match.
 *
 * @throws {CoverageError} `RUN_TWICE`, `MISSING_SHARD`, `SHARD_TWICE`, and `MISSING_RUNNER` for one
 *   that the configuration names.
 */
export function checkRuns(
  reports: readonly Pick<CoverageReport, 'project' | 'runs'>[],
  { runners = [] }: CoverageConfig,
): void {
  const byRun = new Map<string, CoveredRun[]>()
  for (const { project, runs } of reports) {
    for (const run of runs) {
      const key = JSON.stringify([project, run.root, printRun(run)])
      byRun.set(key, [...(byRun.get(key) ?? []), run])
    }
  }
  for (const [, runs] of [...byRun].sort(([one], [other]) => compareTexts(one, other))) {
    checkParts(runs)
  }
  const runs = reports.flatMap((report) => report.runs)
  const missing = runners.find((runner) => !runs.some((run) => run.runner === runner))
  if (missing !== undefined) {
    throw new CoverageError(
      'MISSING_RUNNER',
      `Failed to judge the coverage: there is no report of ${missing}, which coverage.runners in internal-events.config names. Name its report, too, or take the runner from the list.`,
    )
  }
}

/** Checks the reports of one run: it is whole, or in so many shards. */
function checkParts(runs: readonly CoveredRun[]): void {
  const [first] = runs as [CoveredRun]
  const once = [...new Set(runs)]
  const counts = new Set(once.map(({ shard }) => shard?.count))
  if (counts.size > 1 || (first.shard === undefined && once.length > 1)) {
    const parts = once.map(({ shard }) =>
      shard ? `shard ${shard.index}/${shard.count}` : 'all of it',
    )
    throw new CoverageError(
      'RUN_TWICE',
      `Failed to merge the reports of ${printRun(first)}: they are of several runs (${[...new Set(parts)].sort().join(', ')}). Leave out those of earlier runs, or give a name to each of the runs.`,
    )
  }
  if (first.shard === undefined) return
  const indicesOf = (some: readonly CoveredRun[]) => some.flatMap(({ shard }) => shard?.index ?? [])
  const again = indicesOf(runs.filter((run, at) => runs.indexOf(run) < at))
  checkShards(printRun(first), first.shard.count, indicesOf(once), again)
}

function checkShards(
  run: string,
  count: number,
  found: readonly number[],
  again: readonly number[],
): void {
  const failed = `Failed to merge the ${counted(count, 'shard')} of ${run}:`
  const twice = found.find((index, at) => found.indexOf(index) < at)
  if (twice !== undefined) {
    throw new CoverageError(
      'SHARD_TWICE',
      `${failed} two reports are of shard ${twice}. Leave out the older one, or give a name to each of the runs.`,
    )
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter(
    (index) => !found.includes(index),
  )
  if (missing.length > 0 && again.length > 0) {
    throw new CoverageError(
      'SHARD_TWICE',
      `${failed} the report of shard ${again[0]} is named twice, and none of shard ${missing.join(', ')}. Name the report of each shard once.`,
    )
  }
  if (missing.length > 0) {
    throw new CoverageError(
      'MISSING_SHARD',
      `${failed} no report is of shard ${missing.join(', ')}. Name the reports of all shards; one that ended before its time wrote none.`,
    )
  }
}

/** Prints what tells a run from others: `vitest`, `vitest "unit"`. */
export function printRun({ runner, name }: CoveredRun): string {
  return name === undefined ? runner : `${runner} ${JSON.stringify(name)}`
}
