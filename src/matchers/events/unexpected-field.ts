import type { ExpectedEvent } from './expected-event.ts'

const PROPERTIES = /^additionalProperties\./

/** Returns the next step for a field that an event has, and that the claim expects to be absent. */
export function unexpectedStep(field: string, expected: ExpectedEvent, fields = '.with()'): string {
  const key = field.replace(PROPERTIES, '')
  const isProperty = key !== field
  const given = isProperty ? Object(expected.additionalProperties) : expected
  const any = `accept any with ${key}: expect.anything()`
  if (Object.hasOwn(given, key)) {
    return Reflect.get(given, key) === null
      ? `${fields} was given ${key}: null, so the event must not have one. Leave ${key} out where the event is tracked, or ${any}.`
      : `${fields} was given ${key}: undefined, which stands for none. It is read when .with() is called: give ${key} its value before the assertion, or ${any}.`
  }
  if (isProperty) {
    return `Add ${field} to ${fields}, or accept more properties with expect.objectContaining({…}).`
  }
  const left =
    field === 'namespace'
      ? `${fields} leaves namespace out, so the event must have that of its project, and ${fields} gives none`
      : `${fields} leaves ${field} out, so the event must not have one`
  return `${left}. Add ${field} to ${fields}, or ${any}.`
}
