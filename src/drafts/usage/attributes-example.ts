import { DROPPED_PROPERTIES } from '../../definitions/index.ts'
import { printExpected } from './back-end-example.ts'
import { printJson, RUBY } from './language.ts'
import type { SampleValue } from './sample-values.ts'
import type { UsageSubject } from './usage-subject.ts'

const BUILT_IN: ReadonlySet<string> = new Set(['label', 'property', 'value'])

/** Prints elements whose click or load tracks an event, and the test of them. */
export function attributesExample(given: UsageSubject): string {
  const subject = carried(given)
  const { action } = subject
  const expected = printExpected(subject, [])
  return `import { expect, test } from 'vitest'

const onClick = \`
  <button${printAttributes(subject, [])}
    Click me
  </button>\`

const onLoad = \`
  <div${printAttributes(subject, [['data-event-tracking-load', 'true']])}
  </div>\`

test('${action} is tracked on a click, or when the page has loaded', async () => {
  await expect(onClick)
    .toTriggerInternalEvents('${action}')
    .onClick()${expected}
  await expect(onLoad)
    .toTriggerInternalEvents('${action}')
    .onLoad()${expected}
})
`
}

/** Leaves out the properties that the front end drops: no element can have them. */
function carried(subject: UsageSubject): UsageSubject {
  const values = [...subject.values].filter(([name]) => !DROPPED_PROPERTIES.includes(name))
  return { ...subject, values: new Map(values) }
}

function printAttributes(
  { action, values }: UsageSubject,
  others: readonly (readonly [string, string])[],
): string {
  const custom = [...values].filter(([name]) => !BUILT_IN.has(name))
  const additional = printJson(custom)
  const attributes = [
    ['data-event-tracking', action],
    ...others,
    ...[...values]
      .filter(([name]) => BUILT_IN.has(name))
      .map(([name, value]) => [`data-event-${name}`, String(value)]),
    ...(custom.length > 0 ? [['data-event-additional', additional]] : []),
  ]
  return `${attributes.map(([name, value = '']) => `\n    ${name}="${escaped(value)}"`).join('')}\n  >`
}

/** Escapes a value for HTML, and for the template literal that it stands in. */
function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('`', '&#96;')
    .replaceAll('\\', '&#92;')
    .replaceAll('$', '&#36;')
}

/** Prints elements of HAML whose click or load tracks an event, and the view spec of them. */
export function hamlExample(subject: UsageSubject): string {
  const { action, values } = carried(subject)
  const data = `event_tracking: '${action}'${printData(values)}`
  const onLoad = `event_tracking_load: 'true', ${data}`
  const matcher = `trigger_internal_events('${action}')`
  const expected = printRubyExpected(values)
  return `-# On click
.inline-block{ data: { ${data} } }
  = _('Important text')

-# A component, on click
= render Pajamas::ButtonComponent.new(button_options: { data: { ${data} } })

-# A component, when the page has loaded
= render Pajamas::ButtonComponent.new(button_options: { data: { ${onLoad} } })

-# In the spec of the view:
-#   it 'tracks the click' do
-#     expect(rendered).to ${matcher}.on_click${expected}
-#   end
-#
-#   it 'tracks the load' do
-#     expect(rendered).to ${matcher}.on_load${expected}
-#   end
`
}

/** The front end reads custom properties from one attribute, as JSON. */
function printData(values: ReadonlyMap<string, SampleValue>): string {
  const own = [...values].filter(([name]) => BUILT_IN.has(name))
  const custom = [...values].filter(([name]) => !BUILT_IN.has(name))
  const parts = own.map(([name, value]) => `event_${name}: ${RUBY.value(value)}`)
  if (custom.length > 0) parts.push(`event_additional: ${printHash(custom)}.to_json`)
  return parts.map((part) => `, ${part}`).join('')
}

function printRubyExpected(values: ReadonlyMap<string, SampleValue>): string {
  return values.size === 0 ? '' : `.with(additional_properties: ${printHash([...values])})`
}

function printHash(entries: readonly (readonly [string, SampleValue])[]): string {
  return `{ ${entries.map(([name, value]) => `${RUBY.key(name)}: ${RUBY.value(value)}`).join(', ')} }`
}
