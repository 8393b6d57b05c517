import { ruleKind } from '../../definitions/index.ts'
import type { RuleEntry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import { selectionRule } from './usage-of.ts'

/** Says how a rule counts: `distinct user, where label is npm`. */
export function showRule(rule: RuleEntry): Child[] {
  const conditions = rule.filter.flatMap(({ property, written }, index): Child[] => [
    index === 0 ? ', where ' : ' and ',
    code(property),
    ' is ',
    code(written),
  ])
  return [...counting(rule), ...conditions]
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
