import type { BlockRun } from '../../fakes/index.ts'

/** Returns a line for each thing that was sent, or counted where that matters, too. */
export function sentLines({ events, sent, requests }: BlockRun, counting: boolean): string[] {
  const toSnowplow = [
    ...events.filter(({ payload }) => payload),
    ...sent.filter(({ payload }) => payload),
  ].map(({ name }) => `${JSON.stringify(name)} was sent to Snowplow`)
  // Of late requests, those alone are known that hold no events.
  const raw = sent.flatMap(({ request }) => request ?? [])
  const others = toSnowplow.length > 0 ? [] : [...requests.filter(({ taken }) => taken), ...raw]
  const counted = [
    ...events.filter((event) => !event.payload && isCounted(event)),
    ...sent.filter((data) => data.parameters && !events.some(({ name }) => name === data.name)),
  ].map(({ name }) => `${JSON.stringify(name)} was counted`)
  return [
    ...toSnowplow,
    ...new Set(others.map(({ method, url }) => `${method} ${url} reached the collector`)),
    ...(counting ? counted : []),
  ]
}

/** Without a user, the end point that counts refuses what the front end tracks. */
function isCounted({ source, user }: BlockRun['events'][number]): boolean {
  return source === 'backend' || (source === 'frontend' && user != null)
}
