import { ruleKind } from '../../definitions/index.ts'
import type { EventEntry, RuleEntry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import { levelBadge } from './level-badge.ts'
import { selectionRule } from './usage-of.ts'

/**
 * Says how a rule counts: `distinct user, where label is npm`.
 *
 * @param event Its event, for the levels of the values that it filters by.
 */
export function showRule(rule: RuleEntry, event?: EventEntry): Child[] {
  const conditions = rule.filter.flatMap(({ property, value, written }, index): Child[] => [
    index === 0 ? ', where ' : ' and ',
    code(property),
    ' is ',
    code(written),
    levelOf(property, value),
  ])
  return [...counting(rule), ...conditions]

  function levelOf(property: string, value: unknown): Child {
    const known = event?.filters?.find(
      (filter) => filter.property === property && filter.value === value,
    )
    return known && [' ', levelBadge(known.coverage)]
  }
}

function counting(rule: RuleEntry): Child[] {
  const { unique = '' } = rule
  switch (ruleKind(selectionRule(rule, false))) {
    case 'total':
      return ['every event']
    case 'sum':
      return ['sum of ', code('value')]
    case 'unique':
      return ['distinct ', code(unique)]
    case 'unique_total':
      return ['number of events for each ', code(unique)]
  }
}

function code(text: string): HTMLElement {
  return element('code', { dir: 'auto' }, text)
}
