import type { MatcherContext } from '../../assertions/index.ts'
import type { SnapshotMode } from '../../journeys/index.ts'

/**
 * Returns what the run does with snapshots, and so with contracts. Vitest and Jest tell it; node:test
 * writes snapshots with its flag alone.
 */
export function snapshotMode({ snapshotState }: MatcherContext): SnapshotMode {
  if (typeof snapshotState === 'object' && snapshotState !== null) {
    const mode: unknown = Reflect.get(snapshotState, '_updateSnapshot')
    if (mode === 'all' || mode === 'new') return mode
    return 'none'
  }
  return globalThis.process?.execArgv?.includes('--test-update-snapshots') ? 'all' : 'none'
}
