import {
  type ChainMethods,
  type ClaimRules,
  type Claims,
  type ClaimTerms,
  defineClaim,
  type MatcherDefinition,
  matcherError,
  readNames,
  refuseUnattributed,
  watchTime,
} from '../../assertions/index.ts'
import {
  type BlockRun,
  currentCatalog,
  type EventLayer,
  eventLayers,
  printLayers,
} from '../../fakes/index.ts'
import { absentStep, wordingOf } from '../events/index.ts'

/** The time to wait for the events. */
class LayerTerms implements ClaimTerms {
  watch = 0
  readonly methods: ChainMethods

  constructor(describe: () => string) {
    this.methods = {
      within: (ms: number) => {
        this.watch = watchTime(ms, describe)
      },
    }
  }
}

/** Finds the layers of an event in what an assertion has observed. */
type FindLayers = (block: BlockRun, name: string) => readonly EventLayer[]

type ReachesRules = ClaimRules<BlockRun, readonly string[], readonly string[], LayerTerms>

/** Claims that each of the events got through every layer that it has. */
function reaches(find: FindLayers): ReachesRules {
  const firstBroken = (block: BlockRun, name: string) =>
    find(block, name).find(({ broken }) => broken !== undefined)
  return {
    known: readNames({ kind: 'event', find: (name) => currentCatalog().event(name).action }),
    terms: ({ text }) => new LayerTerms(text),
    judge(block, { target: names, text }) {
      refuseUnattributed(
        block,
        text(),
        ({ kind, name }) => kind === 'events' && names.includes(name),
      )
      const failing = names.filter((name) => firstBroken(block, name) !== undefined)
      return failing.length > 0 ? failing : undefined
    },
    guards: (_block, { target: names }) =>
      names.map((name) => ({ entry: { kind: 'event', name } })),
    explain(failing, { subject, context: { utils } }, block) {
      const [name = ''] = failing
      const layer = firstBroken(block, name)
      const happened = !layer?.absent || find(block, name).some(isPassed)
      const { matcher } = wordingOf(subject)
      const ways = failing.map((each) => printLayers(each, find(block, each)))
      return [
        `Expected ${JSON.stringify(name)} to reach every layer, but it ${happened ? `broke at the first of these: ${layer?.name}` : 'did not happen'}.`,
        utils.RECEIVED_COLOR(ways.join('\n')),
        happened
          ? `Correct what ${layer?.name} says. ${matcher}(${JSON.stringify(name)}) asserts the event alone.`
          : absentStep(block, name, subject),
      ].join('\n\n')
    },
  }
}

function isPassed({ broken, unseen }: EventLayer): boolean {
  return broken === undefined && unseen === undefined
}

const REACHES_NOT: ClaimRules<BlockRun, never, never, never> = {
  known(_args, { text, subject }) {
    throw matcherError(
      'INVALID_CHAIN',
      text(),
      'an event that does not reach every layer may have reached any of them',
      subject === 'internalEvents'
        ? 'Deny the event: .not.toHaveTriggered(…).'
        : 'Deny the event, .not.toTriggerInternalEvents(…), or its metric, .not.toIncrementUsageMetrics(…).',
    )
  },
  judge: () => undefined,
  explain: () => '',
}

/** `expect(block).toReachEveryLayer(...names)` */
export const reachEveryLayer: MatcherDefinition<'toReachEveryLayer'> = {
  name: 'toReachEveryLayer',
  block: {
    positive: defineClaim('block', reaches(eventLayers)),
    negative: defineClaim('block', REACHES_NOT),
  },
}

/** Makes the same claim about pages, of whose events others find the layers. */
export function layersOfPage(find: FindLayers): Claims<BlockRun> {
  return {
    positive: defineClaim('internalEvents', reaches(find)),
    negative: defineClaim('internalEvents', REACHES_NOT),
  }
}
