import { isBaseProperty, printName } from '../../definitions/index.ts'
import { printable } from '../../foundation/index.ts'
import type { Project } from '../project.ts'
import type { Report, Rule } from '../rule.ts'
import type { SourceFile } from './read-sources.ts'
import type { TrackingCall } from './tracking-call.ts'

function sourceRule(
  rule: Omit<Rule, 'check'>,
  check: (file: SourceFile, call: TrackingCall, project: Project, report: Report) => void,
): Rule {
  return {
    ...rule,
    check(project, report) {
      for (const file of project.sources ?? []) {
        for (const call of file.calls) check(file, call, project, report)
      }
    },
  }
}

export const sourceUndefinedEvent: Rule = sourceRule(
  {
    id: 'source-undefined-event',
    severity: 'error',
    summary: 'Tracking calls name events that are defined (--sources).',
    explain:
      'The event is tracked by a plain text in a call of trackEvent, trackInternalEvent, track_internal_event or Gitlab::InternalEvents.track_event, or in data-event-tracking. In development GitLab raises UnknownEventError for it; in production nothing is counted. Calls whose event is computed are not looked at.',
    example: {
      wrong: "trackInternalEvent('pull_pakage', { user })",
      right: "trackInternalEvent('pull_package', { user })",
    },
  },
  (file, { name, start }, { catalog }, report) => {
    const event = catalog.definitionOf(name)
    if (catalog.eventFault(name) || (event && !event.removed)) return
    report(file, {
      place: start,
      subject: name,
      message: event
        ? `the event ${printName(name)} is removed (${event.file})`
        : `no definition has the event ${printName(name)}`,
      remedy: event
        ? 'Stop tracking it, or restore its definition.'
        : catalog.remedyForUndefined(name),
    })
  },
)

export const sourceUndeclaredProperty: Rule = sourceRule(
  {
    id: 'source-undeclared-property',
    severity: 'warning',
    summary: 'Tracking calls give properties that the event declares (--sources).',
    explain:
      'The back end raises for a custom property that the event does not declare, and drops label, property and value; the front end sends all of them, but the counters never see them. Only properties that stand in the call are looked at.',
  },
  (file, { name, properties }, { catalog }, report) => {
    const event = catalog.definitionOf(name)
    if (!event?.internal || event.removed || event.unchecked) return
    for (const { name: property, start } of properties) {
      if (event.additionalProperties.has(property) || event.protectedProperties.has(property))
        continue
      report(file, {
        place: start,
        subject: `${name} ${property}`,
        message: `${printName(name)} does not declare ${printable(property, 100)} (${event.file})`,
        remedy: isBaseProperty(property)
          ? `Declare it under additional_properties there: without, GitLab drops it.`
          : 'Declare it under additional_properties there, or correct its name.',
      })
    }
  },
)

export const sourceUnparsed: Rule = {
  id: 'source-unparsed',
  severity: 'warning',
  summary: 'Sources that may track can be parsed (--sources).',
  explain:
    'A source that its parser refuses may have tracking calls that nobody checks. Where it is right all the same (a dialect, a template of something else), leave it out: check.sources in the configuration names the sources.',
  check(project, report) {
    for (const file of project.sources ?? []) {
      for (const { cause, start } of file.faults) {
        report(file, {
          place: start,
          subject: cause,
          message: `the tracking calls are unknown, since ${printable(cause, 300)}`,
          remedy: 'Correct it, or leave it out with check.sources.',
        })
      }
    }
  },
}
