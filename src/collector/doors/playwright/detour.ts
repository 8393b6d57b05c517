import type { SentRequest } from './sent-request.ts'

/** The longest time (ms) that a request takes, unless the clock of its page is not ours. */
const LATENCY = 1000

/**
 * Returns a request that a page sent to a port while it was being left (`/?url=…&type=…&began=…&id=…`), as
 * it would be without that detour.
 */
export function withoutDetour(request: SentRequest): SentRequest {
  const { searchParams: meant } = new URL(request.url, 'http://localhost')
  const type = meant.get('type') || null
  const get = (name: string) =>
    name.toLowerCase() === 'content-type' ? type : request.headers.get(name)
  return {
    ...request,
    id: meant.get('id') ?? request.id,
    url: meant.get('url') ?? '',
    began: beginning(Number(meant.get('began')), request.began),
    headers: { ...request.headers, get, has: (name) => get(name) !== null },
  }
}

/** Returns the time at which a request began: by the clock of its page, if that is ours. */
function beginning(told: number, heard: number): number {
  return Math.abs(heard - told) > LATENCY ? heard : told
}
