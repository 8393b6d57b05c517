import { compareDefinitions, type Project, readChangedFiles } from '../../checks/index.ts'
import { keyOf } from '../../fakes/index.ts'
import type { CoveredEntry } from '../coverage-report.ts'
import { type Gate, isAsserted, printNames } from './gate.ts'

/**
 * Returns the gate of definitions that are new since a revision of Git, or whose payload or value
 * changed: they have to be asserted, with the properties that are new.
 *
 * @throws {CheckError} `UNKNOWN_REVISION`.
 */
export function newDefinitionsGate(
  project: Project,
  revision: string,
  isWeakEnough: boolean,
): Gate {
  const isNew = newSince(project, revision)
  return ({ entries }) => {
    const lacking = entries.filter((entry) => isNew(entry) && !isAsserted(entry, isWeakEnough))
    if (lacking.length === 0) return undefined
    return {
      gate: 'coverage.newSince',
      message: `definitions that are new or changed since ${revision} should be asserted, but these are not: ${printNames(lacking, 10)}`,
      remedy: 'Assert what is missing in a test.',
      lacking,
    }
  }
}

function newSince(project: Project, revision: string): (entry: CoveredEntry) => boolean {
  const changed = readChangedFiles(project, revision)
  const names = { event: new Set<string>(), metric: new Set<string>() }
  for (const { level, name, file } of compareDefinitions(changed)) {
    if (level !== 'documentation') names[file.kind].add(name)
  }
  const old = new Set(
    changed.before.flatMap(({ event }) =>
      [...(event?.additionalProperties ?? [])].map((property) =>
        keyOf({ kind: 'property', name: event?.action ?? '', property }),
      ),
    ),
  )
  return ({ id }) => {
    if (id.kind === 'metric') return names.metric.has(id.name)
    if (!names.event.has(id.name)) return false
    return id.kind === 'event' || (id.kind === 'property' && !old.has(keyOf(id)))
  }
}
