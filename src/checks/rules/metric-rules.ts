import { isMapping, printText } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { fileRule, type Rule } from '../rule.ts'
import { countedRules } from './counted-rules.ts'

export const duplicateKeyPath: Rule = {
  id: 'duplicate-key-path',
  severity: 'error',
  summary: 'No two metrics share a key path.',
  explain:
    'GitLab refuses to load the second one. A list of time frames gives key paths with _weekly and _monthly, which may be those of another file.',
  check({ metrics }, report) {
    const seen = new Map<string, DefinitionDocument>()
    for (const document of metrics) {
      for (const { keyPath } of document.metrics) {
        const earlier = seen.get(keyPath)
        if (!earlier) {
          seen.set(keyPath, document)
          continue
        }
        report(document, {
          path: ['key_path'],
          subject: keyPath,
          message: `the key path ${printText(keyPath, 250)} is already that of ${earlier.path}`,
          remedy: 'Remove or rename one of them.',
        })
      }
    }
  },
}

export const keyPathInside: Rule = {
  id: 'key-path-inside',
  severity: 'error',
  summary: 'No key path leads through the value of another metric.',
  explain:
    'The payload is a tree: counts.packages holds a number, or the metrics below it, such as counts.packages.pulls, but not both.',
  example: {
    wrong: 'key_path: counts.packages.pulls\n# beside a metric with\nkey_path: counts.packages',
    right: 'key_path: counts.package_pulls',
  },
  check({ metrics }, report) {
    const files = new Map<string, DefinitionDocument>()
    const active = metrics.filter(({ value }) => value['status'] !== 'removed')
    for (const document of active) {
      for (const { keyPath } of document.metrics) files.set(keyPath, document)
    }
    for (const document of active) {
      for (const { keyPath } of document.metrics) {
        const outer = outerKeyPaths(keyPath).find((one) => files.has(one))
        if (outer === undefined) continue
        report(document, {
          path: ['key_path'],
          subject: keyPath,
          message: `the key path ${printText(keyPath, 250)} leads through ${printText(outer, 250)}, which is the value of a metric (${files.get(outer)?.path})`,
          remedy: 'Rename one of them.',
        })
      }
    }
  },
}

function outerKeyPaths(keyPath: string): string[] {
  const parts = keyPath.split('.')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))
}

const SUFFIXES = { '7d': /_(?:weekly|7d)$/, '28d': /_(?:monthly|28d)$/ } as const
const ANY_SUFFIX = /_(weekly|monthly|7d|28d)$/
/** The key paths that the generator makes. */
const GENERATED =
  /^(?:counts\.count_total_|redis_hll_counters\.count_distinct_|sums\.sum_value_from_)/

export const keyPathTimeFrame: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'key-path-time-frame',
  severity: 'warning',
  summary: 'The end of a key path tells the time frame of the metric.',
  explain:
    'A key path of 7d ends in _weekly, one of 28d in _monthly, one of all in neither. For a list of time frames GitLab adds the endings itself, so that _weekly there would become _weekly_weekly.',
  example: {
    wrong: 'key_path: counts.count_total_pull_package_weekly\ntime_frame: 28d',
    right: 'key_path: counts.count_total_pull_package_monthly\ntime_frame: 28d',
  },
  check(document, report) {
    const { value } = document
    const keyPath = value['key_path']
    if (typeof keyPath !== 'string' || value['status'] === 'removed') return
    const wrong = wrongEnding(keyPath, value['time_frame'])
    if (wrong) report(document, { path: ['key_path'], ...wrong })
  },
})

function wrongEnding(
  keyPath: string,
  frame: unknown,
): { message: string; remedy: string } | undefined {
  const [ending] = ANY_SUFFIX.exec(keyPath) ?? []
  if (frame === '7d' || frame === '28d') return wrongWeeklyEnding(keyPath, frame, ending)
  if (ending === undefined) return undefined
  if (Array.isArray(frame)) {
    const remedy = `Remove ${ending}: GitLab adds it for each time frame of the list.`
    return { message: `time_frame is a list, but the key path ends in ${ending}`, remedy }
  }
  const message = `time_frame is all, but the key path ends in ${ending}`
  return frame === 'all' ? { message, remedy: 'Correct one of them.' } : undefined
}

function wrongWeeklyEnding(
  keyPath: string,
  frame: '7d' | '28d',
  ending: string | undefined,
): { message: string; remedy: string } | undefined {
  const right = frame === '7d' ? '_weekly' : '_monthly'
  if (SUFFIXES[frame].test(keyPath)) return undefined
  if (ending !== undefined) {
    const message = `time_frame is ${frame}, but the key path ends in ${ending}`
    return { message, remedy: `End it in ${right}, or correct the time frame.` }
  }
  // Older ones have any form.
  if (!GENERATED.test(keyPath)) return undefined
  const message = `time_frame is ${frame}, but the key path does not end in ${right}`
  return { message, remedy: `Add ${right}.` }
}

export const keyPathUnique: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'key-path-unique',
  severity: 'warning',
  summary: 'A generated key path tells what the metric counts.',
  explain:
    'The generator writes counts.count_total_ for totals, redis_hll_counters.count_distinct_<unique>_from_ for distinct values, and sums.sum_value_from_ for sums. A key path of another kind misleads whoever reads the payload.',
  example: {
    wrong:
      'key_path: redis_hll_counters.count_distinct_user_id_from_pull_package\nevents:\n- name: pull_package\n  unique: project.id',
    right:
      'key_path: redis_hll_counters.count_distinct_project_id_from_pull_package\nevents:\n- name: pull_package\n  unique: project.id',
  },
  check(document, report) {
    const keyPath = document.value['key_path']
    if (document.value['status'] === 'removed' || typeof keyPath !== 'string') return
    const said = kindInKeyPath(keyPath)
    const [metric] = document.metrics
    const [rule] = metric?.rules ?? []
    if (said === undefined || !rule) return
    const entries = document.value['events'] as readonly unknown[]
    for (const [index, entry] of entries.entries()) {
      const is = kindOf(entry)
      if (is === said) continue
      report(document, {
        path: ['events', index],
        message: `the key path says that the metric counts ${said}, but this rule counts ${is}`,
        remedy: 'Correct one of them.',
      })
    }
  },
})

function kindInKeyPath(keyPath: string): string | undefined {
  if (keyPath.startsWith('counts.count_total_')) return 'totals'
  if (keyPath.startsWith('sums.sum_value_from_')) return 'a sum'
  const [, unique] = /^redis_hll_counters\.count_distinct_(\w+?)_from_/.exec(keyPath) ?? []
  return unique === undefined ? undefined : `distinct ${unique.replace(/_id$/, '.id')}`
}

function kindOf(entry: unknown): string {
  const { unique, operator } = isMapping(entry) ? entry : {}
  if (operator === 'sum(value)') return 'a sum'
  return unique === undefined ? 'totals' : `distinct ${unique}`
}

export const mixedRules: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'mixed-rules',
  severity: 'warning',
  summary: 'All selection rules of a metric count in the same way.',
  explain:
    'The first rule decides how GitLab reads the metric: as a total, a sum or a number of distinct values. Rules that count in another way are then read from counters that they do not write.',
  example: {
    wrong: 'events:\n- name: pull_package\n  unique: user.id\n- name: push_package',
    right:
      'events:\n- name: pull_package\n  unique: user.id\n- name: push_package\n  unique: user.id',
  },
  check(document, report) {
    if (countedRules(document).length === 0) return
    const entries = document.value['events'] as readonly unknown[]
    const [first = '', ...others] = entries.map(wayOf)
    const index = others.findIndex((way) => way !== first)
    if (index < 0) return
    report(document, {
      path: ['events', index + 1],
      message: `this rule counts ${others[index]}, but the first one ${first}`,
      remedy: 'Let all count in one way, or make two metrics.',
    })
  },
})

function wayOf(entry: unknown): string {
  const kind = kindOf(entry)
  return kind.startsWith('distinct') ? 'distinct values' : kind
}

export const repeatedRule: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'repeated-rule',
  severity: 'warning',
  summary: 'No selection rule of a metric stands twice.',
  explain: 'An event increments equal rules once, so the second one changes nothing.',
  check(document, report) {
    if (countedRules(document).length < 2) return
    const entries = document.value['events'] as readonly unknown[]
    const seen = new Set<string>()
    for (const [index, entry] of entries.entries()) {
      const text = identityOf(entry)
      if (seen.has(text)) {
        report(document, {
          path: ['events', index],
          message: 'this rule is the same as one before it',
          remedy: 'Remove it.',
        })
      }
      seen.add(text)
    }
  },
})

function identityOf(entry: unknown): string {
  return JSON.stringify(entry, (_key, value: unknown) =>
    isMapping(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value,
  )
}

/** The characters that the key of a counter of distinct values may have: letters, digits and these. */
const WRITABLE = /^[\w\-:[\],]*$/

export const unwritableFilter: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'unwritable-filter',
  severity: 'warning',
  summary: 'Filters of metrics with distinct values can be written into a key.',
  explain:
    'The counters of distinct values have the filter in their key, which may hold letters, digits, _, -, :, [, ] and commas. With any other character (a blank, a dot, a slash) GitLab raises KeyFormatError whenever the event occurs. Totals and sums take all.',
  example: {
    wrong: 'unique: user.id\nfilter:\n  label: merge request',
    right: 'unique: user.id\nfilter:\n  label: merge_request',
  },
  check(document, report) {
    for (const [index, rule] of countedRules(document).entries()) {
      if (rule.unique === undefined || rule.operator !== undefined) continue
      for (const [key, value] of rule.filter) {
        if (WRITABLE.test(key) && WRITABLE.test(rule.written?.get(key) ?? String(value))) continue
        report(document, {
          path: ['events', index, 'filter', key],
          message: `the counter of distinct values cannot have ${printText(`${key}:${value}`)} in its key`,
          remedy: 'Use a value of letters, digits, _ and -.',
        })
      }
    }
  },
})
