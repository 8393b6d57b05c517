import { stringifyJson } from '../../foundation/index.ts'
import type { SentEvent } from '../../snowplow/index.ts'

const NAME = /^[A-Za-z_$][\w$]*$/

/** Prints the assertion that the event passes, ready to be pasted into a test. */
export function printAssertion(event: SentEvent): string {
  const { name, user, project, namespace, category, additionalProperties } = event
  const expected = printObject({
    user: user && { id: user.id },
    project: project && { id: project.id },
    namespace: namespace && { id: namespace.id },
    category,
    additionalProperties:
      Object.keys(additionalProperties).length > 0 ? additionalProperties : undefined,
  })
  const chain = expected === '{}' ? '' : `.with(${expected})`
  return `await expect(block).toTriggerInternalEvents(${printText(name)})${chain}`
}

function printLiteral(value: unknown): string {
  if (typeof value === 'string') return printText(value)
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(', ')}]`
  return typeof value === 'object' && value !== null
    ? printObject(value)
    : (stringifyJson(value) ?? 'undefined')
}

function printObject(value: object): string {
  const fields = Object.entries(value).flatMap(([key, one]) =>
    one === undefined ? [] : [`${NAME.test(key) ? key : printText(key)}: ${printLiteral(one)}`],
  )
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** Prints a string in single quotes. */
function printText(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}
