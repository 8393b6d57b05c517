/** The part of a logger that this package calls. */
export type Logger = Pick<Console, 'debug' | 'warn'>

/** Makes a logger whose errors do not reach the service. */
export function safeLogger(logger: Logger): Logger {
  const safely =
    (level: keyof Logger) =>
    (text: string): void => {
      try {
        logger[level](text)
      } catch {
        // Nobody is left to tell.
      }
    }
  return { debug: safely('debug'), warn: safely('warn') }
}
