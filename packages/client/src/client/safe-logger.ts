import { guardTracking } from '../tracking/guard-tracking.ts'

/** The part of a logger that this package calls. */
export type Logger = Pick<Console, 'debug' | 'warn'>

/** Makes a logger whose errors do not reach the service. */
export function safeLogger(logger: Logger): Logger {
  const safely =
    (level: keyof Logger) =>
    (text: string): void => {
      // Nobody is left to tell of an error.
      guardTracking(
        () => logger[level](text),
        () => {},
      )
    }
  return { debug: safely('debug'), warn: safely('warn') }
}
