import type { KnownEvent } from '../../drafts/index.ts'
import { usageError } from '../usage-error.ts'
import { advise } from './advisor-flow.ts'
import type { Asker, Choice } from './asker.ts'
import { allowsDatabaseMetrics, defineDatabaseMetric } from './database-flow.ts'
import type { DefineContext } from './define-context.ts'
import { defineEvent } from './event-flow.ts'
import { defineMetric } from './metric-flow.ts'
import { afterEvent, afterMetric } from './next-steps.ts'
import { draftRecording } from './recording-flow.ts'
import type { Step, Subject } from './subject.ts'
import { viewUsage } from './usage-flow.ts'

/** Defines one thing from options alone. */
export async function runSubject(context: DefineContext, subject: Subject): Promise<void> {
  const { given, recording } = context
  switch (subject) {
    case 'event':
      if (given.name === undefined && recording.length > 0) return draftRecording(context)
      await defineEvent(
        context,
        recording.find(({ action }) => action === given.name),
      )
      return
    case 'metric':
      if (given['instrumentation-class'] !== undefined) await defineDatabaseMetric(context)
      else await defineMetric(context, { isSeveral: true })
      return
    case 'usage':
      return viewUsage(context)
    case 'advisor':
      throw usageError('define advisor', 'there is no terminal to ask at', 'Run it in a terminal.')
  }
}

/** Asks what to do, does it, and asks again. */
export async function converse(
  context: DefineContext,
  asker: Asker,
  subject: Subject | undefined,
): Promise<void> {
  let step: Step | undefined = { subject: subject ?? (await askSubject(asker)) }
  for (let current = context; step; current = withoutAnswers(context)) {
    step = await take(current, asker, step)
  }
}

/** The options answer the first questions alone; a dry run stays one. */
function withoutAnswers(context: DefineContext): DefineContext {
  return { ...context, given: { 'dry-run': context.given['dry-run'] === true } }
}

async function askSubject(asker: Asker): Promise<Subject> {
  asker.tell(
    `To start tracking usage of a feature:
1) Define an event (here)
2) Trigger it (from code)
3) Define a metric (here)
4) Look at the data`,
    'Internal events',
  )
  return asker.select({
    message: 'What would you like to do?',
    choices: [
      { value: 'event', label: 'New Event -- track when a specific scenario occurs' },
      { value: 'metric', label: 'New Metric -- track the count of existing events over time' },
      { value: 'usage', label: 'View Usage -- look at code and tests for existing events' },
      { value: 'advisor', label: '...am I in the right place?' },
    ],
  })
}

async function take(
  context: DefineContext,
  asker: Asker,
  { subject, events }: Step,
): Promise<Step | undefined> {
  switch (subject) {
    case 'event':
      return newEvent(context, asker)
    case 'metric':
      return events ? metricOf(context, asker, events) : newMetric(context, asker)
    case 'usage':
      await viewUsage(context, events?.[0])
      return undefined
    case 'advisor': {
      const advice = await advise(asker)
      return advice && { subject: advice }
    }
  }
}

async function newEvent(context: DefineContext, asker: Asker): Promise<Step | undefined> {
  const defined = await defineEvent(context, await askSeen(context, asker))
  return 'draft' in defined
    ? afterEvent(context, asker, defined)
    : { subject: 'usage', events: [defined] }
}

/** Asks which event of a recording to define, where there is one without a definition. */
async function askSeen(
  { given, recording, repository }: DefineContext,
  asker: Asker,
): Promise<DefineContext['recording'][number] | undefined> {
  if (given.name !== undefined) return recording.find(({ action }) => action === given.name)
  const left = recording.filter(({ action }) => !repository.eventFiles.has(action))
  if (left.length === 0) return undefined
  const choices: Choice<(typeof left)[number] | undefined>[] = [
    ...left.map((value) => ({ value, label: value.action, hint: `seen ${value.count} times` })),
    { value: undefined, label: 'Another event' },
  ]
  return asker.search({ message: 'Which event of the recording do you want to define?', choices })
}

async function newMetric(context: DefineContext, asker: Asker): Promise<Step | undefined> {
  const type = await askType(context, asker)
  if (type !== 'database') {
    const saved = await defineMetric(context, { isSeveral: type === 'several' })
    return afterMetric(context, asker, saved)
  }
  if (allowsDatabaseMetrics(process.env)) {
    return afterMetric(context, asker, { ...(await defineDatabaseMetric(context)), events: [] })
  }
  asker.tell(
    'For right now, only metrics of internal events can be defined: ENABLE_DATABASE_METRIC is not set.',
  )
  return undefined
}

async function askType(
  { given }: DefineContext,
  asker: Asker,
): Promise<'one' | 'several' | 'database'> {
  if (given.event) return 'several'
  if (given['instrumentation-class']) return 'database'
  return asker.select({
    message: 'Which best describes what the metric should track?',
    choices: [
      { value: 'one', label: 'Single event -- count occurrences of a specific event' },
      { value: 'several', label: 'Multiple events -- count occurrences of several events' },
      { value: 'database', label: 'Database -- record a field or count rows' },
    ],
  })
}

async function metricOf(
  context: DefineContext,
  asker: Asker,
  events: readonly KnownEvent[],
): Promise<Step | undefined> {
  return afterMetric(context, asker, await defineMetric(context, { isSeveral: true, events }))
}
