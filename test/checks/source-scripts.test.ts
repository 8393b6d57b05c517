import { expect, test } from 'vitest'
import { findingsIn, placesIn, undeclared, unparsed } from './source-findings.ts'

const IMPORT = "import { InternalEvents } from '~/tracking'\n"

test.each([
  ['a generic call', 'app/a.ts', "trackInternalEvent<Pulled>('pull_pakage')", ['1:29']],
  ['a name as const', 'app/a.ts', "trackInternalEvent('pull_pakage' as const)", ['1:21']],
  [
    'a name that satisfies',
    'app/a.ts',
    "trackInternalEvent('pull_pakage' satisfies Name)",
    ['1:21'],
  ],
  ['a name cast in front', 'app/a.ts', "trackInternalEvent(<Name>'pull_pakage')", ['1:27']],
  ['a function cast', 'app/a.ts', "(trackInternalEvent as any)('pull_pakage')", ['1:30']],
  ['a function that is there', 'app/a.ts', "trackInternalEvent!('pull_pakage')", ['1:22']],
  ['a template without parts', 'app/a.js', 'trackInternalEvent(`pull_pakage`)', ['1:21']],
  ['an optional call', 'app/a.js', "a?.trackInternalEvent?.('pull_pakage')", ['1:26']],
  ['a computed member', 'app/a.js', "api['trackInternalEvent']('pull_pakage')", ['1:28']],
  ['a member in a template', 'app/a.js', "api[`trackInternalEvent`]('pull_pakage')", ['1:28']],
  ['a call without its object', 'app/a.js', "(0, api.trackInternalEvent)('pull_pakage')", ['1:30']],
  [
    'both ends of a condition',
    'app/a.js',
    "trackInternalEvent(a ? 'pull_pakage' : 'pull_package')",
    ['1:25'],
  ],
  [
    'conditions in each other',
    'app/a.js',
    "trackInternalEvent(a ? b : c ? 'pull_pakage' : 'pull_pakage')",
    ['1:33', '1:49'],
  ],
  ['a name by default', 'app/a.js', "trackInternalEvent(name ?? 'pull_pakage')", ['1:29']],
  ['an alias', 'app/a.js', "const t = trackInternalEvent\nt('pull_pakage')", ['2:4']],
  [
    'an alias of an alias',
    'app/a.js',
    "const t = trackInternalEvent, u = t\nu('pull_pakage')",
    ['2:4'],
  ],
  [
    'another name of an import',
    'app/a.js',
    "import { trackInternalEvent as t } from '~/api'\nt('pull_pakage')",
    ['2:4'],
  ],
  [
    'a member of a module',
    'app/a.js',
    "import * as api from '~/api'\napi.trackInternalEvent('pull_pakage')",
    ['2:25'],
  ],
  [
    'another name of what is required',
    'app/a.cjs',
    "const { trackInternalEvent: t } = require('./api')\nt('pull_pakage')",
    ['2:4'],
  ],
  [
    'a component in JSX',
    'app/a.jsx',
    "const a = <A onClick={() => trackInternalEvent('pull_pakage')}>it's</A>",
    ['1:49'],
  ],
  [
    'Flow',
    'app/a.js',
    "function a(b: ?string): void { trackInternalEvent('pull_pakage') }",
    ['1:52'],
  ],
  [
    'a decorator',
    'app/a.ts',
    "@Component() class A { @Input() b() { trackInternalEvent('pull_pakage') } }",
    ['1:59'],
  ],
  [
    'a byte order mark and characters of two units',
    'app/a.js',
    "/* 😀 */ trackInternalEvent('pull_pakage')",
    ['1:30'],
  ],
])('%s tracks', async (_, path, source, places) => {
  expect(await placesIn(path, source)).toEqual(places)
})

test.each([
  ['an optional member', "InternalEvents?.trackEvent?.('pull_pakage')", ['2:31']],
  ['a member of this', "this['trackEvent']('pull_pakage')", ['2:21']],
  ['an optional member of this', "this?.trackEvent('pull_pakage')", ['2:19']],
  ['an alias', "const t = InternalEvents.trackEvent\nt('pull_pakage')", ['3:4']],
  ['another name', "const { trackEvent: t } = InternalEvents\nt('pull_pakage')", ['3:4']],
  [
    'another name of InternalEvents',
    "const events = InternalEvents\nevents.trackEvent('pull_pakage')",
    ['3:20'],
  ],
  [
    'a member of a module',
    "import * as all from '~/all'\nall.InternalEvents.trackEvent('pull_pakage')",
    ['3:32'],
  ],
  [
    'a module of its own',
    "import { trackEvent as t } from '~/tracking/internal_events'\nt('pull_pakage')",
    ['3:4'],
  ],
])('trackEvent of InternalEvents: %s', async (_, source, places) => {
  expect(await placesIn('app/a.js', IMPORT + source)).toEqual(places)
})

test.each([
  ['a function of this file', "function trackEvent() {}\ntrackEvent('pull_pakage')"],
  ['a parameter', "const f = ({ trackEvent }) => trackEvent('pull_pakage')"],
  [
    'a function of another module',
    "import { trackEvent } from 'matomo'\ntrackEvent('pull_pakage')",
  ],
  ['a global', "trackEvent('pull_pakage')"],
  [
    'an action of a store',
    "export default { methods: { ...mapActions(['trackEvent']), go() { this.trackEvent('pull_pakage') } } }",
  ],
  [
    'a method of the component',
    "export default { methods: { trackEvent(name) {}, go() { this.trackEvent('pull_pakage') } } }",
  ],
  ['a method of the class', "class A { trackEvent() {} go() { this.trackEvent('pull_pakage') } }"],
  [
    'a name with two meanings',
    "const t = InternalEvents.trackEvent\nfunction f(t) { t('pull_pakage') }",
  ],
  ['a name that changes', "let t = InternalEvents.trackEvent\nt = noop\nt('pull_pakage')"],
  ['an alias of itself', "var t = u, u = t\nt('pull_pakage')"],
  ['a default', "const { trackEvent = noop } = InternalEvents\ntrackEvent('pull_pakage')"],
  ['a computed member', "InternalEvents[trackEvent]('pull_pakage')"],
  ['an event that is joined', "InternalEvents.trackEvent('pull_' + 'pakage')"],
  ['an event that is spread', "InternalEvents.trackEvent(...['pull_pakage'])"],
  ['a text', `const a = "InternalEvents.trackEvent('pull_pakage')"`],
  ['an expression', "const a = b.match(/InternalEvents.trackEvent('pull_pakage')/)"],
  ['prose in JSX', "const a = <p>InternalEvents.trackEvent('pull_pakage')</p>"],
  ['a type', "/** @type {InternalEvents.trackEvent('pull_pakage')} */"],
])('%s is not sure to track', async (_, source) => {
  expect(await placesIn('app/a.js', IMPORT + source)).toEqual([])
})

test.each([
  ['a text', 'data-event-tracking="pull_pakage"', ['1:35']],
  ['a text in braces', "data-event-tracking={'pull_pakage'}", ['1:36']],
  ['a template in braces', 'data-event-tracking={`pull_pakage`}', ['1:36']],
  ['a condition', "data-event-tracking={a ? 'pull_pakage' : undefined}", ['1:40']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
  ['a template with parts', 'data-event-tracking={`pull_pakage${a}`}', []],
  ['a name', 'data-event-tracking={pull_pakage}', []],
])('an element of JSX has %s', async (_, attribute, places) => {
  expect(await placesIn('app/a.tsx', `const a = <p ${attribute}>b</p>`)).toEqual(places)
})

test('the properties of an element of JSX are those beside its event', async () => {
  const source = `const a = <p data-event-tracking="pull_package" data-event-label="b" data-event-value={2} data-event-additional='{"lang":1}' {...rest} />`
  expect(await findingsIn('app/a.jsx', source)).toEqual([
    `1:70: ${undeclared('value')}`,
    `1:91: ${undeclared('lang')}`,
  ])
})

test('the properties of a call are found in casts, too', async () => {
  const source =
    "trackInternalEvent('pull_package', { additionalProperties: { lang: 1, ['value']: 2 } as const } satisfies Options)"
  expect(await findingsIn('app/a.ts', source)).toEqual([
    `1:62: ${undeclared('lang')}`,
    `1:72: ${undeclared('value')}`,
  ])
})

test.each([
  ['an open call', "trackInternalEvent('pull_package', {", '1:37', 'a script (Unexpected token)'],
  ['no script', 'trackInternalEvent is a function', '1:33', 'a script (Unexpected token)'],
  [
    'thousands of open calls',
    "trackInternalEvent('pull_package', {".repeat(3000),
    '1:56',
    'a script (Unexpected token)',
  ],
  [
    'an open expression',
    `trackInternalEvent(x)\n${'/['.repeat(10_000)}`,
    '2:4',
    'a script (Unterminated regular expression)',
  ],
  [
    'templates in each other',
    `trackInternalEvent(x)\n${'`${'.repeat(100_000)}`,
    '1:1',
    'a script (nested too deeply)',
  ],
])('a script that does not parse is told: %s', async (_, source, place, cause) => {
  expect(await findingsIn('app/a.js', source)).toEqual([`${place}: ${unparsed(cause)}`])
})

test('a script without tracking need not parse', async () => {
  expect(await findingsIn('app/a.js', 'this is {')).toEqual([])
})
