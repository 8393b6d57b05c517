import { isMapping, printable } from '../../foundation/index.ts'
import type { SentEvent } from '../../snowplow/index.ts'
import { nameOf, readPayload, structField } from '../../snowplow/index.ts'
import { matchDefinition, printState } from './matched-definition.ts'
import { printValue } from './print-value.ts'
import type { Entry } from './stored-event.ts'

/** Prints an entry as one line for a terminal, such as `GOOD pull_package label=npm user=1`. */
export function printLine(entry: Entry): string {
  const { namespace } = entry.request
  const parts = [entry.kind === 'good' ? goodLine(entry.event) : badLine(entry.row)]
  if (namespace !== '') parts.push(`[${namespace}]`)
  return printable(parts.join(' '))
}

function goodLine(event: Extract<Entry, { kind: 'good' }>['event']): string {
  const sent = readPayload(event.payload, event.contexts)
  return ['GOOD', nameOf(event), ...(sent ? detailsOf(sent) : [])].join(' ')
}

function detailsOf(event: SentEvent): string[] {
  const { label, property, value } = event.additionalProperties
  const { user, project, namespace } = event
  const ids = Object.entries({ user, project, namespace }).flatMap(([key, one]) =>
    one ? [[key, printId(one.id)] as const] : [],
  )
  const state = printState(matchDefinition(event))
  return [
    ...[...Object.entries({ label, property, value }), ...ids]
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => `${key}=${printWord(one)}`),
    ...(state === '' ? [] : [`(${state})`]),
  ]
}

/** A line has no room for more of one value. */
const LONGEST = 300
/** A text that cannot be taken for two fields. */
const WORD = /^[^\s"=\p{Cc}\p{Cf}]+$/u

/** Prints a value so that its end can be seen: a text that is not one word in quotes. */
function printWord(value: unknown): string {
  return typeof value === 'string' && WORD.test(value) ? value : printValue(value, LONGEST)
}

/** Shortens the digest that stands for a user. */
function printId(id: unknown): string {
  const text = typeof id === 'string' ? id : printValue(id)
  return text.length > 12 ? `${text.slice(0, 8)}…` : text
}

function badLine({ payload, reasons }: Extract<Entry, { kind: 'bad' }>['row']): string {
  const action = isMapping(payload) ? structField(payload, 'ac') : undefined
  const name = typeof action === 'string' ? action : 'request'
  return `BAD ${name}: ${reasons.map(({ message }) => message).join('; ')}`
}
