import { JAVASCRIPT } from './language.ts'
import {
  printDescribed,
  printIdentifiers,
  printMovements,
  printProperties,
  STAND_IN,
} from './print-code.ts'
import type { UsageSubject } from './usage-subject.ts'

/** Prints a function of a back end that tracks an event, and the test of it. */
export function backEndExample(subject: UsageSubject): string {
  const { action, identifiers, movements } = subject
  const { names, constants } = printIdentifiers(identifiers)
  return `import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'

${constants}${constants && '\n'}${STAND_IN}// A service that sends to a collector itself imports internal-events-client.
export function performAction() {
  trackInternalEvent('${action}'${trackedArguments(subject, names)})
}

test('${action} is tracked', async () => {
  await expect(() => performAction())
    .toTriggerInternalEvents('${action}')${printExpected(subject, names)}${printMovements(movements, '    ')}
})
`
}

function trackedArguments(subject: UsageSubject, names: readonly string[]): string {
  if (names.length + subject.values.size === 0) return ''
  const identifiers = names.map((name) => `    ${name},\n`).join('')
  const properties =
    subject.values.size === 0
      ? ''
      : `    additionalProperties: {\n${printDescribed(subject, '      ', JAVASCRIPT)}    },\n`
  return `, {\n${identifiers}${properties}  }`
}

/** Prints what an event is expected to have; nothing for one that has nothing. */
export function printExpected(subject: UsageSubject, names: readonly string[]): string {
  const parts = [...names]
  if (subject.values.size > 0) parts.push(`additionalProperties: ${printProperties(subject)}`)
  return parts.length === 0 ? '' : `\n    .with({ ${parts.join(', ')} })`
}
