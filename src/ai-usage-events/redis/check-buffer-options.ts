import type { OptionNames } from '../../foundation/index.ts'
import { checkOptions, checkValues, hasMethods, timeCheck } from '../index.ts'
import type { RedisAiUsageEventBufferOptions } from './redis-ai-usage-event-buffer-options.ts'

const TASK = 'make a buffer of AI usage events in Redis'

const OPTIONS: OptionNames<RedisAiUsageEventBufferOptions> = { key: true, timeout: true }

/**
 * Checks a client and the options of a buffer.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 */
export function checkBufferOptions(client: unknown, options: RedisAiUsageEventBufferOptions): void {
  checkOptions(TASK, options, OPTIONS)
  const { key, timeout } = options
  const isClient = hasMethods(client, ['call']) || hasMethods(client, ['sendCommand'])
  const isKey = key === undefined || (typeof key === 'string' && key !== '')
  checkValues(TASK, [
    ['the client', client, isClient, 'Give it a connected client of redis or ioredis.'],
    ['key', key, isKey, 'Give it a text that is not empty, or leave it out.'],
    timeCheck('timeout', timeout),
  ])
}
