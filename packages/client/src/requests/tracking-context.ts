import type { HeaderValues } from './header-values.ts'
import type { Warn } from './throttled-warnings.ts'

const HEADER = 'x-gitlab-tracking-context'

/** The longest header that is read; a client that sends a longer one has a bug, or means harm. */
const MAX_LENGTH = 16 * 1024

/** The deepest nesting that is read: the pipeline refuses every event of a request that goes deeper. */
const MAX_DEPTH = 20

/** Reads the fields that a client adds to the events of its request, as JSON. */
export function trackingContext(values: HeaderValues, warn: Warn): Record<string, unknown> {
  const text = values.text(HEADER)
  if (!text) return {}
  if (text.length > MAX_LENGTH) {
    warn(HEADER, () => `Dropping ${HEADER} header of ${text.length} characters`)
    return {}
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    warn(HEADER, () => `Dropping malformed ${HEADER} header`)
    return {}
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    warn(HEADER, () => `Dropping ${HEADER} header that is no object`)
    return {}
  }
  if (isDeeperThan(MAX_DEPTH, value)) {
    warn(HEADER, () => `Dropping ${HEADER} header of more than ${MAX_DEPTH} levels`)
    return {}
  }
  return value as Record<string, unknown>
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part))
}
