import { isMapping, printText } from '../../foundation/index.ts'
import { printShort } from '../print-path.ts'

type Rule = Readonly<Record<string, unknown>>

/** The number of rules that one message tells of. */
const MOST = 5

/**
 * Says how the selection rules of a metric differ, in words: those that changed from what to what,
 * those that are new, and those that are gone. Empty where they only stand in another order.
 */
export function compareRules(from: unknown, to: unknown): string {
  const [before, after] = [rulesOf(from), rulesOf(to)]
  const gone = without(before, after)
  const added = without(after, before)
  const lines: string[] = []
  for (const old of [...gone]) {
    const at = added.findIndex(({ event }) => event === old.event)
    if (at < 0) continue
    const [now] = added.splice(at, 1)
    gone.splice(gone.indexOf(old), 1)
    lines.push(`${printText(old.event)} (${old.words} → ${now?.words})`)
  }
  const told = (rules: readonly CountedEvent[], what: string) =>
    rules.map(({ event, words }) => `${what} ${printText(event)} (${words})`)
  lines.push(...told(added, 'new'), ...told(gone, 'gone'))
  const more = lines.length - MOST
  return [...lines.slice(0, MOST), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

/** A rule in words, which are the same for the same rule. */
interface CountedEvent {
  readonly event: string
  readonly words: string
}

function rulesOf(value: unknown): CountedEvent[] {
  return (Array.isArray(value) ? value : []).filter(isMapping).map((rule) => ({
    event: typeof rule['name'] === 'string' ? rule['name'] : printShort(rule['name']),
    words: wordsOf(rule),
  }))
}

/** Returns how a rule counts: `unique user.id, where label is "npm"`. */
function wordsOf({ name: _, unique, operator, filter, ...others }: Rule): string {
  const filters = isMapping(filter) ? Object.entries(filter) : []
  const where = filters
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([property, value]) => `${property} is ${printShort(value)}`)
  const parts = [
    ...(operator === undefined ? [] : [plain(operator)]),
    ...(unique === undefined ? [] : [`unique ${plain(unique)}`]),
    ...(unique === undefined && operator === undefined ? ['every one'] : []),
    ...(where.length > 0 ? [`where ${where.join(' and ')}`] : []),
    ...Object.entries(others).map(([key, value]) => `${key} ${printShort(value)}`),
  ]
  return parts.join(', ')
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^[\w.()]{1,100}$/.test(value) ? value : printShort(value)
}

/** Returns the rules that the others do not have; one that stands there twice has to stand there twice. */
function without(rules: readonly CountedEvent[], others: readonly CountedEvent[]): CountedEvent[] {
  const left = [...others]
  return rules.filter(({ event, words }) => {
    const at = left.findIndex((one) => one.event === event && one.words === words)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
