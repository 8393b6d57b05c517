import { guardTracking } from '../tracking/guard-tracking.ts'

/** The part of a logger that this package calls. */
export type Logger = Pick<Console, 'debug' | 'warn'>

// The output of a service may be its answer, so the console gets warnings alone.
const CONSOLE: Logger = { debug() {}, warn: (line: string) => console.warn(line) }

/** Makes a logger whose errors do not reach the service. */
export function safeLogger(logger: Logger = CONSOLE): Logger {
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
