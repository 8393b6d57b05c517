import { expect, test } from 'vitest'
import type { MatcherErrorCode } from '../../../src/entries/index.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { misuseOf } from '../misuse-of.ts'
import { NAME, tracked } from './tracked.ts'

const html = tracked('')

// Types refuse most of these.
// biome-ignore lint/suspicious/noExplicitAny: what a test in JavaScript may write
const loose = (subject: unknown) => expect(subject) as any

test.each<[string, () => unknown, string, MatcherErrorCode?]>([
  [
    'no name',
    () => loose(html).toTriggerInternalEvents(),
    'expect(html).toTriggerInternalEvents(): no event is named. Name the events that you expect. Only the negated form may have no names.',
    'INVALID_NAMES',
  ],
  [
    'several names',
    () => loose(html).toTriggerInternalEvents(NAME, 'push_package'),
    'expect(html).toTriggerInternalEvents("filter_package_list", "push_package"): rendered HTML takes one event. Write an expect for each event.',
    'INVALID_NAMES',
  ],
  [
    'a name in the negated form',
    () => loose(html).not.toTriggerInternalEvents(NAME),
    'expect(html).not.toTriggerInternalEvents("filter_package_list"): for rendered HTML the negated form says that nothing tracks, so it does not take names. Leave the names out, or assert on the element that should not track.',
    'INVALID_NAMES',
  ],
  [
    'a name for toNotTriggerInternalEvents',
    () => loose(html).toNotTriggerInternalEvents(NAME),
    'expect(html).toNotTriggerInternalEvents("filter_package_list"): for rendered HTML the negated form says that nothing tracks, so it does not take names. Leave the names out, or assert on the element that should not track.',
    'INVALID_NAMES',
  ],
  [
    'a negation of a negation',
    () => loose(html).not.toNotTriggerInternalEvents(),
    'expect(html).not.toNotTriggerInternalEvents(): it is negated twice. Leave out .not, or use the positive matcher.',
  ],
  [
    'a chain after a negation',
    () => loose(html).not.toTriggerInternalEvents().onClick(),
    'expect(html).not.toTriggerInternalEvents(): the negated form does not take .onClick(). State the positive claim with its chain instead.',
  ],
  ...['times', 'once', 'atLeast', 'within', 'by'].map((method): [string, () => unknown, string] => [
    `.${method}()`,
    () => loose(html).toTriggerInternalEvents(NAME)[method](1),
    `expect(html).toTriggerInternalEvents("filter_package_list"): toTriggerInternalEvents does not take .${method}() for rendered HTML. It takes .onClick(), .onLoad(), .with().`,
  ]),
  [
    '.onClick() twice',
    () => loose(html).toTriggerInternalEvents(NAME).onClick().onClick(),
    'expect(html).toTriggerInternalEvents("filter_package_list").onClick(): .onClick() was given twice. Say it once.',
  ],
  [
    '.onLoad() twice',
    () => loose(html).toTriggerInternalEvents(NAME).onLoad().onLoad(),
    'expect(html).toTriggerInternalEvents("filter_package_list").onLoad(): .onLoad() was given twice. Say it once.',
  ],
  [
    '.with() twice',
    () => loose(html).toTriggerInternalEvents(NAME).with({}).with({}),
    'expect(html).toTriggerInternalEvents("filter_package_list").with(…): .with() was given twice. Put all fields into one .with().',
  ],
  [
    '.with() an identifier',
    () =>
      loose(html)
        .toTriggerInternalEvents(NAME)
        .with({ user: { id: 1 } }),
    'expect(html).toTriggerInternalEvents("filter_package_list").with(…): rendered HTML does not contain user, which comes from the page. Fields are category, additionalProperties; other properties go under additionalProperties.',
    'INVALID_EXPECTATION',
  ],
  [
    '.with() an unknown field',
    () => loose(html).toTriggerInternalEvents(NAME).with({ label: 'npm' }),
    'expect(html).toTriggerInternalEvents("filter_package_list").with(…): unknown field "label". Fields are category, additionalProperties; other properties go under additionalProperties.',
    'INVALID_EXPECTATION',
  ],
  [
    '.with() a misspelt property',
    () =>
      loose(html)
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { visibilty: 'public' } }),
    'expect(html).toTriggerInternalEvents("filter_package_list").with(…): "filter_package_list" does not declare the property "visibilty". Did you mean "visibility"?',
    'INVALID_EXPECTATION',
  ],
  [
    '.with() a value that is an id, which only trackers send',
    () =>
      loose(html)
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { value: 'flow-7' } }),
    'expect(html).toTriggerInternalEvents("filter_package_list").with(…): additionalProperties.value should be a finite number, but is "flow-7". Correct it, or leave it out of .with().',
    'INVALID_EXPECTATION',
  ],
  [
    '.and',
    () => loose(html).toTriggerInternalEvents(NAME).and,
    'expect(html).toTriggerInternalEvents("filter_package_list"): an assertion on rendered HTML does not take .and. Write a second expect: each looks at the same HTML.',
  ],
  [
    '.onClick() for a block',
    () =>
      loose(() => {})
        .toTriggerInternalEvents(NAME)
        .onClick(),
    'expect(block).toTriggerInternalEvents("filter_package_list"): toTriggerInternalEvents does not take .onClick(). It takes .once(), .twice(), .thrice(), .never(), .times(), .exactly(), .atLeast(), .atMost(), .with(), .within(), .inOrder().',
  ],
  [
    'metrics',
    () => loose(html).toIncrementUsageMetrics('counts.package_pulls'),
    'expect(subject).toIncrementUsageMetrics(): the subject should be a function, but is a string. Wrap the code that triggers the events: expect(() => run()).',
    'INVALID_SUBJECT',
  ],
])('refuses %s', (_name, misuse, message, code) => {
  expect(misuseOf(misuse, code)).toBe(`Failed to check ${message}`)
})

test('an unknown event is an error, and names the nearest', () => {
  expect(() => expect(html).toTriggerInternalEvents('filter_package_lists')).toThrow(
    'Failed to find event "filter_package_lists": no definition has this action. Did you mean "filter_package_list"?',
  )
  expect(() => expect(html).toTriggerInternalEvents('import_package_from_ftp')).toThrow(
    'says that it was removed',
  )
})

test('refuses a chain after the verdict', async () => {
  const assertion = expect(html).toTriggerInternalEvents(NAME)
  await assertion
  expect(misuseOf(() => assertion.onClick())).toContain('after the verdict had fallen')
})

test('what a matcher of the test throws is thrown at once, and once', async () => {
  const error = new TypeError('of the matcher')
  const label = {
    asymmetricMatch() {
      throw error
    },
  }
  await runToEnd(beginTest('the inner test'), () => {
    const chain = loose(tracked('data-event-label="npm"')).toTriggerInternalEvents(NAME)
    expect(() => chain.with({ additionalProperties: { label } })).toThrow(error)
  })
})
