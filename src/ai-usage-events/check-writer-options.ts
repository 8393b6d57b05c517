import { type OptionNames, printGiven } from '../foundation/index.ts'
import type { AiUsageEventBuffer } from './ai-usage-event-buffer.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import type { AiUsageEventWriterOptions } from './ai-usage-event-writer-options.ts'
import { checkOptions } from './check-options.ts'

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

const BUFFER_METHODS: readonly (keyof AiUsageEventBuffer)[] = ['push', 'first', 'remove', 'size']

/** The longest time that a timer waits, in ms; it fires at once for a longer one. */
const LONGEST = 2 ** 31 - 1

/**
 * Checks the options of a writer: with others it would keep rows for ever, or flush all the time.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 */
export function checkWriterOptions(options: AiUsageEventWriterOptions): void {
  checkOptions(TASK, options, OPTIONS)
  const { store, registry, buffer, batchSize, flushEvery, onRecord, onError } = options
  if (typeof store?.insert !== 'function') {
    throw optionError('store', store, 'Give it a store of AI usage events, which has insert.')
  }
  if (registry !== undefined && typeof registry?.find !== 'function') {
    throw optionError('registry', registry, 'Give it an AiUsageEventRegistry, or leave it out.')
  }
  const missing = BUFFER_METHODS.filter((method) => typeof buffer?.[method] !== 'function')
  if (buffer !== undefined && missing.length > 0) {
    throw optionError(
      'buffer',
      buffer,
      `Give it a buffer, which has ${BUFFER_METHODS.join(', ')}, or leave it out.`,
    )
  }
  if (batchSize !== undefined && !(Number.isSafeInteger(batchSize) && batchSize > 0)) {
    throw optionError('batchSize', batchSize, 'Give it a whole number, 1 or more.')
  }
  const isTime = typeof flushEvery === 'number' && flushEvery > 0 && flushEvery <= LONGEST
  if (flushEvery !== undefined && !isTime) {
    throw optionError(
      'flushEvery',
      flushEvery,
      `Give it milliseconds, more than 0 and at most ${LONGEST}.`,
    )
  }
  for (const [name, call] of Object.entries({ onRecord, onError })) {
    if (call === undefined || typeof call === 'function') continue
    throw optionError(name, call, 'Give it a function, or leave it out.')
  }
}

function optionError(name: string, value: unknown, remedy: string): AiUsageEventError {
  return new AiUsageEventError(
    'INVALID_OPTION',
    `Failed to ${TASK}: ${name} is ${printGiven(value)}. ${remedy}`,
  )
}
