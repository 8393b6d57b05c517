import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readRecording } from '../../src/drafts/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

let remove = () => {}
afterEach(() => remove())

function read(text: string) {
  const made = temporaryProject({ 'recording.json': text })
  remove = made.remove
  return readRecording(join(made.root, 'recording.json'))
}

const schema = 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7'
const good = (columns: object, context: object = {}) => ({
  event: { event: 'struct', ...columns, contexts: { data: [{ schema, data: context }] } },
})

test('the answer of /micro/good becomes one entry for each name', () => {
  const events = [
    good({ se_action: 'a', se_label: 'x', se_value: 2 }, { user_id: 1, extra: { size: 5 } }),
    good({ se_action: 'a', se_label: 'y', se_property: null }, { project_id: 2, namespace_id: 3 }),
    good({ se_action: 'b' }, { feature_enabled_by_namespace_ids: [], user_id: null }),
    { event: { event: 'page_view' } },
  ]
  expect(read(JSON.stringify(events)).events).toEqual([
    {
      action: 'a',
      count: 2,
      identifiers: ['project', 'namespace', 'user'],
      properties: new Map<string, unknown>([
        ['label', ['x', 'y']],
        ['value', [2]],
        ['size', [5]],
      ]),
      leftOut: [],
    },
    { action: 'b', count: 1, identifiers: [], properties: new Map(), leftOut: [] },
  ])
})

test('what --output-json printed is read line by line', () => {
  const line = (extra: object) =>
    JSON.stringify({
      event: 'struct',
      se_action: 'a',
      contexts_com_gitlab_gitlab_standard_1: [{ user_id: '7', extra }],
    })
  expect(read(`${line({ model: 'x' })}\n${line({ model: 'x' })}\n`).events).toEqual([
    {
      action: 'a',
      count: 2,
      identifiers: ['user'],
      properties: new Map([['model', ['x']]]),
      leftOut: [],
    },
  ])
})

test('of many values the first twenty are kept', () => {
  const events = Array.from({ length: 30 }, (_, index) => good({ se_action: 'a', se_value: index }))
  const [event] = read(JSON.stringify(events)).events
  expect(event?.properties.get('value')).toEqual(Array.from({ length: 20 }, (_, index) => index))
})

test('what no definition can have is left out, with the reason', () => {
  const events = [
    good({ se_action: 'Page View' }),
    good(
      { se_action: 'a', se_value: '1', se_label: { x: 1 } },
      { extra: { User: 1, user: 2, ok: true, 'x\ny': 1, user_id: 7, none: null } },
    ),
    null,
    { event: null, se_action: 'b', contexts_com_gitlab_gitlab_standard_1: [] },
  ]
  const { events: recorded, leftOut } = read(JSON.stringify(events))
  expect(recorded.map(({ action, properties }) => [action, [...properties]])).toEqual([
    ['a', [['value', ['1']]]],
    ['b', []],
  ])
  expect(leftOut).toEqual([
    'event "Page View": it has more than lowercase letters, digits and underscores',
  ])
  expect(recorded.map((event) => event.leftOut)).toEqual([
    [
      'property of a "label": its value is not a text or a number',
      'property of a "User": it has more than lowercase letters, digits and underscores',
      'property of a "user": it is an identifier, which no property can be named after',
      'property of a "ok": its value is not a text or a number',
      'property of a "x\\ny": it has more than lowercase letters, digits and underscores',
      'property of a "user_id": it is the id of an identifier, which is not sent as a property',
    ],
    [],
  ])
})

test('of what is left out, the first twenty are named', () => {
  const events = Array.from({ length: 30 }, (_, index) => good({ se_action: `A${index}` }))
  const { leftOut } = read(JSON.stringify([...events, good({ se_action: 'a' })]))
  expect(leftOut).toHaveLength(21)
  expect(leftOut.at(-1)).toBe('event: 10 more')
})

test.each([
  ['', 'it has no structured event'],
  ['[]', 'it has no structured event'],
  [
    '{"event": "struct", "se_action": "Bad Name"}',
    'it has no structured event that can be defined: event "Bad Name": it has more than lowercase letters, digits and underscores',
  ],
  ['{"total": 3}', 'it has no structured event'],
  ['{"a": 1}\nnot JSON', 'it is neither a JSON list nor a line of JSON for each event'],
])('a file that is not a recording is told: %j', (text, cause) => {
  expect(() => read(text)).toThrow(
    new RegExp(
      `^Failed to read the recording .*recording.json: ${cause}\\. Give the answer of /micro/good, or what internal-events collector --output-json printed\\.$`,
    ),
  )
})
