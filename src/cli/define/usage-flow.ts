import { type Catalog, loadCatalog, type UsageMetric } from '../../definitions/index.ts'
import { faultOfName, type KnownEvent, USAGE_EXAMPLES, usageSubject } from '../../drafts/index.ts'
import { printable } from '../../foundation/index.ts'
import type { DefineContext } from './define-context.ts'
import { listOf } from './define-options.ts'
import { eventChoices, readEvent } from './metric-questions.ts'
import { missingAnswers, wrongAnswer } from './wrong-answer.ts'

/** Shows an example, which may be the only one. */
type Print = (id: string, isAlone: boolean) => void

/** Shows how an event is tracked and tested, in each place that somebody asks for. */
export async function viewUsage(context: DefineContext, given?: KnownEvent): Promise<void> {
  const { asker } = context
  for (let event = given ?? (await askEvent(context)); ; event = await askEvent(context)) {
    const print = printer(context, event)
    const wanted = listOf(context.given.example)
    if (!asker || wanted) {
      const ids = wanted ?? USAGE_EXAMPLES.map(({ id }) => id)
      for (const id of ids) print(id, ids.length === 1)
      return
    }
    if (!(await askExamples(context, print))) return
  }
}

/** Shows examples until somebody has enough. Returns whether they want those of another event. */
async function askExamples({ asker }: DefineContext, print: Print): Promise<boolean> {
  const choices = [
    ...USAGE_EXAMPLES.map(({ id, title }) => ({ value: id, label: title })),
    { value: 'other', label: 'View examples for a different event' },
    { value: 'exit', label: 'Exit' },
  ]
  for (let initial = choices[0]?.value; asker; ) {
    const message = 'Select a use-case to view examples for:'
    const chosen: string = await asker.select({ message, choices, initial })
    if (chosen === 'exit') return false
    if (chosen === 'other') return true
    print(chosen, false)
    initial = chosen
  }
  return false
}

async function askEvent(context: DefineContext): Promise<KnownEvent> {
  const { given, asker, repository } = context
  const [name, other] = listOf(given.event) ?? []
  if (other !== undefined) throw wrongAnswer('event', other, 'examples show one event at a time')
  if (name !== undefined) {
    // Examples are code, which a name of another kind would break.
    const fault = faultOfName(name)
    const event = readEvent(context, name)
    if (fault) throw wrongAnswer('event', name, fault)
    return event
  }
  if (!asker) throw missingAnswers('usage', ['event'])
  const events = repository.countableEvents.filter(
    ({ action, internal }) => internal && faultOfName(action) === undefined,
  )
  if (events.length === 0) {
    throw wrongAnswer(
      'root',
      repository.conventions.root,
      'it has no definition of an internal event',
    )
  }
  return asker.search({ message: 'Show examples for which event?', choices: eventChoices(events) })
}

function printer({ repository, report }: DefineContext, event: KnownEvent): Print {
  const { root } = repository.conventions
  const catalog = loadCatalog({ root, undefinedEvents: 'allow' })
  const subject = usageSubject(event, movedMetrics(catalog, event, report))
  return (id, isAlone) => {
    const example = USAGE_EXAMPLES.find((one) => one.id === id)
    if (!example) {
      const ids = USAGE_EXAMPLES.map((one) => one.id).join(', ')
      throw wrongAnswer('example', id, `it is not ${ids}`)
    }
    const { title } = example
    report.example({ event: event.action, id, title, code: example.print(subject) }, isAlone)
  }
}

/** Returns the metrics that an event can move, and tells of the others: no example moves them. */
function movedMetrics(
  catalog: Catalog,
  { action }: KnownEvent,
  report: DefineContext['report'],
): readonly UsageMetric[] {
  return catalog.metricsOf(action).filter(({ keyPath, rules }) => {
    const own = rules.filter(({ name }) => name === action)
    const causes = own.flatMap((rule) => catalog.neverCounts(rule)?.cause ?? [])
    if (causes.length < own.length) return true
    const listed = [...new Set(causes)].join('; ')
    report.warn(`examples leave out ${printable(keyPath)}: ${listed}`)
    return false
  })
}
