import type { OptionNames } from '../../foundation/index.ts'
import {
  checkOptions,
  checkValues,
  functionCheck,
  hasMethods,
  registryCheck,
  timeCheck,
} from '../index.ts'
import type { ClickHouseAiUsageEventStoreOptions } from './clickhouse-ai-usage-event-store-options.ts'

const TASK = 'make a store in ClickHouse'

const OPTIONS: OptionNames<ClickHouseAiUsageEventStoreOptions> = {
  registry: true,
  table: true,
  payload: true,
  namespacePath: true,
  timeout: true,
}

/**
 * Checks a client and the options of a store.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 */
export function checkStoreOptions(
  client: unknown,
  options: ClickHouseAiUsageEventStoreOptions,
): void {
  checkOptions(TASK, options, OPTIONS)
  const { registry, payload = 'json', namespacePath, timeout } = options
  const isClient =
    hasMethods(client, ['query', 'command', 'insert']) ||
    hasMethods(client, ['queryAsync', 'queryBindAsync', 'insert'])
  checkValues(TASK, [
    [
      'the client',
      client,
      isClient,
      'Give it a client of @clickhouse/client, or a session of chdb.',
    ],
    registryCheck(registry),
    ['payload', payload, payload === 'json' || payload === 'text', "Give it 'json' or 'text'."],
    functionCheck('namespacePath', namespacePath),
    timeCheck('timeout', timeout),
  ])
}
