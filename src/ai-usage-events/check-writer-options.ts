import { type OptionNames, printGiven } from '../foundation/index.ts'
import type { AiUsageEventBuffer } from './ai-usage-event-buffer.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import type { AiUsageEventStore } from './ai-usage-event-store.ts'
import type { AiUsageEventWriterOptions } from './ai-usage-event-writer-options.ts'
import { checkOptions } from './check-options.ts'
import type { AiUsageEventRegistry } from './registry.ts'

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

/** The longest time that a timer waits, in ms; it fires at once for a longer one. */
const LONGEST = 2 ** 31 - 1

interface Rule {
  readonly isMet: (value: unknown) => boolean
  readonly remedy: string
}

const callable: Rule = {
  isMet: (value) => typeof value === 'function',
  remedy: 'Give it a function, or leave it out.',
}

const RULES: Readonly<Record<keyof AiUsageEventWriterOptions, Rule>> = {
  store: {
    isMet: has<AiUsageEventStore>('insert'),
    remedy: 'Give it a store of AI usage events, which has insert.',
  },
  registry: {
    isMet: has<AiUsageEventRegistry>('find'),
    remedy: 'Give it an AiUsageEventRegistry, or leave it out.',
  },
  buffer: {
    isMet: has<AiUsageEventBuffer>('push', 'first', 'remove', 'size'),
    remedy: 'Give it a buffer, which has push, first, remove, size, or leave it out.',
  },
  batchSize: {
    isMet: (value) => Number.isSafeInteger(value) && Number(value) > 0,
    remedy: 'Give it a whole number, 1 or more.',
  },
  flushEvery: {
    isMet: (value) => typeof value === 'number' && value > 0 && value <= LONGEST,
    remedy: `Give it milliseconds, more than 0 and at most ${LONGEST}.`,
  },
  onRecord: callable,
  onError: callable,
}

/**
 * Checks the options of a writer: with others it would keep rows for ever, or flush all the time.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 */
export function checkWriterOptions(options: AiUsageEventWriterOptions): void {
  checkOptions(TASK, options, OPTIONS)
  for (const [name, { isMet, remedy }] of Object.entries(RULES)) {
    const value = options[name as keyof AiUsageEventWriterOptions]
    if (isMet(value) || (value === undefined && name !== 'store')) continue
    throw new AiUsageEventError(
      'INVALID_OPTION',
      `Failed to ${TASK}: ${name} is ${printGiven(value)}. ${remedy}`,
    )
  }
}

function has<Part>(...methods: readonly (keyof Part)[]): (value: unknown) => boolean {
  return (value) =>
    methods.every((method) => typeof (value as Part | null)?.[method] === 'function')
}
