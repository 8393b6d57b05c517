import type { UsageMetric } from '../../definitions/index.ts'
import type { KnownEvent } from '../repository/known-event.ts'
import { type Movement, movements, type SampleValue, sampleValues } from './sample-values.ts'

/** An event as the examples of its use show it. */
export interface UsageSubject {
  readonly action: string
  /** The identifiers to give; a project brings its namespace. */
  readonly identifiers: readonly string[]
  readonly values: ReadonlyMap<string, SampleValue>
  readonly descriptions: ReadonlyMap<string, string>
  /** The metrics that the example moves on the back end. */
  readonly movements: readonly Movement[]
  /** The metrics that the example moves on a page, which knows user, project and namespace alone. */
  readonly pageMovements: readonly Movement[]
}

/** Prepares the examples of an event: its values, and what they move. */
export function usageSubject(
  event: Pick<KnownEvent, 'action' | 'identifiers' | 'properties'>,
  metrics: readonly UsageMetric[],
): UsageSubject {
  const { action, properties } = event
  const own = new Set(event.identifiers)
  const identifiers = event.identifiers.filter(
    (name) => name !== 'namespace' || !own.has('project'),
  )
  const values = sampleValues(action, properties.keys(), metrics)
  const known = new Set([...own, ...(own.has('project') ? ['namespace'] : [])])
  const onPage = new Set([...known, 'user'])
  return {
    action,
    identifiers,
    values,
    descriptions: properties,
    movements: movements(action, values, known, metrics),
    pageMovements: movements(action, values, onPage, metrics),
  }
}
