import { type CoverageConfig, namePattern } from '../../definitions/index.ts'
import { printText } from '../../foundation/index.ts'
import { countFailed } from '../count-failed.ts'
import type { CoveredEntry } from '../coverage-report.ts'
import { type Gate, isAsserted, printNames } from './gate.ts'
import { remedyForName } from './threshold-gates.ts'

/** Returns a gate for each name of `required`: the events and metrics of this name have to be asserted. */
export function requiredGates({ required = [], allowWeak = false }: CoverageConfig): Gate[] {
  return [...new Set(required)].map((name) => {
    const pattern = namePattern(name)
    const gate = `coverage.required[${printText(name)}]`
    return (report) => {
      const { entries } = report
      const named = entries.filter(
        ({ id }) => (id.kind === 'event' || id.kind === 'metric') && pattern.test(id.name),
      )
      if (named.length === 0) {
        const message = `${name} should be asserted, but no event or metric that tests can guard has this name`
        return { gate, message, remedy: remedyForName(name, entries), lacking: [] }
      }
      const lacking = named.filter((entry) => !isAsserted(entry, allowWeak))
      if (lacking.length === 0) return undefined
      return {
        gate,
        message: `${name} should be asserted, but ${lackOf(lacking, countFailed(report))}`,
        remedy: 'Assert what is missing in a test.',
        lacking,
      }
    }
  })
}

/** Says what is wrong with entries that nothing asserts well enough. */
function lackOf(lacking: readonly CoveredEntry[], failed: number): string {
  if (lacking.every((entry) => entry.level === 'asserted'))
    return `all assertions are weak: those on ${printNames(lacking)}`
  return `no assertion ${failed > 0 ? 'of a test that passed ' : ''}would fail without ${printNames(lacking)}`
}
