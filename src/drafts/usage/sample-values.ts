import {
  failedFilterKey,
  propertyType,
  ruleKind,
  type SelectionRule,
  type UsageMetric,
} from '../../definitions/index.ts'

export type SampleValue = string | number

/** The amount by which one tracking of an event moves metrics. */
export interface Movement {
  readonly by: number
  readonly keyPaths: readonly string[]
}

const DEFAULTS: ReadonlyMap<string, SampleValue> = new Map<string, SampleValue>([
  ['label', 'string'],
  ['property', 'string'],
  ['value', 72],
])
const CUSTOM = 'custom_value'
const COUNTED_SOURCES: ReadonlySet<string> = new Set(['internal_events', 'redis_hll'])

/** Chooses a value for each property: one that a metric's filter asks for, so that the example moves it. */
export function sampleValues(
  action: string,
  properties: Iterable<string>,
  metrics: readonly UsageMetric[],
): Map<string, SampleValue> {
  const names = new Set(properties)
  const filtered = metrics
    .flatMap(({ rules }) => rules)
    .find(({ name, filter }) => name === action && filter.size > 0 && canMeet(names, filter))
  return new Map(
    [...names].map((name) => {
      const wanted = filtered?.filter.get(name)
      return [name, isSample(name, wanted) ? wanted : (DEFAULTS.get(name) ?? CUSTOM)]
    }),
  )
}

/** Tells whether an example can have all that a filter asks for. */
function canMeet(names: ReadonlySet<string>, filter: SelectionRule['filter']): boolean {
  return [...filter].every(([name, value]) => names.has(name) && isSample(name, value))
}

/** Attributes of HTML cannot carry every number, and a line of code not every text. */
function isSample(name: string, value: unknown): value is SampleValue {
  if (name === 'value') return Number.isSafeInteger(value) && (value as number) > 0
  if (!propertyType(name).accepts(value)) return false
  return typeof value === 'number' || /^\P{C}+$/u.test(value as string)
}

/** Returns which metrics an event with these values moves, those by one first. */
export function movements(
  action: string,
  values: ReadonlyMap<string, SampleValue>,
  identifiers: ReadonlySet<string>,
  metrics: readonly UsageMetric[],
): Movement[] {
  const moved = new Map<number, string[]>()
  for (const metric of metrics) {
    const by = movedBy(metric, action, values, identifiers)
    if (by !== undefined) moved.set(by, [...(moved.get(by) ?? []), metric.keyPath])
  }
  return [...moved]
    .map(([by, keyPaths]) => ({ by, keyPaths }))
    .sort((one, other) => one.by - other.by)
}

function movedBy(
  { dataSource, timeFrame, rules }: UsageMetric,
  action: string,
  values: ReadonlyMap<string, SampleValue>,
  identifiers: ReadonlySet<string>,
): number | undefined {
  if (!COUNTED_SOURCES.has(dataSource) || timeFrame === 'none') return undefined
  const properties = Object.fromEntries(values)
  const own = rules.filter(
    (rule) => rule.name === action && failedFilterKey(rule, properties) === undefined,
  )
  const [rule] = own
  return rule && own.length === 1 ? amountOf(rule, values, identifiers) : undefined
}

function amountOf(
  rule: SelectionRule,
  values: ReadonlyMap<string, SampleValue>,
  identifiers: ReadonlySet<string>,
): number | undefined {
  switch (ruleKind(rule)) {
    case 'total':
      return 1
    case 'sum':
      return values.get('value') as number | undefined
    case 'unique':
      return identifiers.has(rule.unique as string) || values.has(rule.unique as string)
        ? 1
        : undefined
    case 'unique_total':
      return undefined
  }
}
