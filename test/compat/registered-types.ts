RUNNER

// With the file that `internal-events types` writes, a misspelt name or property does not compile.

import { InternalEventsClient } from 'internal-events-client'
import { serviceTracking } from 'internal-events-client/services'
import {
  createInternalEvents,
  type EventName,
  fakes,
  type IdentifiersOf,
  InternalEvents,
  type MetricKeyPath,
  type PropertiesOf,
  trackInternalEvent,
  usageMetrics,
  useInternalEvents,
} from 'internal-events-testing'
import type { Register } from './other-root.js'

const user = { id: 1 }
const sync = () => trackInternalEvent('pull_package', { user })
const client = new InternalEventsClient({ enabled: false })

// Blocks.
expect(sync)
  .toTriggerInternalEvents('pull_package')
  .with({
    user,
    additionalProperties: { label: 'npm', client: expect.any(String), property: null },
  })
  .twice()
  .and.toIncrementUsageMetrics('counts.package_pulls')
  .and.not.toTriggerInternalEvents('push_package', /^view_/)
expect(sync).toTriggerInternalEvents('pull_package').with({ additionalProperties: {} })
expect(sync)
  .toTriggerInternalEvents('pull_package')
  .with({ additionalProperties: expect.objectContaining({ label: 'npm' }) })
// @ts-expect-error a misspelt event
expect(sync).toTriggerInternalEvents('pul_package')
// @ts-expect-error beside one that is not
expect(sync).toTriggerInternalEvents('pull_package', 'pul_package')
// @ts-expect-error in a list
expect(sync).toTriggerInternalEvents(['pull_package', 'pul_package'])
// @ts-expect-error negated
expect(sync).not.toTriggerInternalEvents('pul_package')
// @ts-expect-error without .not
expect(sync).toNotTriggerInternalEvents('pul_package')
// @ts-expect-error behind .and
expect(sync).toTriggerInternalEvents('pull_package').and.toTriggerInternalEvents('pul_package')
const pulls = expect(sync).toTriggerInternalEvents('pull_package')
const deletes = expect(sync).toTriggerInternalEvents('delete_package')
const both = expect(sync).toTriggerInternalEvents('delete_package', 'push_package')
// @ts-expect-error a misspelt property
pulls.with({ additionalProperties: { lable: 'npm' } })
// @ts-expect-error a property of another event
deletes.with({ additionalProperties: { value: 1 } })
// @ts-expect-error a property of a wrong type
pulls.with({ additionalProperties: { label: 1 } })
// Of several events, the properties of each.
both.with({ additionalProperties: { label: 'npm', value: 1 } })
// @ts-expect-error and of none
both.with({ additionalProperties: { visibility: 'public' } })

// Metrics.
// @ts-expect-error a misspelt key path
expect(sync).toIncrementUsageMetrics('counts.package_pull')
// @ts-expect-error negated
expect(sync).not.toIncrementUsageMetrics('counts.package_pull')
// @ts-expect-error an event in the place of a metric
expect(sync).toIncrementUsageMetrics('pull_package')
usageMetrics.value('counts.package_pulls')
// @ts-expect-error a misspelt key path
usageMetrics.value('counts.package_pull')

// Rendered HTML.
expect('<a>')
  .toTriggerInternalEvents('click_copy_install_command')
  .onClick()
  .with({ additionalProperties: { label: 'npm' } })
// @ts-expect-error a misspelt event
expect('<a>').toTriggerInternalEvents('click_copy')
const clicks = expect('<a>').toTriggerInternalEvents('click_copy_install_command')
// @ts-expect-error a property that it does not declare
clicks.with({ additionalProperties: { value: 1 } })

// Tracking.
trackInternalEvent('push_package', { user, additionalProperties: { label: 'npm', value: 4 } })
// @ts-expect-error a misspelt event
trackInternalEvent('pul_package', { user })
// @ts-expect-error a misspelt property
trackInternalEvent('pull_package', { additionalProperties: { lable: 'npm' } })
// @ts-expect-error a property of a wrong type
trackInternalEvent('push_package', { additionalProperties: { value: '4' } })
InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'packages:show')
// @ts-expect-error a misspelt event
InternalEvents.trackEvent('click_copy')
// @ts-expect-error a property that it does not declare
InternalEvents.trackEvent('click_copy_install_command', { value: 1 })
// @ts-expect-error a misspelt event
useInternalEvents().trackEvent('click_copy')
// @ts-expect-error a misspelt event in a mixin
InternalEvents.mixin().methods.trackEvent('click_copy')
// @ts-expect-error a misspelt event
fakes.failTracking('pul_package')

// The client.
client.trackEvent('summarize_package', {
  project_id: 2,
  additionalProperties: { label: 'npm', session_id: '7', workflow_id: '7' },
})
// @ts-expect-error a misspelt event
client.trackEvent('sumarize_package')
// @ts-expect-error a misspelt property
client.trackEvent('summarize_package', { additionalProperties: { lable: 'npm' } })
// @ts-expect-error a misspelt property
client.trackInternalEvent('summarize_package', { additionalProperties: { lable: 'npm' } })
for (const track of [trackInternalEvent, client.trackInternalEvent]) {
  const tracking = serviceTracking({ trackInternalEvent: track })
  tracking('pull_package')
  // @ts-expect-error a misspelt event
  tracking('pul_package')
}

// Names that code computes, and wrappers.
declare const computed: string
expect(sync)
  .toTriggerInternalEvents(computed as EventName)
  .with({ additionalProperties: { any: 1 } })
expect(sync).toIncrementUsageMetrics(...([computed] as MetricKeyPath[]))
// @ts-expect-error any text
expect(sync).toTriggerInternalEvents(computed)
export const wrapper: typeof trackInternalEvent = (name, options) =>
  trackInternalEvent(name, options)
export const passedOn = (...args: Parameters<typeof trackInternalEvent>) =>
  trackInternalEvent(...args)
export function pull(additionalProperties: PropertiesOf<'pull_package'>): void {
  trackInternalEvent('pull_package', { additionalProperties })
}
export const identifiers: IdentifiersOf<'pull_package'>[] = ['user', 'project', 'namespace']
export function tracksAny<Name extends EventName>(name: Name): void {
  expect(sync).toTriggerInternalEvents(name).twice()
}

// Another root of the same program.
const other = createInternalEvents<Register>()
other.trackInternalEvent('review_code', { additionalProperties: { label: 'diff' } })
other.InternalEvents.trackEvent('review_request')
other.InternalEvents.trackEvent('request_anything', { own: 1 })
// @ts-expect-error a misspelt event
other.trackInternalEvent('reviw_code')
// @ts-expect-error a misspelt property
other.trackInternalEvent('review_code', { additionalProperties: { lable: 'diff' } })
// @ts-expect-error an event of the first root
other.trackInternalEvent('pull_package')
