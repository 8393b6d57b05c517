import { expect, test } from 'vitest'
import { findingsIn, placesIn, undeclared, unparsed } from './source-findings.ts'

test.each([
  ['a call', "track_internal_event('pull_pakage', user: user)", ['1:23']],
  ['a call without parentheses', "track_internal_event 'pull_pakage', user: user", ['1:23']],
  ['a call of self', "self.track_internal_event('pull_pakage')", ['1:28']],
  ['a symbol', 'track_internal_event(:pull_pakage, user: user)', ['1:23']],
  ['a symbol in quotes', "track_internal_event(:'pull_pakage')", ['1:24']],
  ['a text in other quotes', 'track_internal_event(%q(pull_pakage))', ['1:25']],
  ['a constant from the top', "::Gitlab::InternalEvents.track_event('pull_pakage')", ['1:39']],
  ['a module of Gitlab', "InternalEvents.track_event('pull_pakage')", ['1:29']],
  [
    'lines in between',
    "Gitlab::InternalEvents\n  .track_event(\n    # why\n    'pull_pakage'\n  )",
    ['4:6'],
  ],
  ['a condition', "track_internal_event(a ? 'pull_pakage' : 'pull_package')", ['1:27']],
  [
    'a long condition',
    "track_internal_event(if a then b elsif c then 'pull_package' else 'pull_pakage' end)",
    ['1:68'],
  ],
  ['a name by default', "track_internal_event(name || 'pull_pakage')", ['1:31']],
  [
    'a controller',
    "track_internal_event :show, :index, name: 'pull_pakage', conditions: -> { a }",
    ['1:44'],
  ],
  ['a controller with a hash', "track_internal_event(*actions, :name => 'pull_pakage')", ['1:42']],
  [
    'a branch of a case',
    "case a\nwhen 'b' then track_internal_event('pull_pakage')\nelse track_internal_event('pull_pakage')\nend",
    ['2:37', '3:28'],
  ],
  [
    'a branch of a pattern',
    "case a\nin { b: [track_internal_event, *] }\n  track_internal_event('pull_pakage')\nend",
    ['3:25'],
  ],
  [
    'what is done after an error',
    "begin\n  a\nrescue A, B => e\n  track_internal_event('pull_pakage')\nensure\n  track_internal_event('pull_pakage')\nend",
    ['4:25', '6:25'],
  ],
  ['one of several values', "a, b = 1, track_internal_event('pull_pakage')", ['1:33']],
  ['a default', "def a(b = track_internal_event('pull_pakage'), c: 1) = b", ['1:33']],
  ['a block', "a { |b, (c, d); e| track_internal_event('pull_pakage') }", ['1:42']],
  ['a part of a text', `a = "x #{track_internal_event('pull_pakage')}"`, ['1:32']],
  ['characters of two units', "a = '😀é'; track_internal_event('pull_pakage')", ['1:34']],
])('%s tracks', async (_, source, places) => {
  expect(await placesIn('app/a.rb', `${source}\n`)).toEqual(places)
})

const CALL = "track_internal_event('pull_pakage')"

test.each([
  ['a heredoc', `a = <<~RUBY\n  ${CALL}\nRUBY\n`],
  ['a heredoc in a call', `a(<<-'RUBY', 1)\n  ${CALL}\n  RUBY\n`],
  ['a text', `a = "${CALL}"\nb = %(${CALL})\nc = %w[${CALL}]\n`],
  ['a text over lines', `a = "\n${CALL}\n"\n`],
  ['an expression', `a =~ /${CALL}/\n`],
  ['a comment', `# ${CALL}\na #${CALL}\n`],
  ['a long comment', `=begin\n${CALL}\n=end\n`],
  ['what comes after the end', `a\n__END__\n${CALL}\n`],
  ['a method of another object', `a.${CALL}\n`],
  ['a method of another module', "Other::InternalEvents.track_event('pull_pakage')\n"],
  ['an action', 'track_internal_event :pull_pakage, **options\n'],
  ['a computed event', 'track_internal_event("pull_#{a}")\ntrack_internal_event(a, name: b)\n'],
  ['a definition', 'def track_internal_event(pull_pakage) = 1\n'],
  ['a setting', "{ event_tracking: 'pull_pakage' }\nfoo(event_tracking: :pull_pakage)\n"],
  ['a setting in a heredoc', "a = <<~RUBY\n  data: { event_tracking: 'pull_pakage' }\nRUBY\n"],
])('%s is not sure to track', async (_, source) => {
  expect(await placesIn('app/a.rb', source)).toEqual([])
})

test.each([
  ['data', "link_to 'x', data: { toggle: 'z', event_tracking: 'pull_pakage' }", ['1:52']],
  ['data of its own name', 'render a, button_data: { event_tracking: :pull_pakage }', ['1:43']],
  ['data in rockets', "{ 'data' => { 'event-tracking' => 'pull_pakage' } }", ['1:36']],
  ['data that are merged', "data = { event_tracking: 'pull_pakage' }.merge(a)", ['1:27']],
  ['a method for data', "def a_data\n  { event_tracking: 'pull_pakage' }\nend", ['2:22']],
  [
    'a whole name',
    "a = { 'data-event-tracking': 'pull_pakage', data_event_tracking: 'pull_pakage' }",
    ['1:31', '1:67'],
  ],
  ['others of its kind', "a = { event_tracking: 'pull_pakage', event_label: 'x' }", ['1:24']],
])('a hash of an element tracks: %s', async (_, source, places) => {
  expect(await placesIn('app/a.rb', `${source}\n`)).toEqual(places)
})

test('properties are the keys of a hash that is written out', async () => {
  const source = `track_internal_event('pull_package', additional_properties: { label: 'a', lang:, 'value' => 1, :property => 2, **rest })
track_internal_event('pull_package', additional_properties: { lang: lang }.compact)
track_internal_event('pull_package', additional_properties: { lang: lang }.except(:lang))
track_internal_event('pull_package', additional_properties: ->(_) { { lang: 1 } })
track_internal_event('pull_package', 'additional_properties': { label: 1 }, lang: 1)
a = { data: { event_tracking: 'pull_package', event_label: 'x', event_value: 2 } }
`
  expect(await findingsIn('app/a.rb', source)).toEqual([
    `1:75: ${undeclared('lang')}`,
    `1:83: ${undeclared('value')}`,
    `1:97: ${undeclared('property')}`,
    `2:63: ${undeclared('lang')}`,
    `6:65: ${undeclared('value')}`,
  ])
})

test.each([
  [
    'an open call',
    `${CALL}\ntrack_internal_event(\n`,
    '2:22',
    'Ruby (unexpected end-of-input; expected a `)` to close the arguments)',
  ],
  [
    'thousands of open calls',
    "track_internal_event('pull_package', additional_properties: {".repeat(3000),
    '1:1',
    'Ruby (nested too deeply)',
  ],
])('Ruby that does not parse is told: %s', async (_, source, place, cause) => {
  expect(await findingsIn('app/a.rb', source)).toEqual([`${place}: ${unparsed(cause)}`])
})

test('what follows Ruby that is nested too deeply is parsed', async () => {
  const { checkFiles, SOUND } = await import('./check-project.ts')
  const { out } = await checkFiles(
    {
      ...SOUND,
      'app/a.rb': "track_internal_event('pull_package', additional_properties: {".repeat(3000),
      'app/b.rb': `${CALL}\n`,
    },
    '--sources',
  )
  expect(out).toMatch(/^app\/b\.rb:1:23: /m)
})
