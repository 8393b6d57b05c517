import {
  BUILT_IN_PROPERTIES,
  faultOfAction,
  faultOfLine,
  faultOfName,
  faultOfProperty,
  faultOfText,
  IDENTIFIER_SETS,
  type KnownEvent,
  type RecordedEvent,
  type Repository,
  similarEvents,
} from '../../drafts/index.ts'
import { printable } from '../../foundation/index.ts'
import type { Asker, Choice } from './asker.ts'
import type { DefineContext } from './define-context.ts'
import { wrongAnswer } from './wrong-answer.ts'

export async function askDescription(
  { asker }: DefineContext,
  seen: RecordedEvent | undefined,
): Promise<string> {
  if (!asker) return `TODO: say what ${seen?.action} tracks`
  return asker.text({
    message: 'Describe what the event tracks:',
    placeholder: 'What, where and when: Debian package published using a deploy token',
    fault: faultOfText,
  })
}

/** Asks for a name. Returns an event instead that somebody finds to be the one they need. */
export async function askAction(
  { asker, repository, report, given: { force } }: DefineContext,
  {
    given,
    description,
    seen,
  }: {
    readonly given: string | undefined
    readonly description: string
    readonly seen: RecordedEvent | undefined
  },
): Promise<string | KnownEvent> {
  if (!asker) {
    const action = given ?? seen?.action ?? ''
    const fault = force ? faultOfName(action) : faultOfAction(action, repository.eventFiles)
    if (fault) throw wrongAnswer('from', action, fault)
    const others = repository.events.filter((event) => event.action !== action)
    report.similar(similarEvents({ action, description }, others))
    return action
  }
  let action = given ?? (await askName(asker, repository.eventFiles, seen?.action))
  for (;;) {
    const taken = await askIfNew(asker, { action, description }, repository)
    if (taken) return taken
    action = await askName(asker, repository.eventFiles, action)
  }
}

function askName(
  asker: Asker,
  known: ReadonlyMap<string, string>,
  initial: string | undefined,
): Promise<string> {
  return asker.text({
    message: 'Define the event name:',
    placeholder: '<action>_<target>_<where or when>, as push_package_to_registry',
    initial,
    fault: (text) => faultOfAction(text, known),
  })
}

/** Shows events that may be the same before a name is taken; `undefined` where it is not. */
async function askIfNew(
  asker: Asker,
  event: { readonly action: string; readonly description: string },
  { events, countableEvents }: Repository,
): Promise<string | KnownEvent | undefined> {
  const similar = similarEvents(event, events)
  if (similar.length === 0) return event.action
  const lines = similar.map(
    ({ action, description, file }) => `${action}: ${printable(description)}\n  ${file}`,
  )
  asker.tell(lines.join('\n'), 'These events are similar')
  const usable = countableEvents.filter(
    ({ action, internal }) => internal && similar.some((one) => one.action === action),
  )
  const choices: Choice<string | KnownEvent | undefined>[] = [
    { value: undefined, label: 'No -- give it another name' },
    ...usable.map((value) => ({
      value,
      label: `No -- use ${value.action}, and look at its code examples`,
    })),
    { value: event.action, label: 'Yes -- it is another event' },
  ]
  return asker.select({ message: `Define ${event.action} all the same?`, choices })
}

export async function askIdentifiers(
  { asker }: DefineContext,
  seen: RecordedEvent | undefined,
): Promise<readonly string[]> {
  if (!asker) return seen?.identifiers ?? []
  const names = IDENTIFIER_SETS.map(([set]) =>
    set.length === 0 ? 'None' : `[${[...set].sort().join(', ')}]`,
  )
  const choices = IDENTIFIER_SETS.map(([value, use], index) => ({
    value,
    label: `${names[index]} -- ${use}`,
  }))
  const message = 'Which identifiers are available when the event occurs?'
  return asker.select({ message, choices, initial: seen?.identifiers })
}

export async function askProperties(
  { asker }: DefineContext,
  seen: RecordedEvent | undefined,
): Promise<ReadonlyMap<string, string>> {
  const properties = new Map<string, string>()
  for (const [name, values] of seen?.properties ?? []) {
    properties.set(name, asker ? await describe(asker, name, values) : '')
  }
  while (asker) {
    const name = await askProperty(asker, properties)
    if (name === undefined) break
    properties.set(name, await describe(asker, name, []))
  }
  return properties
}

async function describe(
  asker: Asker,
  name: string,
  values: readonly (string | number)[],
): Promise<string> {
  return asker.text({
    message: `Describe what ${name} will include: (Enter to skip)`,
    ...(values.length > 0 ? { placeholder: `seen: ${values.slice(0, 5).join(', ')}` } : {}),
    fault: faultOfLine,
  })
}

const EXTRA = Symbol('a custom property')

async function askProperty(
  asker: Asker,
  properties: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const types = { label: 'String 1', property: 'String 2', value: 'Number' }
  const choices: Choice<string | typeof EXTRA | undefined>[] = [
    { value: undefined, label: 'None! Continue to next section!' },
    ...BUILT_IN_PROPERTIES.map((name) => {
      const isTaken = properties.has(name)
      const label = `${types[name]} (attribute will be named \`${name}\`)`
      return {
        value: name,
        label,
        disabled: isTaken,
        hint: isTaken ? 'already defined' : undefined,
      }
    }),
    { value: EXTRA, label: 'Add extra property (attribute will be named the input custom name)' },
  ]
  const message = 'Which additional property do you want to add to the event?'
  const chosen = await asker.select({ message, choices })
  if (chosen !== EXTRA) return chosen
  return asker.text({
    message: 'Define a name for the attribute:',
    fault: (text) =>
      BUILT_IN_PROPERTIES.some((name) => name === text)
        ? 'it is one of label, property and value'
        : faultOfProperty(text),
  })
}

export async function askDuo({ asker }: DefineContext): Promise<boolean> {
  if (!asker) return false
  return asker.select({
    message: 'Should this event have "classification: duo"?',
    choices: [
      { value: true, label: 'Yes - this event is related to AI/Duo features' },
      { value: false, label: 'No - this event is not related to AI/Duo features' },
    ],
    // Events of Duo are sent also for who opted out, so that nobody should mark one by mistake.
    initial: false,
  })
}
