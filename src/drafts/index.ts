export { type Draft, TIER_SETS, type Tier } from './draft.ts'
export { DraftError } from './draft-error.ts'
export { draftEvent, type EventAnswers } from './event/draft-event.ts'
export {
  BUILT_IN_PROPERTIES,
  faultOfAction,
  faultOfLine,
  faultOfName,
  faultOfOwner,
  faultOfProperty,
  faultOfText,
  IDENTIFIER_SETS,
} from './event/event-rules.ts'
export { type SimilarEvent, similarEvents } from './event/similar-events.ts'
export { draftDatabaseMetric, draftMetric, joinEvents, keyPathsOf } from './metric/draft-metric.ts'
export { type FilterInput, type ReadFilter, readFilter } from './metric/filter-values.ts'
export {
  faultOfKeyPath,
  faultOfMetricName,
  longestName,
  type NameReason,
  reasonForName,
} from './metric/metric-name-rules.ts'
export { descriptionPrefix, type Scope, technicalDescription } from './metric/scope.ts'
export { type ScopeOption, scopeOptions } from './metric/scope-options.ts'
export { type FilteredEvent, hasFilters, uncountableValues } from './metric/selected-events.ts'
export { sharedValues } from './metric/shared-values.ts'
export type { TimeFrame } from './metric/time-frames.ts'
export { type RecordedEvent, readRecording } from './recording/recorded-events.ts'
export { readConventions, type Style } from './repository/conventions.ts'
export { isFoundByGlobs } from './repository/found-by-globs.ts'
export type { KnownEvent } from './repository/known-event.ts'
export { readStages } from './repository/ownership.ts'
export { readText, readTexts } from './repository/read-text.ts'
export { Repository } from './repository/repository.ts'
export type { SharedAnswers } from './repository/shared-attributes.ts'
export { saveDraft } from './save-draft.ts'
export { USAGE_EXAMPLES } from './usage/usage-examples.ts'
export { type UsageSubject, usageSubject } from './usage/usage-subject.ts'
