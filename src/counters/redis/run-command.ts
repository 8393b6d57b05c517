import { InternalEventsError, startTimer, stopTimer } from '../../foundation/index.ts'
import { hostOf, type RedisClient, sendCommand } from './redis-client.ts'

export type RedisErrorCode =
  /** Redis refused a command, did not answer in time, or was asked to forget a whole database. The message names host and command. */
  'REDIS_FAILED'

/** Thrown when Redis refuses a command, or does not answer in time. */
export class RedisError extends InternalEventsError<RedisErrorCode> {}

/**
 * Runs a command, and waits for its answer at most `timeout` milliseconds.
 *
 * @throws {RedisError} with host and command.
 */
export async function runCommand(
  client: RedisClient,
  command: readonly string[],
  timeout: number,
): Promise<unknown> {
  let timer: ReturnType<typeof startTimer> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = startTimer(() => reject(new Error(`no answer within ${timeout} ms`)), timeout)
  })
  try {
    return await Promise.race([sendCommand(client, command), late])
  } catch (cause) {
    throw new RedisError(
      'REDIS_FAILED',
      `Failed to run ${command[0]} on Redis at ${hostOf(client)}: ${(cause as Error).message.replace(/\.$/, '')}. Check that it runs there, and that the client is connected.`,
      { cause },
    )
  } finally {
    stopTimer(timer)
  }
}
