import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { checkFiles, checkRoot, event, SOUND } from './check-project.ts'
import { findingsIn, UNDEFINED, undeclared } from './source-findings.ts'

const IMPORT = "import { InternalEvents } from '~/tracking'\n"

test.each([
  ['app/a.ts', "trackInternalEvent('pull_pakage', { user })\n", [`1:21: ${UNDEFINED}`]],
  [
    'app/a.ts',
    '// trackInternalEvent("pull_pakage")\nconst text = `trackInternalEvent("pull_pakage")`\n',
    [],
  ],
  [
    'app/a.ts',
    "const text = \"trackInternalEvent('pull_pakage')\"\nif (/trackInternalEvent('pull_pakage')/.test(x)) {}\n",
    [],
  ],
  [
    'app/a.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
    "trackInternalEvent(name)\ntrackInternalEvent(`pull_${what}`)\ntrackInternalEvent('pull_' + what)\n",
    [],
  ],
  [
    'app/a.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
    "const a = `${b ? `x${trackInternalEvent('pull_pakage')}` : ''}`\n",
    [`1:42: ${UNDEFINED}`],
  ],
  ['app/a.js', `${IMPORT}InternalEvents.trackEvent(\n  'pull_pakage',\n)\n`, [`3:4: ${UNDEFINED}`]],
  ['app/a.js', `${IMPORT}this.trackEvent('pull_pakage')\n`, [`2:18: ${UNDEFINED}`]],
  [
    'app/a.js',
    `${IMPORT}const { trackEvent } = InternalEvents\ntrackEvent('pull_pakage')\n`,
    [`3:13: ${UNDEFINED}`],
  ],
  // Of another library, as far as anybody can tell.
  ['app/a.js', "trackEvent('pull_pakage')\n", []],
  [
    'app/a.js',
    `${IMPORT}analytics.trackEvent('Pull Package')\nmatomo.trackEvent('pull_pakage')\n`,
    [],
  ],
  [
    'app/a.js',
    `${IMPORT}InternalEvents.trackEvent('pull_package', { label: 'a', property, 'value': 2, ...more, [key]: 1, f() {}, lang: { deep: 1 } })\n`,
    [
      `2:57: ${undeclared('property')}`,
      `2:67: ${undeclared('value')}`,
      `2:106: ${undeclared('lang')}`,
    ],
  ],
  [
    'app/a.ts',
    "trackInternalEvent('pull_package', {\n  user, category: 'x',\n  additionalProperties: { label: 'a', lang: 'b' } })\n",
    [`3:39: ${undeclared('lang')}`],
  ],
  [
    'app/a.tsx',
    'const a = <p>don\'t\n<b data-event-tracking="pull_pakage" /></p>\n',
    [`2:25: ${UNDEFINED}`],
  ],
  [
    'app/a.ts',
    "const half = a / b\nconst c = [1] / 2 /* ' */\ntrackInternalEvent('pull_pakage')\n",
    [`3:21: ${UNDEFINED}`],
  ],
] as const)('%s: %j', async (path, source, lines) => {
  expect(await findingsIn(path, source)).toEqual(lines)
})

test.each([
  [
    'app/a.vue',
    `<script>
${IMPORT}
export default { methods: { go() { this.trackEvent('pull_pakage') } } }
</script>
<template>
  <gl-button
    data-event-tracking="pull_package"
    data-event-label="a"
    :data-event-property="source"
    data-event-additional='{"lang": 1}'
    @click="trackEvent('pull_pakage')"
  />
  <b :data-event-tracking="name" /><b :data-event-tracking="'pull_pakage'" />
  <!-- <b data-event-tracking="pull_pakage" /> -->
</template>
`,
    [
      `4:53: ${UNDEFINED}`,
      `10:5: ${undeclared('property')}`,
      `11:5: ${undeclared('lang')}`,
      `12:25: ${UNDEFINED}`,
      `14:62: ${UNDEFINED}`,
    ],
  ],
  [
    'app/views/a.html.erb',
    '<% if a > b %><a data-event-tracking="pull_pakage" data-event-label="<%= label %>">x</a><% end %>\n<a data-event-tracking="<%= name %>"></a>\n',
    [`1:39: ${UNDEFINED}`],
  ],
  [
    'app/views/a.html.haml',
    "-# = link_to 'x', data: { event_tracking: 'pull_pakage' }\n-#\n  %p{ data: { event_tracking: 'pull_pakage' } }\n%a.b{ data: { event_tracking: 'pull_package', event_label: 'x', event_value: 2 } }\n= link_to 'y', data: { toggle: 'z', event_tracking: 'pull_pakage' }\n%a(data-event-tracking=\"pull_pakage\")\n%p it's\n",
    [`4:65: ${undeclared('value')}`, `5:54: ${UNDEFINED}`, `6:25: ${UNDEFINED}`],
  ],
  [
    'app/services/a.rb',
    `# track_internal_event('pull_pakage')
class A
  track_internal_event :show, :index, name: 'pull_pakage'

  def execute
    track_internal_event('pull_pakage', user: user) # track_internal_event('pull_pakage')
    Gitlab::InternalEvents.track_event(
      "pull_package",
      user: user,
      additional_properties: { label: 'a', lang: lang, property: { x: 1 } }
    )
    track_internal_event("pull_#{what}")
    track_internal_event name, lang: 1
    Other.track_event('pull_pakage')
  end
end
`,
    [
      `3:46: ${UNDEFINED}`,
      `6:27: ${UNDEFINED}`,
      `10:44: ${undeclared('lang')}`,
      `10:56: ${undeclared('property')}`,
    ],
  ],
] as const)('%s', async (path, source, lines) => {
  expect(await findingsIn(path, source)).toEqual(lines)
})

test('an event that is removed is told as such', async () => {
  const removed = event('pull_package', {
    status: 'removed',
    removed_by_url: 'https://example.com/merge_requests/2',
    milestone_removed: "'17.4'",
  })
  const { code, out } = await checkFiles(
    {
      'config/events/removed/pull_package.yml': removed,
      'app/a.ts': "trackInternalEvent('pull_package')\n",
    },
    '--sources',
  )
  expect([code, out]).toEqual([
    1,
    'app/a.ts:1:21: error: the event "pull_package" is removed (config/events/removed/pull_package.yml). Stop tracking it, or restore its definition. [source-undefined-event]\n1 error in 1 file\n',
  ])
})

test('tests and dependencies are no sources, and without --sources none is read', async () => {
  const source = "trackInternalEvent('pull_pakage')\n"
  const sound = { code: 0, out: '1 event and 0 metrics: no findings\n', error: '' }
  const files = {
    ...SOUND,
    'node_modules/x/a.js': source,
    'spec/a.js': source,
    'app/a.spec.ts': source,
  }
  expect(await checkFiles(files, '--sources')).toEqual(sound)
  expect(await checkFiles({ ...SOUND, 'app/a.ts': source })).toEqual(sound)
})

test('the configuration names the sources', async () => {
  const { out } = await checkFiles(
    {
      ...SOUND,
      'internal-events.config.json': '{"check": {"sources": "other/*.ts"}}',
      'other/a.ts': "trackInternalEvent('pull_pakage')\n",
      'app/a.ts': "trackInternalEvent('pull_pakage')\n",
    },
    '--sources',
  )
  expect(out).toBe(`other/a.ts:1:21: ${UNDEFINED}\n1 error in 1 file\n`)
})

test.each([
  ['app/a.vue', `data-event-tracking${'<%'.repeat(200_000)}`],
  ['app/a.html.erb', `data-event-tracking${'<%'.repeat(200_000)}`],
  ['app/a.haml', 'event_tracking\n'.concat('%a{ b: {\n'.repeat(10_000))],
  ['app/a.haml', `event_tracking\n%a${'('.repeat(100_000)}`],
  ['app/a.haml', `event_tracking\n:javascript\n  ${'#{'.repeat(100_000)}`],
  ['app/a.haml', `event_tracking\n${'= a,\n'.repeat(50_000)}`],
])('%s without an end ends', async (path, source) => {
  expect(await findingsIn(path, source)).toEqual([])
})

test('a link that leads to itself, and a folder with the name of a source, are no sources', async () => {
  const { root, remove } = temporaryProject({
    ...SOUND,
    'app/folder.rb/a.txt': '',
    'app/z.rb': "track_internal_event('pull_pakage')\n",
  })
  onTestFinished(remove)
  symlinkSync('loop.rb', join(root, 'app/loop.rb'))
  symlinkSync('nowhere', join(root, 'app/dead.rb'))
  const { out } = await checkRoot(root, '--sources')
  expect(out).toBe(`app/z.rb:1:23: ${UNDEFINED}\n1 error in 1 file\n`)
})
