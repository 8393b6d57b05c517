export type {
  CoverageState,
  CoveredBy,
  TestEntry,
  WeakTest,
} from './coverage-data.ts'
export type {
  ChangesData,
  DictionaryData,
  Entry,
  EventEntry,
  FilterEntry,
  MetricEntry,
  RuleEntry,
} from './dictionary-data.ts'
