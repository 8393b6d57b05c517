import { type SelectionRule, type UsageMetric, writtenFilter } from '../definitions/index.ts'
import { readText } from '../drafts/index.ts'
import type { MetricEntry, RuleEntry } from './page/index.ts'
import { known, readSharedFacts, type Values } from './shared-facts.ts'

/** Reads the entry of a metric from its definition and the content of its file. */
export function readMetricEntry(metric: UsageMetric, value: Values): MetricEntry {
  const { keyPath, timeFrame, dataSource, rules, file, line } = metric
  return {
    kind: 'metric',
    name: keyPath,
    status: readText(value['status']) ?? 'active',
    ...readSharedFacts(value),
    timeFrame,
    dataSource,
    ...known({
      valueType: readText(value['value_type']),
      dataCategory: readText(value['data_category']),
      instrumentationClass: readText(value['instrumentation_class']),
      repairIssue: readText(value['repair_issue_url']),
    }),
    rules: rules.map(readRule),
    file,
    line,
  }
}

function readRule(rule: SelectionRule): RuleEntry {
  const { name, unique, operator, filter } = rule
  return {
    event: name,
    ...known({ unique, operator }),
    filter: [...filter].map(([property, value]) => ({
      property,
      // JSON has no such integers, and no event can have one, as none can have a boolean.
      value: typeof value === 'bigint' ? false : value,
      written: writtenFilter(rule, property),
    })),
  }
}
