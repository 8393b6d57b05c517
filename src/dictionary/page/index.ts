export type {
  ChangesData,
  DictionaryData,
  Entry,
  EventEntry,
  MetricEntry,
  RuleEntry,
} from './dictionary-data.ts'
