import type { CoverageConfig } from '../definitions/index.ts'
import { counted } from '../foundation/index.ts'
import { CoverageError } from './coverage-error.ts'
import type { CoveredRun } from './coverage-report.ts'

/**
 * Refuses runs of which some tests are missing: nobody knows what these guard.
 *
 * @throws {CoverageError} `MISSING_SHARD`, `SHARD_TWICE`, and `MISSING_RUNNER` for one that the
 *   configuration names.
 */
export function checkRuns(runs: readonly CoveredRun[], { runners = [] }: CoverageConfig): void {
  const sharded = new Map<string, number[]>()
  for (const run of runs) {
    if (!run.shard) continue
    const { index, count } = run.shard
    const key = JSON.stringify([printRun(run), count])
    sharded.set(key, [...(sharded.get(key) ?? []), index])
  }
  for (const [key, found] of sharded) {
    const [run, count] = JSON.parse(key) as [string, number]
    checkShards(run, count, found)
  }
  const missing = runners.find((runner) => !runs.some((run) => run.runner === runner))
  if (missing !== undefined) {
    throw new CoverageError(
      'MISSING_RUNNER',
      `Failed to judge the coverage: there is no report of ${missing}, which coverage.runners in internal-events.config names. Name its report, too, or take the runner from the list.`,
    )
  }
}

function checkShards(run: string, count: number, found: readonly number[]): void {
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
