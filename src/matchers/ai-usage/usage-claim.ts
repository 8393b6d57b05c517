import type { AiUsageRecord } from '../../ai-usage-events/index.ts'
import type { MatcherContext } from '../../assertions/index.ts'
import {
  type Claim,
  callText,
  checkNames,
  countedClaim,
  matcherError,
  negatedClaim,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { type Block, currentAiUsageEvents } from '../../fakes/index.ts'
import { nearestName } from '../../foundation/index.ts'
import { checkExpectedUsage, type ExpectedUsage, usageDifferences } from './expected-usage.ts'
import { recordedMessage, usageMessage } from './usage-message.ts'

/** Each of the named AI usage events was stored, as expected, the expected number of times. */
export function usageClaim(context: MatcherContext, names: readonly string[]): Claim<Block> {
  const matcher = 'toRecordAiUsageEvents'
  return countedClaim<ExpectedUsage>(matcher, names, {
    checkName: (name) => checkRegistered(matcher, names, name),
    checkExpected: checkExpectedUsage,
    judge(block, { call, count, expected }) {
      refuse(block, call, (name) => names.includes(name))
      const isMatch = ({ row }: AiUsageRecord) =>
        row !== undefined &&
        (expected === undefined || usageDifferences(row, expected, context).length === 0)
      const matching = (name: string) =>
        block.usageRecords.filter((record) => record.name === name && isMatch(record))
      const failing = names.filter((name) => !count.includes(matching(name).length))
      const [name] = failing
      if (name === undefined) return { holds: true, message: () => '' }
      const found = matching(name).length
      return {
        holds: false,
        message: () => usageMessage({ name, failing, count, found, expected, block, context }),
      }
    },
  })
}

/** None of the named AI usage events was stored; without names, none at all. */
export function noUsageClaim(context: MatcherContext, names: readonly string[]): Claim<Block> {
  const matcher = context.isNot ? 'toRecordAiUsageEvents' : 'toNotRecordAiUsageEvents'
  checkNames(matcher, 'event', names, (name) => checkRegistered(matcher, names, name))
  const call = callText(matcher, names)
  const isMeant = (name: string) => names.length === 0 || names.includes(name)
  return negatedClaim({
    matcher,
    call,
    judge(block) {
      refuse(block, call, isMeant)
      const stored = block.usageRecords.filter(({ name, row }) => row && isMeant(name))
      return { holds: stored.length === 0, message: () => recordedMessage(names, stored, context) }
    },
  })
}

function refuse(block: Block, call: string, isMeant: (name: string) => boolean): void {
  refuseUnattributed(block, call, ({ kind, name }) => kind === 'usageRecords' && isMeant(name))
}

/** @throws {MatcherError} `INVALID_NAMES` for an event that no feature has registered. */
function checkRegistered(matcher: string, names: readonly string[], name: string): void {
  const registry = currentAiUsageEvents()
  if (registry.find(name)) return
  const nearest = nearestName(name, registry.names)
  throw matcherError(
    'INVALID_NAMES',
    `expect(block).${callText(matcher, names)}`,
    `no feature has registered the AI usage event "${name}"`,
    nearest
      ? `Did you mean "${nearest}"?`
      : 'Register it, and name the registry: useAiUsageEvents(registry).',
  )
}
