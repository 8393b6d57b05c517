import type { SelectionRule } from '../../definitions/index.ts'
import type { DefinitionDocument } from '../document.ts'

/**
 * Returns the selection rules by which internal events move the metrics of a file, in the order of
 * its `events`; none for a removed metric and for other data sources, which GitLab does not check.
 */
export function countedRules({ metrics, value }: DefinitionDocument): readonly SelectionRule[] {
  const [metric] = metrics
  const isCounted = metric && !metric.removed && metric.dataSource === 'internal_events'
  return isCounted && Array.isArray(value['events']) ? metric.rules : []
}
