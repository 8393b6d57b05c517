import type { Asker } from './asker.ts'

/** The subject that somebody should go on with. */
export type Advice = 'event' | 'metric' | undefined

const ALTERNATIVES = `Oh no! This probably isn't the tool you need!

Other ways to measure how software is used:
- Metrics of the database: https://docs.gitlab.com/development/internal_analytics/metrics/metrics_instrumentation/
- Health and performance of a service: Prometheus metrics, logs, error tracking
- All about internal events: https://docs.gitlab.com/development/internal_analytics/`

/** Asks whether an internal event is what somebody needs, and what to begin with. */
export async function advise(asker: Asker): Promise<Advice> {
  const isUsage = await asker.confirm(
    'Are you trying to track customer usage of a product feature?',
    true,
  )
  const isCountable =
    isUsage &&
    (await asker.confirm(
      'Can usage for the feature be measured with a count of specific user actions or events? Or counting a set of events?',
      true,
    ))
  if (!isCountable) {
    asker.tell(ALTERNATIVES)
    return undefined
  }
  const isTracked = await asker.confirm('Is the event already tracked?', true)
  asker.tell(
    isTracked
      ? 'Amazing! The next step is adding a new metric! (~8-15 min)'
      : 'Okay! The next step is adding a new event! (~5-10 min)',
  )
  if (await asker.confirm('Ready to start?', true)) return isTracked ? 'metric' : 'event'
  const name = isTracked ? 'metric' : 'event'
  asker.tell(`No problem! When you're ready, run internal-events define ${name}`)
  return undefined
}
