import {
  draftEvent,
  type EventAnswers,
  type KnownEvent,
  type RecordedEvent,
} from '../../drafts/index.ts'
import type { DefineContext } from './define-context.ts'
import { readEventOptions } from './event-options.ts'
import {
  askAction,
  askDescription,
  askDuo,
  askIdentifiers,
  askProperties,
} from './event-questions.ts'
import { type Saved, saveDefinition } from './save-definition.ts'
import { askShared } from './shared-questions.ts'
import { missingAnswers } from './wrong-answer.ts'

const TEXTS = {
  url: 'Which MR URL will merge the event definition?',
  group: 'Which group will own the event?',
  categories: 'Which feature categories best fit this event?',
  tiers: 'Which tiers will the event be recorded on?',
}

/**
 * Defines an event: answers from options, then from questions. What a collector saw stands there
 * already. Returns an event that is defined already, if somebody finds that it is the one they need.
 */
export async function defineEvent(
  context: DefineContext,
  seen?: RecordedEvent,
): Promise<Saved | KnownEvent> {
  const answers = await answerEvent(context, seen)
  if (!('isDuo' in answers)) return answers
  return saveDefinition(context, draftEvent(answers, context.repository.conventions))
}

async function answerEvent(
  context: DefineContext,
  seen: RecordedEvent | undefined,
): Promise<EventAnswers | KnownEvent> {
  if (!context.asker) requireOptions(context, seen)
  const given = readEventOptions(context)
  for (const fault of seen?.leftOut ?? []) context.report.warn(`left out: ${fault}`)
  const description = given.description ?? (await askDescription(context, seen))
  const action = await askAction(context, { given: given.action, description, seen })
  if (typeof action !== 'string') return action
  const identifiers = given.identifiers ?? (await askIdentifiers(context, seen))
  const properties = given.properties ?? (await askProperties(context, seen))
  const order = ['url', 'group', 'categories', 'tiers'] as const
  const shared = await askShared(context, TEXTS, { answers: given, order })
  const isDuo = given.isDuo ?? (await askDuo(context))
  return { ...shared, description, action, identifiers, properties, isDuo }
}

/** GitLab's schema wants an owner. What a collector saw says what else an event has. */
function requireOptions(
  { given, repository }: DefineContext,
  seen: RecordedEvent | undefined,
): void {
  const wanted = seen ? [] : (['name', 'description', 'identifiers'] as const)
  const options = repository.conventions.style === 'gitlab' ? [...wanted, 'group' as const] : wanted
  const missing = options.filter((name) => given[name] === undefined)
  if (missing.length > 0) throw missingAnswers('event', missing)
}
