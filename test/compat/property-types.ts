RUNNER

// Additional properties may have any type whose properties they allow, that of an interface too.

import { InternalEventAdditionalProperties, InternalEventsClient } from 'internal-events-client'
import {
  createInternalEvents,
  type ExpectedEvent,
  InternalEvents,
  type TrackOptions,
  trackInternalEvent,
  useInternalEvents,
} from 'internal-events-testing'

interface Package {
  label: string
  value?: number
  client?: string | null
}
class Row {
  label = 'npm'
  count = 1
}
declare const all: {
  readonly: Readonly<Package>
  partial: Partial<Package>
  either: Package | { readonly lang: string }
  maybe: Package | undefined
  record: Record<string, string>
  alias: { label: string; lang: string }
  any: ReturnType<typeof JSON.parse>
}
declare const pkg: Package
const sync = () => {}
const client = new InternalEventsClient({ enabled: false })

for (const additionalProperties of [all.readonly, all.partial, all.alias, pkg, new Row()]) {
  trackInternalEvent('pull_package', { additionalProperties })
  InternalEvents.trackEvent('pull_package', additionalProperties, 'packages:show')
  expect(sync).toTriggerInternalEvents('pull_package').with({ additionalProperties })
  expect('<a>').toTriggerInternalEvents('pull_package').with({ additionalProperties })
  expect(sync).toRecordAiUsageEvents('troubleshoot_job').with({ payload: additionalProperties })
  client.trackEvent('pull_package', { additionalProperties })
  new InternalEventAdditionalProperties(additionalProperties)
}
trackInternalEvent('pull_package', { additionalProperties: all.readonly })
trackInternalEvent('pull_package', { additionalProperties: all.either })
trackInternalEvent('pull_package', { additionalProperties: all.maybe })
trackInternalEvent('pull_package', { additionalProperties: all.record })
trackInternalEvent('pull_package', { additionalProperties: all.any })
trackInternalEvent('pull_package', { additionalProperties: { ...pkg, lang: 'ruby', none: null } })
useInternalEvents().trackEvent('pull_package', pkg)
createInternalEvents().trackInternalEvent('pull_package', { additionalProperties: pkg })
export function pull<Properties extends { label: string }>(additionalProperties: Properties): void {
  trackInternalEvent('pull_package', { additionalProperties })
}

// Wrappers.
export const wrapper: (name: string, options?: TrackOptions) => void = trackInternalEvent
export const replaced: typeof trackInternalEvent = (name, options) =>
  trackInternalEvent(name, options)
export const passedOn = (...args: Parameters<typeof trackInternalEvent>) =>
  trackInternalEvent(...args)
passedOn('pull_package', { additionalProperties: { label: 'npm' } })

interface Wrong {
  label: number
}
declare const wrong: Wrong
declare const own: { when: Date }
// @ts-expect-error a label that is no text
trackInternalEvent('pull_package', { additionalProperties: wrong })
// @ts-expect-error a property of another type
trackInternalEvent('pull_package', { additionalProperties: own })
// @ts-expect-error a label that is no text
trackInternalEvent('pull_package', { additionalProperties: { label: 1 } })
// @ts-expect-error a property of another type
InternalEvents.trackEvent('pull_package', { when: true })
client.trackEvent('pull_package', { additionalProperties: { value: 'flow-7' } })
// @ts-expect-error a value that is neither a number nor an id
client.trackEvent('pull_package', { additionalProperties: { value: true } })
// @ts-expect-error a label that is no text
client.trackEvent('pull_package', { additionalProperties: wrong })
// @ts-expect-error a misspelt option
trackInternalEvent('pull_package', { additionalProperty: pkg })

// Built-in properties, as they are expected.
interface Standard {
  realm: string
  own: number
}
interface Own {
  own: number
}
interface Session {
  session_id: string
  own: number
}
declare const expected: {
  unknown: unknown
  either: string | number
  record: Record<string, unknown>
  texts: Record<string, string>
  loose: { label?: string; value?: string | number }
  own: Own
  standard: Standard
  session: Session
  event: ExpectedEvent
}
const claim = expect(sync).toTriggerInternalEvents('pull_package')
for (const additionalProperties of [expected.record, expected.texts, expected.loose]) {
  claim.with({ additionalProperties })
}
claim.with({ additionalProperties: expected.own })
claim.with({ additionalProperties: { label: expected.unknown, value: expected.either } })
claim.with({ additionalProperties: { label: expect.any(String), value: expect.anything() } })
claim.with({ additionalProperties: { label: null, value: undefined, when: new Date() } })
claim.with({ additionalProperties: expect.objectContaining({ label: 'npm' }) })
claim.with(expected.event)
for (const properties of [{ label: 'npm' }, { label: 'npm', lang: 'ruby' }]) {
  claim.with({ additionalProperties: properties })
}
export function labelled<Label, Properties extends { label: string }, Any>(
  label: Label,
  properties: Properties,
  any: Any & object,
): void {
  claim.with({ additionalProperties: { label } })
  claim.with({ additionalProperties: properties })
  claim.with({ additionalProperties: { ...properties, value: label } })
  claim.with({ additionalProperties: { any } })
}
claim.with({ additionalProperties: { value: '4' } })
// @ts-expect-error a value that is neither a number nor an id
claim.with({ additionalProperties: { value: true } })
// @ts-expect-error a label that is no text
claim.with({ additionalProperties: { label: 4 } })
// @ts-expect-error nor a property
claim.with({ additionalProperties: { label: 'npm', property: true } })
// @ts-expect-error a pattern without expect.stringMatching()
claim.with({ additionalProperties: { label: /npm/ } })
// @ts-expect-error in an interface
claim.with({ additionalProperties: wrong })
// @ts-expect-error negated
claim.never().with({ additionalProperties: wrong })
// @ts-expect-error AI usage events have none
expect(sync).toRecordAiUsageEvents('troubleshoot_job').with({ additionalProperties: {} })

// Contexts.
claim.with({ standardContext: expected.standard, aiContext: expected.session })
claim.with({ standardContext: expected.own })
claim.with({ standardContext: expected.record, aiContext: expected.record })
claim.with({ standardContext: { realm: expect.any(String), own: 1 } })
// @ts-expect-error a field of a wrong type
claim.with({ standardContext: { realm: 1 } })
// @ts-expect-error in an interface
claim.with({ standardContext: {} as { realm: number; own: string } })
// @ts-expect-error a list
claim.with({ standardContext: ['saas'] })

const calls = expect(sync).toTriggerInternalEvents('pull_package')
// @ts-expect-error a list
trackInternalEvent('pull_package', { additionalProperties: ['npm'] })
// @ts-expect-error a function
trackInternalEvent('pull_package', { additionalProperties: sync })
// @ts-expect-error a date
trackInternalEvent('pull_package', { additionalProperties: new Date() })
// @ts-expect-error a text
trackInternalEvent('pull_package', { additionalProperties: 'npm' })
// @ts-expect-error a list
calls.with({ additionalProperties: ['npm'] })
// @ts-expect-error a function
calls.with({ additionalProperties: sync })
// @ts-expect-error a date
calls.with({ additionalProperties: new Date() })
// @ts-expect-error a pattern
calls.with({ additionalProperties: /npm/ })
// @ts-expect-error a map
calls.with({ additionalProperties: new Map() })
// @ts-expect-error a promise
calls.with({ additionalProperties: Promise.resolve(pkg) })
// @ts-expect-error a list
client.trackEvent('pull_package', { additionalProperties: ['npm'] })
// @ts-expect-error a function
client.trackEvent('pull_package', { additionalProperties: sync })
// @ts-expect-error a date
client.trackEvent('pull_package', { additionalProperties: new Date() })
