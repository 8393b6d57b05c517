import { expect, test } from 'vitest'
import { findingsIn, placesIn, undeclared, unparsed } from './source-findings.ts'

const lines = (...all: string[]) => `${all.join('\n')}\n`

test.each([
  ['a call that writes', "<%= track_internal_event('pull_pakage') %>", ['1:27']],
  ['a call that writes nothing', "<%- track_internal_event('pull_pakage') -%>", ['1:27']],
  ['a helper', "<%= link_to 'x', y, data: { event_tracking: 'pull_pakage' } %>", ['1:46']],
  [
    'blocks',
    "<% if a %>\n<%= b do |c| %>it's<% track_internal_event('pull_pakage') %><% end %>\n<% else %><% end %>",
    ['2:45'],
  ],
  [
    'a comment at the end of a tag',
    "<% a # it's %>\n<% track_internal_event('pull_pakage') %>",
    ['2:26'],
  ],
  ['a layout', "<%= yield %><% track_internal_event('pull_pakage') %>", ['1:38']],
  [
    'a comment',
    "<%# track_internal_event('pull_pakage') %><%#= track_internal_event('pull_pakage') %>",
    [],
  ],
  ['a tag that is written', "<%% track_internal_event('pull_pakage') %>", []],
  ['prose', "track_internal_event('pull_pakage') <%= a %>", []],
  ['an attribute', '<a <%= b %> class="<%= c %>" data-event-tracking="pull_pakage">', ['1:51']],
  [
    'an attribute that is filled in',
    '<a data-event-tracking="<%= b %>_pakage"></a><b data-event-tracking="pull_<%= b %>"></b>',
    [],
  ],
  [
    'a script',
    "<script>var a = <%= a %>; trackInternalEvent('pull_pakage'); trackInternalEvent('<%= b %>')</script>",
    ['1:47'],
  ],
])('ERB: %s', async (_, source, places) => {
  expect(await placesIn('app/a.html.erb', `${source}\n`)).toEqual(places)
})

test('a script in ERB is a script', async () => {
  const source = "<% if a %>\nvar b = <%= b %>\n<% end %>\ntrackInternalEvent('pull_pakage')\n"
  expect(await placesIn('app/a.js.erb', source)).toEqual(['4:21'])
})

test('ERB that does not parse is told', async () => {
  expect(await findingsIn('app/a.html.erb', "<% track_internal_event('pull_pakage' %>\n")).toEqual([
    `1:40: ${unparsed("Ruby (unexpected ';'; expected a `)` to close the arguments)")}`,
  ])
})

test.each([
  ['code', ["- track_internal_event('pull_pakage')"], ['1:25']],
  [
    'code that writes',
    ["= track_internal_event('pull_pakage')", "!= track_internal_event('pull_pakage')"],
    ['1:25', '2:26'],
  ],
  ['code of an element', ["%p.a#b= track_internal_event('pull_pakage')"], ['1:31']],
  [
    'code behind attributes',
    ["%p{ a: '}', b: { c: 1 } }= track_internal_event('pull_pakage')"],
    ['1:50'],
  ],
  [
    'code over lines',
    ["= link_to 'x', y,", "  data: { toggle: 'z',", "  event_tracking: 'pull_pakage' }"],
    ['3:20'],
  ],
  ['code with bars', ["= foo('x', |", "  track_internal_event('pull_pakage')) |"], ['2:25']],
  ['code with a block', ["= foo a: track_internal_event('pull_pakage') do |b|", '  c'], ['1:32']],
  [
    'a condition',
    [
      "- if track_internal_event('pull_pakage')",
      '  a',
      "- elsif track_internal_event('pull_pakage')",
      '- else',
      '  b',
    ],
    ['1:28', '3:31'],
  ],
  ['a part of prose', ["it's #{track_internal_event('pull_pakage')} (\"x\""], ['1:30']],
  [
    'a part of the text of an element',
    ["%p it's #{track_internal_event('pull_pakage')}"],
    ['1:33'],
  ],
  ['a hash', ["%a.b{ data: { event_tracking: 'pull_pakage' } } it's"], ['1:32']],
  ['a hash over lines', ['%a{ href: b,', "  data: { event_tracking: 'pull_pakage' } }"], ['2:28']],
  ['attributes in parentheses', ['%a(href=b data-event-tracking="pull_pakage")'], ['1:32']],
  [
    'parentheses over lines',
    ['%a(href=b', "  data-event-tracking='pull_pakage')= track_internal_event('pull_pakage')"],
    ['2:24', '2:61'],
  ],
  [
    'a filter of Ruby',
    ['%div', '  :ruby', "    a = 'b'", "    track_internal_event('pull_pakage')", '  %p'],
    ['4:27'],
  ],
  [
    'a filter of JavaScript',
    [
      ':javascript',
      '  const a = #{b};',
      "  trackInternalEvent('pull_pakage')",
      "  trackInternalEvent('#{c}')",
    ],
    ['3:23'],
  ],
])('HAML: %s tracks', async (_, source, places) => {
  expect(await placesIn('app/a.html.haml', lines(...source))).toEqual(places)
})

const CALL = "track_internal_event('pull_pakage')"

test.each([
  ['a comment', ['%p', `  -# ${CALL}`]],
  ['a long comment', ['-#', `  = ${CALL}`, '', `    = ${CALL}`]],
  [
    'a comment of HTML',
    [`/ ${CALL}`, '/', `  = ${CALL}`, `  %a{ data: { event_tracking: 'pull_pakage' } }`],
  ],
  ['a comment in code', [`- a # ${CALL}`]],
  ['prose', [CALL, `%p ${CALL}`, `\\= ${CALL}`, "data: { event_tracking: 'pull_pakage' }"]],
  ['prose with parts', [`${CALL} #{a}`]],
  ['text of a filter', [':plain', `  = ${CALL}`, ':markdown', '', `  = ${CALL}`]],
  ['a text', [`- a = "${CALL}"`]],
  ['a variable in parentheses', ['%a(data-event-tracking=pull_pakage)']],
])('HAML: %s is not sure to track', async (_, source) => {
  expect(await placesIn('app/a.html.haml', lines(...source))).toEqual([])
})

test.each([
  ['a next', ["- next if track_internal_event('pull_pakage')"], ['1:33']],
  [
    'a comment behind a block',
    ["- a(track_internal_event('pull_pakage')).each do |b| # it's"],
    ['1:27'],
  ],
  ['a method in braces', ["%p{ a, data: { event_tracking: 'pull_pakage' } }"], ['1:33']],
  ['empty braces', ["%p{}= track_internal_event('pull_pakage')"], ['1:29']],
])('HAML: %s is no obstacle', async (_, source, places) => {
  expect(await placesIn('app/a.html.haml', lines(...source))).toEqual(places)
})

test('HAML that does not parse is told', async () => {
  const source = lines(
    "= track_internal_event('pull_pakage'",
    "%a{ data: { event_tracking: 'pull_package' }",
    '- a (',
  )
  expect(await findingsIn('app/a.html.haml', source)).toEqual([
    `1:37: ${unparsed("Ruby (unexpected '}'; expected a `)` to close the arguments)")}`,
    `2:45: ${unparsed("Ruby (unexpected 'end', assuming it is closing the parent method definition)")}`,
  ])
})

test('elements of HAML have properties', async () => {
  const source = lines(
    '%a(data-event-tracking="pull_package" data-event-label="a" data-event-value="2")',
  )
  expect(await findingsIn('app/a.html.haml', source)).toEqual([`1:60: ${undeclared('value')}`])
})

const component = (template: string, script = "import { InternalEvents } from '~/tracking'") =>
  `<script>\n${script}\n</script>\n<template>\n${template}\n</template>\n`

test.each([
  ['a handler', `<a @click="trackEvent('pull_pakage')" />`, ['5:24']],
  ['an optional handler', `<a @click="trackEvent?.('pull_pakage')" />`, ['5:26']],
  ['several statements', `<a @click="b(); trackEvent('pull_pakage')" />`, ['5:29']],
  ['a function', `<a v-on:click="() => { trackEvent(c ? 'pull_pakage' : d) }" />`, ['5:40']],
  ['a function that is bound', `<a :on-click="() => trackEvent('pull_pakage')" />`, ['5:33']],
  ['TypeScript', `<a @click="trackEvent('pull_pakage' as const)" />`, ['5:24']],
  ['a handler with entities', `<a @click="trackEvent(&quot;pull_pakage&quot;)" />`, ['5:4']],
  ['a bound attribute', `<a :data-event-tracking="b ? 'pull_pakage' : c" />`, ['5:31']],
  ['a bound template', '<a v-bind:data-event-tracking="`pull_pakage`" />', ['5:33']],
  ['a computed attribute', '<a :data-event-tracking="pull_pakage" />', []],
  [
    'a function of a slot',
    `<a #default="{ trackEvent }"><b @click="trackEvent('pull_pakage')" /></a>`,
    [],
  ],
  ['prose', `trackEvent('pull_pakage')`, []],
])('Vue: %s', async (_, template, places) => {
  expect(await placesIn('app/a.vue', component(template))).toEqual(places)
})

test('Vue: a template has the names of the script', async () => {
  const template = `<a @click="t('pull_pakage')" /><a @click="trackEvent('pull_pakage')" />`
  const alias =
    "import { InternalEvents } from '~/tracking'\nconst { trackEvent: t } = InternalEvents"
  expect(await placesIn('app/a.vue', component(template, alias))).toEqual(['6:15', '6:55'])
  const store =
    "import { InternalEvents } from '~/tracking'\nexport default { methods: mapActions(['trackEvent']) }"
  expect(await placesIn('app/a.vue', component(template, store))).toEqual([])
})

test('Vue: scripts are read in their language, with any ends of lines', async () => {
  const source =
    "<script setup lang=\"ts\">\r\nimport type { A } from './a'\r\ntrackInternalEvent<A>('pull_pakage')\r\n</script>\r\n"
  expect(await placesIn('app/a.vue', source)).toEqual(['3:24'])
})

test.each([
  ['a script', "<script>trackInternalEvent('pull_pakage')</script>", ['1:29']],
  ['a module', `<script type="module">trackInternalEvent('pull_pakage')</script>`, ['1:43']],
  ['a handler', `<a onclick="trackInternalEvent('pull_pakage')">b</a>`, ['1:33']],
  ['data', `<script type="application/json">{"trackInternalEvent('pull_pakage')": 1}</script>`, []],
  ['a comment', `<!-- <a data-event-tracking="pull_pakage">b</a> -->`, []],
  ['another template', '<a data-event-tracking="{{ pull_pakage }}">b</a>', []],
])('HTML: %s', async (_, source, places) => {
  expect(await placesIn('app/a.html', source)).toEqual(places)
})
