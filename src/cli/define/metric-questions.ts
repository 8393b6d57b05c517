import {
  type KnownEvent,
  type Scope,
  type ScopeOption,
  scopeOptions,
  type TimeFrame,
} from '../../drafts/index.ts'
import { nearestName, printable } from '../../foundation/index.ts'
import type { Asker, Choice } from './asker.ts'
import type { DefineContext } from './define-context.ts'
import { listOf } from './define-options.ts'
import { wrongAnswer } from './wrong-answer.ts'

/** Asks which events a metric counts, or an example shows. */
export async function askEvents(
  context: DefineContext,
  isSeveral: boolean,
): Promise<readonly KnownEvent[]> {
  const { given, asker, repository } = context
  const names = listOf(given.event)
  if (names) return [...new Set(names)].map((name) => readEvent(context, name))
  const choices = eventChoices(repository.countableEvents)
  if (choices.length === 0)
    throw wrongAnswer('root', repository.conventions.root, 'it has no event definition')
  return isSeveral
    ? (asker as Asker).searchSeveral({ message: 'Which events does this metric track?', choices })
    : [await (asker as Asker).search({ message: 'Which event does this metric track?', choices })]
}

/** Returns the event of a name that an option has. */
export function readEvent({ repository }: DefineContext, name: string): KnownEvent {
  const events = repository.countableEvents
  const event = events.find(({ action }) => action === name)
  if (event) return event
  const names = events.map(({ action }) => action)
  const nearest = nearestName(name, names)
  throw wrongAnswer(
    'event',
    name,
    'no definition has this event',
    nearest && `Did you mean ${nearest}?`,
  )
}

/** Lists internal events by name, then those of older systems by category. */
export function eventChoices(events: readonly KnownEvent[]): Choice<KnownEvent>[] {
  const labelled = events.map((value) => ({ value, label: labelOf(value), hint: hintOf(value) }))
  const rank = ({ value }: Choice<KnownEvent>) =>
    value.internal ? 0 : value.category === 'default' ? 1 : 2
  return labelled.sort(
    (one, other) => rank(one) - rank(other) || (one.label < other.label ? -1 : 1),
  )
}

function labelOf({ action, internal, category }: KnownEvent): string {
  return internal || category === undefined || category === 'default'
    ? action
    : `${category}:${action}`
}

function hintOf({ description }: KnownEvent): string {
  return printable(description, 50)
}

/** The names of scopes in options. */
const SCOPES: Readonly<Record<string, Pick<Scope, 'operator' | 'by'>>> = {
  total: { operator: 'count', by: undefined },
  user: { operator: 'unique', by: 'user' },
  project: { operator: 'unique', by: 'project' },
  namespace: { operator: 'unique', by: 'namespace' },
  label: { operator: 'unique', by: 'label' },
  property: { operator: 'unique', by: 'property' },
  value: { operator: 'unique', by: 'value' },
  sum: { operator: 'sum', by: 'value' },
}

/** Asks what a metric counts; `undefined` if there is nothing left to count. */
export async function askScope(
  { given, asker, repository }: DefineContext,
  events: readonly KnownEvent[],
): Promise<Scope | undefined> {
  const options = scopeOptions(events, repository.metrics)
  if (given.scope !== undefined) {
    return withTimeFrames(
      given['time-frame'],
      readScope(given.scope, given.filter !== undefined, options),
    )
  }
  const choices = options.map(({ scope, label, disabled }) => ({
    value: scope,
    label,
    disabled: disabled !== undefined,
    hint: disabled,
  }))
  const ask = asker as Asker
  if (choices.every(({ disabled }) => disabled)) {
    ask.tell(
      'Looks like the potential metrics for this event either already exist or are unsupported.',
    )
    return undefined
  }
  const filters = events.map(({ action, properties }) =>
    properties.size === 0
      ? `${action} -- not filterable`
      : `${action} (filterable by ${[...properties.keys()].join(', ')})`,
  )
  ask.tell(filters.join('\n'), 'Selected events')
  const scope = await ask.select({ message: 'Which metrics do you want to add?', choices })
  return withTimeFrames(given['time-frame'], scope)
}

function readScope(name: string, isFiltered: boolean, options: readonly ScopeOption[]): Scope {
  const wanted = Object.hasOwn(SCOPES, name) ? SCOPES[name] : undefined
  if (!wanted) throw wrongAnswer('scope', name, `it is not ${Object.keys(SCOPES).join(', ')}`)
  const fitting = options.filter(
    ({ scope }) =>
      scope.operator === wanted.operator &&
      scope.by === wanted.by &&
      scope.isFiltered === isFiltered,
  )
  const option = fitting.find(({ disabled }) => disabled === undefined)
  if (option) return option.scope
  const reason = fitting[0]?.disabled
  throw wrongAnswer(
    'scope',
    name,
    reason ?? `the events have no ${isFiltered ? 'property to filter by' : 'such property'}`,
  )
}

function withTimeFrames(given: readonly string[] | undefined, scope: Scope): Scope {
  const wanted = listOf(given)
  if (!wanted) return scope
  const missing = wanted.find((frame) => !scope.timeFrames.some((known) => known === frame))
  if (missing !== undefined) {
    throw wrongAnswer(
      'time-frame',
      missing,
      `it is not ${scope.timeFrames.join(', ')}, which are left for these events`,
    )
  }
  return {
    ...scope,
    timeFrames: scope.timeFrames.filter((frame: TimeFrame) => wanted.includes(frame)),
  }
}
