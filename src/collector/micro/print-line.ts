import { isMapping, printable } from '../../foundation/index.ts'
import type { SentEvent } from '../../snowplow/index.ts'
import { nameOf, readPayload, structField } from '../../snowplow/index.ts'
import { matchDefinition, printState } from './matched-definition.ts'
import { printId, printWord } from './print-word.ts'
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

function badLine({ payload, reasons }: Extract<Entry, { kind: 'bad' }>['row']): string {
  const action = isMapping(payload) ? structField(payload, 'ac') : undefined
  const name = typeof action === 'string' ? action : 'request'
  return `BAD ${name}: ${reasons.map(({ message }) => message).join('; ')}`
}
