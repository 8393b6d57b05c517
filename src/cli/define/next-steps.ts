import type { Draft, KnownEvent } from '../../drafts/index.ts'
import type { Asker, Choice } from './asker.ts'
import type { DefineContext } from './define-context.ts'
import { type Saved, saveDefinition, write } from './save-definition.ts'
import type { Step, Subject } from './subject.ts'

/** Asks what to do after an event has been defined. */
export async function afterEvent(
  context: DefineContext,
  asker: Asker,
  { draft, isSaved }: Saved,
): Promise<Step | undefined> {
  // Nobody can go on with a definition that is not written.
  if (context.given['dry-run']) return undefined
  const metric = isSaved ? 'Create Metric -- define' : 'Save & Create Metric -- save it and define'
  const next = await asker.select({
    message: 'How would you like to proceed?',
    choices: [
      { value: 'event', label: 'New Event -- define another event' },
      { value: 'metric', label: `${metric} a new metric using ${draft.name}` },
      ...(isSaved
        ? [{ value: 'usage', label: `View Usage -- look at code examples for ${draft.name}` }]
        : []),
      { value: 'exit', label: 'Exit' },
    ],
    initial: 'metric',
  })
  if (next === 'exit') return undefined
  if (next === 'event') return { subject: 'event' }
  if (!isSaved && !(await saveForMetric(context, draft))) return undefined
  const events = context.repository.countableEvents.filter(({ action }) => action === draft.name)
  return { subject: next as Subject, events }
}

/** Saves an event that was not saved at first. A file that is there is not overwritten unasked. */
async function saveForMetric(context: DefineContext, draft: Draft): Promise<boolean> {
  const isThere = context.repository.contentOf(draft.path) !== undefined
  const { isSaved } = isThere
    ? await saveDefinition(context, draft)
    : write(context, draft, undefined)
  return isSaved
}

/** Asks what to do after a metric has been defined. */
export async function afterMetric(
  { given }: DefineContext,
  asker: Asker,
  saved: (Saved & { readonly events: readonly KnownEvent[] }) | undefined,
): Promise<Step | undefined> {
  if (!saved || given['dry-run']) return undefined
  const { events } = saved
  const [first] = events
  const usage: Step = { subject: 'usage', ...(first ? { events: [first] } : {}) }
  const names = events.map(({ action }) => action).join(', ')
  const again: Choice<Step | undefined> = {
    value: { subject: 'metric', events },
    label: `New Metric -- define another metric for ${names}`,
  }
  return asker.select<Step | undefined>({
    message: 'How would you like to proceed?',
    choices: [
      { value: { subject: 'event' }, label: 'New Event -- define a new event' },
      ...(first ? [again] : []),
      { value: { subject: 'metric' }, label: 'New Metric -- define another metric' },
      {
        value: usage,
        label: `View Usage -- look at code examples${first ? ` for event ${first.action}` : ''}`,
      },
      { value: undefined, label: 'Exit' },
    ],
    initial: usage,
  })
}
