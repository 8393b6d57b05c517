import {
  type FilteredEvent,
  type FilterInput,
  type KnownEvent,
  type ReadFilter,
  readFilter,
  type Scope,
} from '../../drafts/index.ts'
import { printable } from '../../foundation/index.ts'
import type { Asker } from './asker.ts'
import type { DefineContext } from './define-context.ts'
import { wrongAnswer } from './wrong-answer.ts'

/** Asks for the values by which each event of a filtered metric is filtered. */
export async function askFilters(
  context: DefineContext,
  events: readonly KnownEvent[],
  scope: Scope,
): Promise<readonly FilteredEvent[]> {
  const { given, asker } = context
  if (given.filter) return readFilters(given.filter, events, scope)
  if (!scope.isFiltered || !asker) {
    return events.map(({ action }) => ({ action, filter: new Map<string, FilterInput[]>() }))
  }
  const filtered: FilteredEvent[] = []
  const typed = new Map<string, string>()
  for (const event of events) {
    if (event.properties.size === 0 && !(await isIncluded(asker, event))) continue
    filtered.push(await askFilter(context, asker, event, scope, typed))
  }
  if (filtered.length > 0) return filtered
  asker.tell('A metric needs an event: none is left out.')
  return askFilters(context, events, scope)
}

async function isIncluded(asker: Asker, { action }: KnownEvent): Promise<boolean> {
  return asker.confirm(`${action} is not filterable. Should it be included in the metric?`, true)
}

/** @param typed What was typed for each property of the event before, which stands there already. */
async function askFilter(
  { recording }: DefineContext,
  asker: Asker,
  { action, properties }: KnownEvent,
  scope: Scope,
  typed: Map<string, string>,
): Promise<FilteredEvent> {
  const filter = new Map<string, readonly FilterInput[]>()
  const seen = recording.find((event) => event.action === action)
  if (properties.size > 0) {
    const lines = [...properties].map(([name, text]) => `${name}: ${printable(text)}`)
    asker.tell(lines.join('\n'), `Filters of ${action}`)
  }
  for (const name of properties.keys()) {
    if (name === scope.by) continue
    const text = await asker.text({
      message: `Count where ${name} equals any of (comma-sep):`,
      initial: typed.get(name),
      placeholder: seenValues(seen?.properties.get(name)),
      fault: (text) => readFilter(name, text).fault,
    })
    const values = valuesOf(readFilter(name, text))
    if (values.length === 0) continue
    filter.set(name, values)
    typed.set(name, values.join(','))
  }
  return { action, filter }
}

function seenValues(values: readonly FilterInput[] | undefined): string | undefined {
  return values && `seen: ${values.join(', ')}`
}

function valuesOf(read: ReadFilter): readonly FilterInput[] {
  return read.fault === undefined ? read.values : []
}

/** Reads `property=a,b` for all events that have the property, and `event:property=a,b` for one. */
function readFilters(
  options: readonly string[],
  events: readonly KnownEvent[],
  scope: Scope,
): FilteredEvent[] {
  const filters = new Map<string, Map<string, readonly FilterInput[]>>(
    events.map(({ action }) => [action, new Map()]),
  )
  refuseTwice(options)
  for (const option of options) {
    const [, only, name = '', text = ''] = /^(?:([^:=]+):)?([^:=]+)=(.*)$/s.exec(option) ?? []
    const own = events.filter(
      ({ action, properties }) => properties.has(name) && (only === undefined || only === action),
    )
    if (own.length === 0)
      throw wrongAnswer(
        'filter',
        option,
        'it is not <property>=<values> or <event>:<property>=<values> with a property of the events',
      )
    if (name === scope.by) throw wrongAnswer('filter', option, 'the metric counts this property')
    const read = readFilter(name, text)
    if (read.fault !== undefined) throw wrongAnswer('filter', option, read.fault)
    if (read.values.length === 0) throw wrongAnswer('filter', option, 'it has no value')
    for (const { action } of own) filters.get(action)?.set(name, read.values)
  }
  return events.map((event) => ({
    action: event.action,
    filter: inOrder(filters.get(event.action) ?? new Map(), event),
  }))
}

function refuseTwice(options: readonly string[]): void {
  const given = new Set<string>()
  for (const option of options) {
    const [place = ''] = option.split('=')
    if (given.has(place)) throw wrongAnswer('filter', option, `${place} is given twice`)
    given.add(place)
  }
}

/** Puts the filters of an event in the order of its properties, whatever that of the options is. */
function inOrder(
  filter: ReadonlyMap<string, readonly FilterInput[]>,
  { properties }: KnownEvent,
): Map<string, readonly FilterInput[]> {
  return new Map(
    [...properties.keys()].flatMap((name) => {
      const values = filter.get(name)
      return values ? [[name, values]] : []
    }),
  )
}
