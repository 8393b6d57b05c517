import { compareRuns, printComparison, printComparisonPage } from '../journeys/index.ts'
import { readArguments } from './read-arguments.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

const FORMATS = { text: printComparison, html: printComparisonPage }

/** Compares two recorded runs of journeys. Returns 0 where they are the same, else 1. */
export function runJourneys(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = readArguments('journeys', args, { format: { type: 'string' } })
  const [action, before, after, ...more] = positionals
  if (action !== 'diff') {
    throw usageError(
      'journeys',
      `it cannot ${action ?? 'do nothing'}`,
      'Write journeys diff <before> <after>.',
    )
  }
  if (before === undefined || after === undefined || more.length > 0) {
    throw usageError('journeys', 'diff takes two folders', 'Write journeys diff <before> <after>.')
  }
  const { format = 'text' } = values
  if (!Object.hasOwn(FORMATS, format)) {
    throw usageError(
      'journeys',
      `--format is ${JSON.stringify(format)}`,
      'Formats are text and html.',
    )
  }
  const comparison = compareRuns(before, after)
  terminal.out(FORMATS[format as keyof typeof FORMATS](comparison))
  return comparison.changes.length === 0 ? 0 : 1
}
