import {
  descriptionPrefix,
  draftMetric,
  type FilteredEvent,
  faultOfMetricName,
  faultOfText,
  hasFilters,
  joinEvents,
  type KnownEvent,
  keyPathsOf,
  longestName,
  type NameReason,
  reasonForName,
  type Scope,
  type SharedAnswers,
  sharedValues,
  technicalDescription,
  uncountableValues,
} from '../../drafts/index.ts'
import { printable } from '../../foundation/index.ts'
import { usageError } from '../usage-error.ts'
import type { DefineContext } from './define-context.ts'
import { askFilters } from './filter-questions.ts'
import { askEvents, askScope } from './metric-questions.ts'
import { type Saved, saveDefinition } from './save-definition.ts'
import { readShared } from './shared-options.ts'
import { askShared } from './shared-questions.ts'
import { missingAnswers, wrongAnswer } from './wrong-answer.ts'

const TEXTS = {
  url: 'Which MR URL introduced the metric?',
  group: 'Which group owns the metric?',
  categories: 'Which feature categories best fit this metric?',
  tiers: 'Which tiers will the metric be reported from?',
}

const REASONS: Readonly<Record<NameReason, string>> = {
  filters: 'Metrics using filters are too complex for default naming.',
  length: 'The default filename would be too long.',
  conflict: 'The default key path is already in use.',
}

/** A metric that was defined, with the events that it counts. */
export interface SavedMetric extends Saved {
  readonly events: readonly KnownEvent[]
}

/** Defines a metric of events, of those given if there are any. */
export async function defineMetric(
  context: DefineContext,
  {
    isSeveral,
    events: chosen,
  }: { readonly isSeveral: boolean; readonly events?: readonly KnownEvent[] },
): Promise<SavedMetric | undefined> {
  if (!context.asker) requireOptions(context)
  // An option that cannot be used is told before anything is asked.
  const given = readShared(context)
  const selected = chosen ?? (await askEvents(context, isSeveral))
  const scope = await askScope(context, selected)
  if (!scope) return undefined
  const filtered = await askFilters(context, selected, scope)
  warnOfValues(context, scope, filtered)
  const events = selected.filter(({ action }) => filtered.some((event) => event.action === action))
  const description = await askDescription(context, scope, events, filtered)
  const eventsName = await askName(context, scope, filtered)
  const shared = await askCopied(context, events, given)
  const answers = { events: filtered, scope, description, eventsName, ...shared }
  const draft = draftMetric(answers, context.repository.conventions)
  if (scope.timeFrames.length > 1) {
    const keyPaths = keyPathsOf(draft.name, scope.timeFrames)
    context.asker?.tell(keyPaths.join('\n'), `This would create ${keyPaths.length} metrics`)
  }
  return { ...(await saveDefinition(context, draft)), events }
}

/** GitLab's generator writes such metrics, too. */
function warnOfValues(
  { report }: DefineContext,
  scope: Scope,
  filtered: readonly FilteredEvent[],
): void {
  const values = uncountableValues(filtered, scope)
  if (values.length === 0) return
  report.warn(
    `where unique values are counted, a filter takes letters, digits, "_", "-" and ":" alone; with ${values.map((value) => JSON.stringify(value)).join(', ')} the tracking of the event fails`,
  )
}

function requireOptions({ given }: DefineContext): void {
  const missing = (['event', 'scope', 'description'] as const).filter(
    (name) => given[name] === undefined,
  )
  if (missing.length > 0) throw missingAnswers('metric', missing)
}

async function askDescription(
  { given, asker }: DefineContext,
  scope: Scope,
  events: readonly KnownEvent[],
  filtered: readonly FilteredEvent[],
): Promise<string> {
  const prefix = descriptionPrefix(scope)
  const { description } = given
  if (description !== undefined || !asker) {
    const text = withoutPrefix(description ?? '', prefix)
    const fault = faultOfText(text)
    if (fault) throw wrongAnswer('description', description ?? '', fault)
    return text
  }
  const isOne = events.length === 1 && !hasFilters(filtered)
  const name = isOne ? (events[0]?.action ?? '') : 'the selected events'
  const lines = events.map((event) => `${event.action} - ${printable(event.description)}`)
  asker.tell(
    [...lines, '', `Technical description: ${technicalDescription(scope, name)}`].join('\n'),
    'Selected event(s)',
  )
  return asker.text({ message: `Finish the description: ${prefix}...`, fault: faultOfText })
}

/** Somebody who writes the whole sentence in an option does not want its beginning twice. */
function withoutPrefix(description: string, prefix: string): string {
  const begins = description.toLowerCase().startsWith(`${prefix.toLowerCase()} `)
  return begins ? description.slice(prefix.length + 1) : description
}

async function askName(
  { given, asker, repository }: DefineContext,
  scope: Scope,
  filtered: readonly FilteredEvent[],
): Promise<string | undefined> {
  const { keyPaths } = repository
  const fault = (text: string) => faultOfMetricName(scope, text, keyPaths)
  if (given.name !== undefined) {
    const reason = fault(given.name)
    if (reason) throw wrongAnswer('name', given.name, reason)
    return given.name
  }
  const isFiltered = hasFilters(filtered)
  const reason = reasonForName(scope, joinEvents(filtered), { isFiltered, keyPaths })
  if (reason === undefined) return undefined
  if (!asker) {
    throw usageError(
      'define metric',
      'there is no terminal to ask at, and no --name',
      `${REASONS[reason].slice(0, -1)}: give it.`,
    )
  }
  asker.tell(
    `${REASONS[reason]} How should we reference this metric?\nAt most ${longestName(scope)} characters; they replace the names of the events.`,
  )
  return asker.text({ message: 'Replace with:', fault })
}

/** Copies what all events share, unless somebody wants to modify it. */
async function askCopied(
  context: DefineContext,
  events: readonly KnownEvent[],
  given: Partial<SharedAnswers>,
): Promise<SharedAnswers> {
  const { asker, repository } = context
  const order = ['group', 'categories', 'url', 'tiers'] as const
  const shared = sharedValues(events, repository.ownership.categories)
  const lines = Object.entries(shared).map(([key, value]) => `${key}: ${[value].flat().join(', ')}`)
  if (!asker) return askShared(context, TEXTS, { answers: { ...shared, ...given }, order })
  if (lines.length === 0) return askShared(context, TEXTS, { answers: given, order })
  asker.tell(lines.join('\n'), 'These attributes can be copied from the event definition(s)')
  const isCopied = await asker.select({
    message: 'What would you like to do?',
    choices: [
      { value: true, label: 'Copy & continue' },
      { value: false, label: 'Modify attributes' },
    ],
  })
  const answers = isCopied ? { ...shared, ...given } : given
  return askShared(context, TEXTS, { answers, initial: shared, order })
}
