// @vitest-environment jsdom
import fc from 'fast-check'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { fakes, InternalEvents, setPageContext, TrackingError } from '../../src/entries/index.ts'
import { currentCatalog, currentRun } from '../../src/fakes/index.ts'
import { throwingListenerErrors } from '../../src/fakes/internal-events.ts'
import { auditTracking, readHtmlSubject } from '../../src/html/index.ts'
import type { ExpectedAttributes } from '../../src/matchers/html/index.ts'
import type { PageContext } from '../../src/tracking/index.ts'
import { messageOf } from '../matchers/message-of.ts'
import { warnings } from '../tracking/warnings.ts'

/** An element on a page, of which the HTML, a click and a call have to say the same. */
interface Situation {
  readonly event: string
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly dataPage: string | undefined
  readonly page: PageContext
  readonly gl: object
  /** True where the browser asks for privacy. */
  readonly private: boolean
  readonly strict: boolean
}

/** The outcome of a click or a call. */
interface Outcome {
  readonly sent: readonly object[]
  readonly counted: number
  readonly error: unknown
  readonly warned: readonly string[]
}

const NOTHING: Outcome = { sent: [], counted: 0, error: undefined, warned: [] }

const value = fc.oneof(
  fc.constantFrom('', 'npm', '5', 0, 3, -1.5, null, null, true, false),
  fc.constant(Number.POSITIVE_INFINITY),
  fc.jsonValue({ maxDepth: 1 }),
)
const key = fc.constantFrom(
  ...['label', 'property', 'value', 'value', 'visibility', 'client', 'colour'],
  ...['constructor', 'prototype', '__proto__', 'toString'],
)
const additional = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.tuple(key, value), { maxLength: 3 }).map(jsonOf) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 1 }) },
  { weight: 1, arbitrary: fc.string() },
)
const number = fc.oneof(fc.integer().map(String), fc.double().map(String), fc.string())
const text = fc.constantFrom(undefined, '', 'npm', '0')
const user = { id: 1 }
/** One value in most situations: a page that sends nothing says little. */
function mostly<Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> {
  const rest = others.map((value) => ({ weight: 1, arbitrary: fc.constant(value) }))
  return fc.oneof({ weight: 4 * others.length, arbitrary: fc.constant(usual) }, ...rest)
}

const situation: fc.Arbitrary<Situation> = fc.record({
  // The first declares label alone, the others all built-in properties, and `visibility` or `client`;
  // a metric adds up the value of the last.
  event: fc.constantFrom('view_package_page', 'filter_package_list', 'push_package'),
  attributes: fc.record({
    'data-event-label': text,
    'data-event-property': text,
    'data-event-value': fc.option(number, { nil: undefined }),
    'data-event-additional': fc.option(additional, { nil: undefined }),
  }),
  dataPage: mostly('packages:show', undefined, ''),
  page: mostly<PageContext>(
    { user },
    {},
    { category: 'own' },
    { user, category: null },
    { user, snowplow: false },
  ),
  private: mostly(false, true),
  gl: mostly<object>(
    {},
    { onlySendDuoEvents: true },
    { onlySendDuoEvents: true, duoEvents: ['view_package_page'] },
  ),
  strict: fc.boolean(),
})

function situationOf(additional: string): Situation {
  return {
    event: 'push_package',
    attributes: { 'data-event-additional': additional },
    dataPage: 'packages:show',
    page: { user },
    gl: {},
    private: false,
    strict: false,
  }
}
/** A value of null, which the end point cannot add up. */
const UNCOUNTED = situationOf('{"value":null}')
/** A property of the page's own, which the browser sends, and the end point refuses. */
const UNDECLARED = situationOf('{"colour":"red"}')

beforeEach(() => {
  warnings()
  const error = vi.spyOn(console, 'error').mockReturnValue(undefined)
  onTestFinished(() => error.mockRestore())
})

afterEach(() => {
  delete document.body.dataset['page']
  document.body.innerHTML = ''
  currentRun().mocksFrontend = false
  vi.unstubAllGlobals()
})

test('the matcher on HTML, a click and a call of trackEvent never disagree', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(situation, async (given) => {
      const element = render(given)
      const { clicked, called } = track(element)
      expect(called).toEqual(clicked)
      if (!listens(given)) expect(clicked).toEqual(NOTHING)
      seen.add(await compare(given, clicked))
    }),
    { numRuns: 150, examples: [[UNCOUNTED], [UNDECLARED]] },
  )
  // Nothing that may happen was left out.
  expect([...seen].sort()).toEqual([
    'not counted',
    'not sent',
    'refused',
    'refused, but sent',
    'sent',
  ])
})

/** Tells whether clicks are tracked at all. */
function listens({ page, private: isPrivate }: Situation): boolean {
  return page.snowplow !== false && !isPrivate
}

/** Compares what the HTML says with what a click did. Returns which of the cases it was. */
async function compare(
  { event, strict }: Situation,
  { sent, error, warned }: Outcome,
): Promise<string> {
  const subjects = [document, document.documentElement.outerHTML]
  const [recorded] = sent as Pick<ExpectedAttributes, 'category' | 'additionalProperties'>[]
  for (const subject of subjects) {
    const html = () => expect(subject).toTriggerInternalEvents(event).onClick()
    if (recorded) {
      const { additionalProperties, category } = recorded
      await html().with({ additionalProperties, category })
      const other = { ...additionalProperties, label: 'another' }
      await messageOf(() => html().with({ additionalProperties: other }))
      await messageOf(() => html().with({ category: `not ${category}` }))
      for (const reason of warned) {
        expect(problemsOf(subject).some((problem) => problem.endsWith(reason))).toBe(true)
      }
    } else if (error instanceof TrackingError && error.code === 'INVALID_PROPERTY' && !strict) {
      // The browser knows no definitions: it is the audit that says what the call is refused for.
      const said = problemsOf(subject).filter(
        (problem) => problem === error.reason || problem.endsWith('is not a JSON object'),
      )
      expect(said).not.toEqual([])
    } else {
      expect(await messageOf(html)).toContain('nothing is sent, since')
    }
  }
  if (recorded) return warned.length > 0 ? 'not counted' : 'sent'
  if (!(error instanceof TrackingError)) return 'not sent'
  return strict || error.code !== 'INVALID_PROPERTY' ? 'refused' : 'refused, but sent'
}

/** Renders the page, with the one element that tracks. */
function render(given: Situation): HTMLElement {
  const { event, attributes, dataPage, page, gl, strict } = given
  setPageContext(page)
  vi.stubGlobal('navigator', { globalPrivacyControl: given.private })
  currentRun().mocksFrontend = strict
  vi.stubGlobal('gl', gl)
  delete document.body.dataset['page']
  if (dataPage !== undefined) document.body.dataset['page'] = dataPage
  document.body.innerHTML = '<i></i>'
  const element = document.querySelector('i') as HTMLElement
  element.setAttribute('data-event-tracking', event)
  for (const [name, text] of Object.entries(attributes)) {
    if (text !== undefined) element.setAttribute(name, text)
  }
  return element
}

/** Clicks the element, and calls `trackEvent` with what the click gave to it. */
function track(element: HTMLElement): Record<'clicked' | 'called', Outcome> {
  const dispose = InternalEvents.bindInternalEventDocument()
  const spy = vi.spyOn(InternalEvents, 'trackEvent')
  const clicked = outcomeOf(() => throwingListenerErrors(() => element.click()))
  const [args] = spy.mock.calls
  spy.mockRestore()
  dispose?.()
  const called = args ? outcomeOf(() => InternalEvents.trackEvent(...args)) : NOTHING
  return { clicked, called }
}

function outcomeOf(run: () => void): Outcome {
  const total = () => fakes.counters.read('{event_counters}_push_package')
  const warn = vi.mocked(console.warn)
  warn.mockClear()
  const before = { events: fakes.journal.events.length, total: total() }
  let error: unknown
  try {
    run()
  } catch (thrown) {
    error = thrown
  }
  const sent = fakes.journal.events.slice(before.events)
  return {
    sent: sent.map(({ category, additionalProperties, user, source, payload }) => {
      const { se_la, se_pr, se_va } = payload ?? {}
      return { category, additionalProperties, user, source, se_la, se_pr, se_va }
    }),
    counted: total() - before.total,
    error,
    warned: warn.mock.calls.flatMap(
      ([text]) => String(text).split(', sent, but not counted: ')[1] ?? [],
    ),
  }
}

function problemsOf(subject: unknown): readonly string[] {
  const html = readHtmlSubject(subject)
  return html ? auditTracking(html, currentCatalog()).flatMap(({ problems }) => problems) : []
}

function jsonOf(entries: readonly (readonly [string, unknown])[]): string {
  return `{${entries.map((entry) => entry.map(textOf).join(':')).join(',')}}`
}

/** Writes JSON, with an infinite number as JSON may have it. */
function textOf(value: unknown): string {
  return value === Number.POSITIVE_INFINITY ? '1e400' : JSON.stringify(value)
}
