import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'

test.each([
  ['broken_yaml', 'config/events/broken_yaml.yml:2: bad indentation of a mapping entry'],
  ['no_action', 'config/events/no_action.yml:1: an event definition needs an action'],
  ['not_utf8', 'config/events/not_utf8.yml:2: the line is not valid UTF-8'],
  [
    'internal_twin',
    'ee/config/events/internal_twin.yml:4: action "internal_twin" is already defined',
  ],
])('the event %s fails with its file and line', (name, message) => {
  expect(() => expect(() => {}).not.toTriggerInternalEvents(name)).toThrow(message)
  expect(() => trackInternalEvent(name)).toThrow(message.split(': ').at(-1))
})

test.each([
  ['counts.no_key_path', 'a metric definition needs a key_path'],
  ['counts.scalar_6', 'no event can move it: "event_1" never has the weight true'],
  ['counts.scalar_7', 'no event can move it: "event_1" never has the weight 9007199254740993'],
  ['counts.bomb', 'the file has an alias, which GitLab does not load'],
  [
    'counts.misspelt_event',
    'it counts the event "evnt_1", which no definition has. Did you mean "event_1"?',
  ],
])('the metric %s fails with its file and line', (keyPath, message) => {
  expect(() => expect(() => {}).not.toIncrementUsageMetrics(keyPath)).toThrow(message)
})
