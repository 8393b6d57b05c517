import type { OptionNames } from '../foundation/index.ts'
import type { AiUsageEventWriterOptions } from './ai-usage-event-writer-options.ts'
import { checkOptions } from './check-options.ts'
import { checkValues } from './check-values.ts'
import { hasMethods } from './has-methods.ts'
import { functionCheck, registryCheck, timeCheck } from './value-checks.ts'

const TASK = 'make a writer of AI usage events'

const OPTIONS: OptionNames<AiUsageEventWriterOptions> = {
  store: true,
  registry: true,
  buffer: true,
  batchSize: true,
  flushEvery: true,
  onRecord: true,
  onError: true,
}

/**
 * Checks the options of a writer: with others it would keep rows for ever, or flush all the time.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 */
export function checkWriterOptions(options: AiUsageEventWriterOptions): void {
  checkOptions(TASK, options, OPTIONS)
  const { store, registry, buffer, batchSize = 1, flushEvery, onRecord, onError } = options
  checkValues(TASK, [
    [
      'store',
      store,
      hasMethods(store, ['insert']),
      'Give it a store of AI usage events, which has insert.',
    ],
    registryCheck(registry),
    [
      'buffer',
      buffer,
      buffer === undefined || hasMethods(buffer, ['push', 'first', 'remove', 'size']),
      'Give it a buffer, which has push, first, remove, size, or leave it out.',
    ],
    [
      'batchSize',
      batchSize,
      Number.isSafeInteger(batchSize) && batchSize > 0,
      'Give it a whole number, 1 or more.',
    ],
    timeCheck('flushEvery', flushEvery),
    functionCheck('onRecord', onRecord),
    functionCheck('onError', onError),
  ])
}
