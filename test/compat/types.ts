RUNNER

import { InternalEventsClient } from 'internal-events-client'
import {
  type EventRoot,
  type ExpectedEvent,
  InternalEvents,
  setPageContext,
  trackInternalEvent,
} from 'internal-events-testing'
import { aiContext } from 'internal-events-testing/contexts'
import type { Continuations, HtmlChain } from 'internal-events-testing/matchers'

const user = { id: 1 }
const sync = () => trackInternalEvent('pull_package', { user })
const asynchronous = async () => trackInternalEvent('pull_package', { user })

type IsAsyncChain<Chain> = Chain extends { and: Continuations<infer Async> } ? Async : never
function same<Expected>(_value: Expected): void {}

// A sync block may stand alone, an async one is a promise that lint rules want awaited.
const alone = expect(sync).toTriggerInternalEvents('pull_package').with({ user })
same<IsAsyncChain<typeof alone>>(false)
const awaited = expect(asynchronous).toTriggerInternalEvents('pull_package').twice()
same<IsAsyncChain<typeof awaited>>(true)
const later = expect(sync).toTriggerInternalEvents('pull_package').within(50)
same<IsAsyncChain<typeof later>>(true)
// Both may be kept as promises.
export const kept: Promise<void>[] = [alone, awaited, expect(sync).not.toTriggerInternalEvents()]

export const changes: PromiseLike<void> = expect(sync)
  .toChange(() => 1)
  .by(1)
  .and.toChange(() => 'a')
  .to('b')
  .and.toNotChange(() => 2)
  .and.not.toChange(() => 3)
  .and.toTriggerInternalEvents('pull_package')
// @ts-expect-error the block has run already
expect(sync).toTriggerInternalEvents('pull_package').and.toChange

export const chain: PromiseLike<void> = expect(sync)
  .toChange(() => 1)
  .by(1)
  .and.toTriggerInternalEvents('pull_package', 'push_package')
  .with({
    user,
    project: expect.anything(),
    additionalProperties: expect.objectContaining({ label: 'npm' }),
  })
  .atLeast(1)
  .and.toIncrementUsageMetrics('counts.package_pulls')
  .from(0)
  .to(1)
  .and.not.toTriggerInternalEvents('push_package')

expect(sync).not.toTriggerInternalEvents()

// The contexts of an event, and AI usage events.
expect(sync)
  .toTriggerInternalEvents('pull_package')
  .with({
    user,
    standardContext: { realm: 'saas', own: 1 },
    aiContext: { session_id: expect.any(String), input_tokens: null },
    contexts: [{ schema: expect.stringContaining('ai_context'), data: aiContext({}).data }],
  })
  .and.toRecordAiUsageEvents('troubleshoot_job')
  .with({ user, namespace: null, payload: expect.anything() })
  .within(5)
const client = new InternalEventsClient({ enabled: false })
client.trackEvent('pull_package', { project_id: 2, additionalProperties: { own: true } })
// @ts-expect-error a misspelt field of the AI context does not compile
const misspelt: ExpectedEvent = { aiContext: { sesion_id: '1' } }
expect(sync).toTriggerInternalEvents('pull_package').with(misspelt)
// @ts-expect-error nor does a token that is no number
client.trackEvent('pull_package', { input_tokens: 'many' })

// Journeys.
expect(sync)
  .toMatchTrackingJourney('install', { variant: 'candidate' })
  .and.toReachEveryLayer('pull_package')
  .within(5)
// @ts-expect-error a misspelt option does not compile
expect(sync).toMatchTrackingJourney('install', { varient: 'candidate' })
// @ts-expect-error nor does a second name
expect(sync).toMatchTrackingJourney('install', 'other')

// Names in lists, patterns, phrases, orders, errors.
const names: string[] = ['pull_package', 'push_package']
expect(sync)
  .toTriggerInternalEvents(...names)
  .exactly(3)
  .times.and.toThrow(TypeError)
expect(sync)
  .toTriggerInternalEvents(names)
  .inOrder()
  .and.toIncrementUsageMetrics(...names)
expect(sync)
  .toIncrementUsageMetrics(...names)
  .from(0)
  .to(1)
expect(sync).not.toTriggerInternalEvents(/^pull_/, 'push_package')
expect(sync).not.toIncrementUsageMetrics(names)
expect(sync)
  .toNotTriggerInternalEvents([/^pull_/])
  .and.toThrow(/no entry/)
expect(sync)
  .toTriggerInternalEvents('pull_package')
  .catch(() => {})
expect(sync)
  .toTriggerInternalEvents('pull_package')
  .finally(() => {})
void expect(asynchronous).toTriggerInternalEvents('pull_package').and.toReject('no entry')

// Rendered HTML has a chain of its own.
const html = '<button data-event-tracking="pull_package"></button>'
const element = {} as Element | null
export const ofHtml: HtmlChain<'onClick'> = expect(html)
  .toTriggerInternalEvents('pull_package')
  .onClick()
expect(element)
  .toTriggerInternalEvents('pull_package')
  .onLoad()
  .with({ category: 'packages:show', additionalProperties: { label: expect.any(String) } })
expect({ container: element }).not.toTriggerInternalEvents()
expect(html).toHaveValidEventTracking()
const root: EventRoot = document
const dispose: (() => void) | null = InternalEvents.bindInternalEventDocument(root)
dispose?.()

// @ts-expect-error HTML is not counted
expect(html).toTriggerInternalEvents('pull_package').twice()
// @ts-expect-error nor does it tell a user
expect(html).toTriggerInternalEvents('pull_package').with({ user })
// @ts-expect-error a block has no attributes
expect(sync).toTriggerInternalEvents('pull_package').onClick()
expect(sync).toNotIncrementUsageMetrics('counts.package_pulls')

// @ts-expect-error a misspelt matcher does not compile
expect(sync).toTriggerInternalEvent('pull_package')
// @ts-expect-error nor does a name that is no string
expect(sync).toTriggerInternalEvents(1)
// @ts-expect-error nor a field that .with() does not know
expect(sync).toTriggerInternalEvents('pull_package').with({ usr: user })
// @ts-expect-error nor a chain method of another matcher
expect(sync).toTriggerInternalEvents('pull_package').by(1)
// @ts-expect-error nor a metric matcher without key paths
expect(sync).toIncrementUsageMetrics()
// @ts-expect-error nor a count after a negation
expect(sync).toNotTriggerInternalEvents('pull_package').twice()
// @ts-expect-error nor an identifier without an id
trackInternalEvent('pull_package', { user: { name: 'x' } })
// @ts-expect-error nor one whose id is misspelt
trackInternalEvent('pull_package', { user: { idd: 1 } })
expect(sync)
  .toTriggerInternalEvents('pull_package')
  // @ts-expect-error nor one in .with()
  .with({ user: { name: 'x' } })
// @ts-expect-error nor a namespace whose id is of a wrong type
trackInternalEvent('pull_package', { project: { id: 2, namespace: { id: true } } })

// Models have more fields than the id, whether they are variables or literals.
trackInternalEvent('pull_package', {
  user: { id: 3, name: 'Ada', email: 'ada@example.com' },
  project: { id: 2, fullPath: 'a/b', namespace: { id: 4, fullPath: 'a' } },
  additionalProperties: { label: 'npm' },
})
setPageContext({ user: { id: 3, username: 'ada' }, namespace: { id: 4, path: 'a' } })
expect(sync)
  .toTriggerInternalEvents('pull_package')
  .with({ user: { id: 3, name: 'Ada' }, project: { id: 2, fullPath: 'a/b' } })
class Account {
  id = 'a'
}
trackInternalEvent('pull_package', { user: new Account() })

// Code that is always an error does not compile: subjects,
// @ts-expect-error a number
expect(5).toTriggerInternalEvents('pull_package')
// @ts-expect-error nothing
expect(undefined).toTriggerInternalEvents('pull_package')
// @ts-expect-error a promise
expect(Promise.resolve()).toTriggerInternalEvents('pull_package')
// @ts-expect-error a generator
expect(function* () {}).toTriggerInternalEvents('pull_package')
// @ts-expect-error a function with a parameter
expect((_count: number) => {}).toTriggerInternalEvents('pull_package')
// @ts-expect-error HTML does not move metrics
expect(html).toIncrementUsageMetrics('counts.package_pulls')
// @ts-expect-error a number has no attributes
expect(5).toHaveValidEventTracking()
// names,
// @ts-expect-error none in the positive form
expect(sync).toTriggerInternalEvents()
// @ts-expect-error two for HTML
expect(html).toTriggerInternalEvents('pull_package', 'push_package')
// @ts-expect-error a name for HTML in the negated form
expect(html).not.toTriggerInternalEvents('pull_package')
// @ts-expect-error a pattern in the positive form
expect(sync).toTriggerInternalEvents(/^pull_/)
// chains.
// @ts-expect-error a count after .not
expect(sync).not.toTriggerInternalEvents('pull_package').twice()
// @ts-expect-error two negations
expect(sync).not.toNotTriggerInternalEvents('pull_package')
// @ts-expect-error .with() twice
expect(sync).toTriggerInternalEvents('pull_package').with({}).with({})
// @ts-expect-error two exact counts
expect(sync).toTriggerInternalEvents('pull_package').once().twice()
// @ts-expect-error .times() behind a count
expect(sync).toTriggerInternalEvents('pull_package').exactly(3).times()
// @ts-expect-error .from() without an end is no verdict
export const started: PromiseLike<void> = expect(sync).toIncrementUsageMetrics('x').from(1)
expect(sync)
  .toChange(() => 'a')
  // @ts-expect-error a difference of texts
  .by(1)
// @ts-expect-error a reader that answers later
expect(sync).toChange(async () => 1)
// @ts-expect-error an asymmetric matcher
expect(sync).toEqual(expect.toTriggerInternalEvents('pull_package'))
