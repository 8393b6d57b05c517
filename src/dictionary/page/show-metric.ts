import type { MetricEntry, RuleEntry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import type { EntryIndex } from './entry-index.ts'
import { entryLink } from './entry-link.ts'
import { factList, linkTo, ownerFacts, placeFact } from './facts.ts'
import { withLevel } from './level-badge.ts'
import { nameText } from './name-text.ts'
import { showRule } from './show-rule.ts'
import { showTable } from './show-table.ts'

/** The time frames in words. */
const TIME_FRAMES: ReadonlyMap<string, string> = new Map([
  ['7d', 'the last week'],
  ['28d', 'the last four weeks'],
  ['all', 'all time'],
  ['none', 'none'],
])

/** Shows the facts of a metric, and the events that it counts. */
export function showMetric(metric: MetricEntry, index: EntryIndex): Child {
  const { timeFrame, valueType, dataSource, dataCategory, instrumentationClass, repairIssue } =
    metric
  const siblings = index.siblingsOf(metric)
  return [
    factList([
      ...ownerFacts(metric),
      ['Time frame', TIME_FRAMES.get(timeFrame) ?? timeFrame],
      ['Value', valueType],
      ['Data source', dataSource],
      ['Data category', dataCategory],
      ['Instrumentation', instrumentationClass],
      ['Repair', repairIssue === undefined ? undefined : linkTo(repairIssue)],
      ['Other time frames', siblings.length > 0 ? siblings.map(siblingLink) : undefined],
      placeFact(metric),
    ]),
    element(
      'section',
      {},
      element('h2', {}, 'Events that it counts'),
      metric.rules.length > 0
        ? showTable(
            ['Event', 'Counts'],
            metric.rules.map((rule) => [
              showCounted(rule, index),
              showRule(rule, index.event(rule.event)),
            ]),
          )
        : element('p', { class: 'dim' }, 'Internal events do not move this metric.'),
    ),
  ]
}

function siblingLink(metric: MetricEntry): HTMLElement {
  return element('div', {}, entryLink(metric))
}

function showCounted({ event }: RuleEntry, index: EntryIndex): Child {
  const known = index.event(event)
  return known
    ? withLevel(entryLink(known), known.coverage)
    : [
        element('span', { class: 'name', dir: 'auto' }, nameText(event)),
        ' ',
        element('span', { class: 'badge broken' }, 'not defined'),
      ]
}
