import type { OptionNames } from '../../foundation/index.ts'
import {
  checkOptions,
  checkValues,
  hasMethods,
  isStoredId,
  registryCheck,
  timeCheck,
} from '../index.ts'
import type { PostgresAiUsageEventStoreOptions } from './postgres-ai-usage-event-store-options.ts'

const TASK = 'make a store in PostgreSQL'

const OPTIONS: OptionNames<PostgresAiUsageEventStoreOptions> = {
  registry: true,
  table: true,
  organizationId: true,
  timeout: true,
}

/**
 * Checks a client and the options of a store.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 */
export function checkStoreOptions(
  client: unknown,
  options: PostgresAiUsageEventStoreOptions,
): void {
  checkOptions(TASK, options, OPTIONS)
  const { registry, organizationId: id = 1, timeout } = options
  const isOrganization = typeof id === 'number' && isStoredId(String(id))
  checkValues(TASK, [
    [
      'the client',
      client,
      hasMethods(client, ['query']),
      'Give it a connected client or pool of pg, or a PGlite.',
    ],
    registryCheck(registry),
    [
      'organizationId',
      id,
      typeof id === 'function' || isOrganization,
      'Give it a whole number, or a function that returns one.',
    ],
    timeCheck('timeout', timeout),
  ])
}
