import { RUBY } from './language.ts'
import { printDescribed } from './print-code.ts'
import type { Movement } from './sample-values.ts'
import type { UsageSubject } from './usage-subject.ts'

/** Prints the call of a Rails application that tracks an event. */
export function rubyExample(subject: UsageSubject): string {
  const { action, identifiers, values } = subject
  const parts = [`'${action}'`, ...identifiers.map((name) => `${name}: ${name}`)]
  if (values.size > 0) {
    // The last property has no comma after it.
    const lines = printDescribed(subject, '    ', RUBY).replace(/,( # [^\n]*\n)$/, '$1')
    parts.push(`additional_properties: {\n${lines}  }`)
  }
  const call = parts.length === 1 ? parts.join('') : `\n  ${parts.join(',\n  ')}\n`
  return `include Gitlab::InternalEventsTracking

track_internal_event(${call})
`
}

/** Prints the spec of that call, with all metrics that it moves. */
export function rspecExample({ action, identifiers, values, movements }: UsageSubject): string {
  const parts = identifiers.map((name) => `      ${name}: ${name}`)
  if (values.size > 0) {
    const lines = [...values].map(
      ([name, value]) => `        ${RUBY.key(name)}: ${RUBY.value(value)}`,
    )
    parts.push(`      additional_properties: {\n${lines.join(',\n')}\n      }`)
  }
  const expected = parts.length === 0 ? '' : `\n    .with(\n${parts.join(',\n')}\n    )`
  return `it 'triggers an internal event' do
  expect { subject }
    .to trigger_internal_events('${action}')${expected}${movements.map(printMovement).join('')}
end
`
}

function printMovement({ by, keyPaths }: Movement): string {
  const names = keyPaths.map((path) => `      ${RUBY.value(path)}`).join(',\n')
  return `\n    .and increment_usage_metrics(\n${names}\n    )${by === 1 ? '' : `.by(${by})`}`
}
