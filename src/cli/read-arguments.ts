import { usageError } from './usage-error.ts'

/**
 * Reads the arguments of a command.
 *
 * @throws {UsageError} for what the parser refuses.
 */
export function readArguments<Values>(command: string, parse: () => Values): Values {
  try {
    return parse()
  } catch (cause) {
    throw usageError(command, (cause as Error).message.split('. ')[0] as string)
  }
}
