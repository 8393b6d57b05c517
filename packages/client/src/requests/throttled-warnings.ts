import { guardTracking } from '../tracking/guard-tracking.ts'

/** A logger of an adapter: `console`, or any other with its `warn`. */
export type WarningLogger = Pick<Console, 'warn'>

/** Warns of a kind of thing; its message is made only if it is shown. */
export type Warn = (kind: string, message: () => string) => void

interface Kind {
  warnedAt: number
  leftOut: number
}

const MINUTE = 60_000

// Tests replace the clock while they run.
const now = performance.now.bind(performance)
const kindsOf = new WeakMap<WarningLogger, Map<string, Kind>>()

/**
 * Returns what warns a logger of each kind at most once a minute, whoever asks: each request of a
 * caller with a bug has the same ones. The next warning of a kind counts those that were left out.
 * A logger that fails does not fail the request. Kinds are few: they are kept.
 */
export function throttledWarnings(logger: WarningLogger): Warn {
  return (kind, message) =>
    guardTracking(
      () => {
        const leftOut = takeTurn(logger, kind)
        if (leftOut === undefined) return
        const more = leftOut === 0 ? '' : ` (and ${leftOut} more like it since the last warning)`
        return logger.warn(`${message()}${more}`) as unknown
      },
      () => {},
    )
}

/** Returns the number of warnings left out since the last one; undefined if it is not a minute ago. */
function takeTurn(logger: WarningLogger, name: string): number | undefined {
  const kinds = kindsOf.get(logger) ?? new Map<string, Kind>()
  kindsOf.set(logger, kinds)
  const kind = kinds.get(name)
  const time = now()
  if (kind && time - kind.warnedAt < MINUTE) {
    kind.leftOut++
    return undefined
  }
  kinds.set(name, { warnedAt: time, leftOut: 0 })
  return kind?.leftOut ?? 0
}
