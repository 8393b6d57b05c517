import type { Rule } from '../rule.ts'
import { type ChangeLevel, compareDefinitions } from './compare-definitions.ts'

function changeRule(level: ChangeLevel, remedy: string, rule: Omit<Rule, 'check'>): Rule {
  return {
    ...rule,
    check({ changed }, report) {
      if (!changed) return
      for (const change of compareDefinitions(changed)) {
        if (change.level !== level) continue
        const { file, path, subject, message } = change
        report(file, { ...(path ? { path } : {}), subject, message, remedy })
      }
    },
  }
}

export const payloadChange: Rule = changeRule(
  'payload',
  'Tell those who read the payload, or keep what they read.',
  {
    id: 'payload-change',
    severity: 'warning',
    summary: 'Nothing that consumers of payloads read goes or changes (--against).',
    explain:
      'A metric or an event is gone or renamed, or loses properties, identifiers or tiers, or has another type or category: whoever reads the payload of events or of Service Ping gets less, or something else. GitLab calls the change of a key path extremely dangerous.',
  },
)

export const metricValueChange: Rule = changeRule(
  'value',
  'Give the metric a new key path, or tell those who compare its values.',
  {
    id: 'metric-value-change',
    severity: 'warning',
    summary: 'No metric counts something else under its old name (--against).',
    explain:
      'The selection rules, the time frame or the source of a metric changed, so that its values before and after cannot be compared.',
  },
)

export const payloadAddition: Rule = changeRule('addition', 'Nobody has to do anything.', {
  id: 'payload-addition',
  severity: 'info',
  summary: 'Says what is new in payloads (--against).',
  explain:
    'An event or a metric is new, or has more properties, identifiers or tiers. What consumers read stays as it is.',
})

export const documentationChange: Rule = changeRule('documentation', 'Nobody has to do anything.', {
  id: 'documentation-change',
  severity: 'info',
  summary: 'Says what changed for readers of the definitions alone (--against).',
  explain: 'A description, an owner, a milestone or a link changed; no value does.',
})

export const newRedisMetric: Rule = {
  id: 'new-redis-metric',
  severity: 'warning',
  summary: 'New metrics count internal events, not keys of Redis (--against).',
  explain:
    'data_source: redis and redis_hll are the older way to count. Reviewers of GitLab ask for internal_events in new metrics, whose events can be analysed by themselves, too.',
  check({ changed }, report) {
    if (!changed) return
    const before = new Set(
      changed.before.flatMap(({ metrics, suspectedNames }) => [
        ...metrics.map((one) => one.keyPath),
        ...suspectedNames,
      ]),
    )
    for (const document of changed.after) {
      const source = document.value['data_source']
      const isNew = !document.metrics.some(({ keyPath }) => before.has(keyPath))
      if (!isNew || (source !== 'redis' && source !== 'redis_hll')) continue
      report(document, {
        path: ['data_source'],
        at: 'value',
        message: `the metric is new, and counts in ${source}`,
        remedy: 'Use data_source: internal_events.',
      })
    }
  },
}

export const configurationChange: Rule = {
  id: 'configuration-change',
  severity: 'warning',
  summary: 'The configuration, whose globs find definitions, is the same (--against).',
  explain:
    'The definitions of both revisions are found by the globs of today. Where these have changed, definitions that only the older ones find are missing from the comparison, and those that only the newer ones find may not be new.',
  check({ changed }, report) {
    for (const path of changed?.configFiles ?? []) {
      report(
        { path, text: '' },
        {
          message: 'the configuration differs, and both revisions are read by the globs of today',
          remedy: 'If the globs have changed, compare what they leave out by hand.',
        },
      )
    }
  },
}

export const unreadableRevision: Rule = {
  id: 'unreadable-revision',
  severity: 'warning',
  summary: 'The files that changed could be read before (--against).',
  explain:
    'A file of the revision is not valid YAML, or defines nothing that can be used, so nobody knows what its events and metrics were: they are neither told as new nor compared. Compare with a revision in which the file is whole.',
  check({ changed, documentOf }, report) {
    for (const document of changed?.before ?? []) {
      const fault = document.isReadable ? undefined : document.faults.at(-1)
      const cause = document.unusable ?? fault?.message
      if (cause === undefined) continue
      report(documentOf.get(document.path) ?? document, {
        subject: cause,
        message: `the file of the revision cannot be read (${cause}), so what changed in it is unknown`,
        remedy: 'Compare by hand, or with another revision.',
      })
    }
  },
}
