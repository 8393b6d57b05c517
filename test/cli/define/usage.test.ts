import { afterEach, expect, test } from 'vitest'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { runDefine } from './run-define.ts'

let remove = () => {}
afterEach(() => remove())

function project(files: Record<string, string>): string {
  const made = temporaryProject(files)
  remove = made.remove
  return made.root
}

const ODD = `internal_events: true
action: odd
additional_properties:
  "x\\ny": { description: "two\\nlines" }
  __proto__: { description: Own }
  "#{a}\\u200b'": { description: Steering }
`
const METRIC = `key_path: counts.fives
data_source: internal_events
time_frame: all
events:
- name: pulled
  filter: { label: 5 }
`

test('names of properties are escaped as each language wants it', async () => {
  const root = project({ 'config/events/odd.yml': ODD })
  const print = async (id: string) =>
    (await runDefine('usage', '--event', 'odd', '--example', id, '--root', root)).out
  expect(await print('back-end')).toBe(`import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'

// In production, your code imports a tracking module of your project, which tests replace:
// vi.mock('../src/tracking', () => import('internal-events-testing'))
// A service that sends to a collector itself imports internal-events-client.
export function performAction() {
  trackInternalEvent('odd', {
    additionalProperties: {
      'x\\ny': 'custom_value', // two lines
      ['__proto__']: 'custom_value', // Own
      '#{a}\\u{200b}\\'': 'custom_value', // Steering
    },
  })
}

test('odd is tracked', async () => {
  await expect(() => performAction())
    .toTriggerInternalEvents('odd')
    .with({ additionalProperties: { 'x\\ny': 'custom_value', ['__proto__']: 'custom_value', '#{a}\\u{200b}\\'': 'custom_value' } })
})

`)
  expect(await print('ruby')).toBe(`include Gitlab::InternalEventsTracking

track_internal_event(
  'odd',
  additional_properties: {
    "x\\ny": 'custom_value', # two lines
    __proto__: 'custom_value', # Own
    "\\#{a}\\u{200b}'": 'custom_value' # Steering
  }
)

`)
  const haml = `event_additional: { "x\\ny": 'custom_value', "\\#{a}\\u{200b}'": 'custom_value' }.to_json }`
  expect(await print('haml')).toContain(
    `\n.inline-block{ data: { event_tracking: 'odd', ${haml} }\n`,
  )
  expect(await print('attributes')).toContain(
    '\n    data-event-additional="{&quot;x&#92;ny&quot;:&quot;custom_value&quot;,&quot;#{a}&#92;u200b\'&quot;:&quot;custom_value&quot;}"\n',
  )
})

test('a metric that no event can move is left out, and told', async () => {
  const root = project({
    'config/events/pulled.yml':
      'internal_events: true\naction: pulled\nadditional_properties: { label: { description: Type } }\n',
    'config/metrics/fives.yml': METRIC,
    'config/metrics/npm.yml': METRIC.replace('counts.fives', 'counts.npm').replace('5 }', 'npm }'),
  })
  const usage = ['usage', '--event', 'pulled', '--example', 'rspec', '--root', root]
  expect(await runDefine(...usage)).toEqual({
    code: 0,
    out: `it 'triggers an internal event' do
  expect { subject }
    .to trigger_internal_events('pulled')
    .with(
      additional_properties: {
        label: 'npm'
      }
    )
    .and increment_usage_metrics(
      'counts.npm'
    )
end

`,
    error:
      'warning: examples leave out counts.fives: "pulled" never has the label 5, by which the metric filters: tracking takes a string\n',
  })
  expect(JSON.parse((await runDefine(...usage, '--json')).out).warnings).toEqual([
    'examples leave out counts.fives: "pulled" never has the label 5, by which the metric filters: tracking takes a string',
  ])
})

test('an event whose name no code of an example can have is refused', async () => {
  const root = project({ 'config/events/odd.yml': 'internal_events: true\naction: "it\'s"\n' })
  expect(await runDefine('usage', '--event', "it's", '--root', root)).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to use --event "it\'s": it has more than lowercase letters, digits and underscores. Give another one, or run internal-events define --help.\n',
  })
})
