import type { ChangeEntry } from './dictionary-data.ts'

/** A kind of change, and what it means for those who use events and metrics. */
export interface ChangeLevel {
  readonly level: ChangeEntry['level']
  readonly title: string
  readonly meaning: string
}

/** The levels of changes, the one that most people have to know of first. */
export const CHANGE_LEVELS: readonly ChangeLevel[] = [
  {
    level: 'payload',
    title: 'Payloads',
    meaning: 'Whoever reads payloads gets less, or something else.',
  },
  {
    level: 'value',
    title: 'Metric values',
    meaning: 'Values before and after cannot be compared.',
  },
  { level: 'addition', title: 'Additions', meaning: 'What is read today stays as it is.' },
  { level: 'documentation', title: 'Documentation', meaning: 'No value changes.' },
]
