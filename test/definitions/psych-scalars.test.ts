import { expect, onTestFinished, test } from 'vitest'
import { counterKey } from '../../src/counters/index.ts'
import {
  type Catalog,
  createInternalEvents,
  InMemoryCounterStore,
  loadCatalog,
  type SelectionRule,
} from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const event = {
  'config/events/e.yml':
    'internal_events: true\naction: e\nadditional_properties: { label: {}, property: {}, num: {} }\n',
}

function load(files: Record<string, string>): Catalog {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  return loadCatalog({ root })
}

function rulesOf(line: string): Catalog {
  return load({
    ...event,
    'config/metrics/m.yml': `key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: e\n  ${line}\n`,
  })
}

function filteredBy(value: string): Catalog {
  return rulesOf(`filter:\n    num: ${value}`)
}

/** The scalar as written, what Ruby reads, and how the key of the counter shows it. */
const scalars: [string, unknown, string?][] = [
  // The values that the real system was asked for, side by side.
  ['010', 8],
  ['1_000', 1000],
  ['0b11', 3],
  ['1:30', 5400],
  ['1e3', '1e3'],
  ['0o17', '0o17'],
  ['1.0', 1, '1.0'],
  ['9007199254740993', 9007199254740993n],
  ['-9007199254740993', -9007199254740993n],
  ['9007199254740991', 9007199254740991],
  // Booleans of any case, but for the letters alone.
  ['yes', true],
  ['YES', true],
  ['true', true],
  ['on', true],
  ['oN', true],
  ['no', false],
  ['Off', false],
  ['false', false],
  ['y', 'y'],
  ['N', 'N'],
  ['yess', 'yess'],
  // Numbers of all bases, with signs and separators.
  ['0x1F', 31],
  ['-010', -8],
  ['+7', 7],
  ['1,000', 1000],
  ['08', '08'],
  ['1__0', '1__0'],
  ['0', 0],
  ['-0', 0],
  // Base sixty; the first of two parts are hours, too.
  ['1:30:15', 5415],
  ['-1:30', -1800],
  ['12:60', '12:60'],
  ['1:2:3:4', '1:2:3:4'],
  ['1:30.5', 5430, '5430.0'],
  // Decimals as Ruby writes them.
  ['12.4', 12.4],
  ['-0.50', -0.5],
  ['.5', 0.5],
  ['1.', 1, '1.0'],
  ['1_0.5', 10.5],
  ['-0.0', -0, '-0.0'],
  ['1.5e+3', 1500, '1500.0'],
  ['1.5e3', '1.5e3'],
  ['1.0e+16', 1e16, '1.0e+16'],
  ['123456789012345.0', 123456789012345, '123456789012345.0'],
  ['0.0001', 0.0001],
  ['0.00001', 0.00001, '1.0e-05'],
  ['2.5e-07', 2.5e-7, '2.5e-07'],
  ['"1.0"', '1.0'],
  // Texts.
  ['16.2.1', '16.2.1'],
  ['2024-01-01', '2024-01-01'],
  ['":sym"', ':sym'],
  ['v1', 'v1'],
  ["'010'", '010'],
  ['!!str 010', '010'],
]

test.each(scalars)('a filter value %s', (source, value, written = String(value)) => {
  // One that no event can have may not be asserted.
  const [metric] = filteredBy(source).metrics.values()
  const rule = metric?.rules[0] as SelectionRule
  expect(rule.filter.get('num')).toBe(value)
  expect(counterKey(rule)).toBe(`{event_counters}_e-filter:[num:${written}]`)
})

test.each([
  ['unique', 'on', 'unique of e should be a string'],
  ['unique', '010', 'unique of e should be a string'],
  ['unique', '1.0', 'unique of e should be a string'],
  ['operator', 'no', 'unknown operator of e: false, it should be sum(value) or total'],
  ['operator', '1:30', 'unknown operator of e: 5400, it should be sum(value) or total'],
  ['operator', '1.0', 'unknown operator of e: 1.0, it should be sum(value) or total'],
  ['filter', '1.0', 'filter of e should be a mapping'],
])('%s: %s is no text', (key, value, cause) => {
  expect(rulesOf(`${key}: ${value}`).faults.map((fault) => fault.cause)).toEqual([cause])
})

test.each(['unique: ~', 'unique:', 'operator: NULL', 'filter: null'])('%s is absent', (line) => {
  const { filter, operator, unique } = rulesOf(line).metric('m').rules[0] as SelectionRule
  expect([filter.size, operator, unique]).toEqual([0, undefined, undefined])
})

test('internal_events: yes makes an event internal', () => {
  expect(
    load({ 'config/events/e.yml': 'internal_events: yes\naction: e\n' }).event('e').internal,
  ).toBe(true)
})

test('an event is selected by the value, whatever its text', () => {
  const catalog = load({
    ...event,
    'config/metrics/m.yml': `key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n${[
      '1.0',
      '1',
      '"1"',
      'yes',
      '9007199254740993',
    ]
      .map((value) => `- name: e\n  filter: { num: ${value} }\n`)
      .join('')}`,
  })
  const counted = (num: string | number) => {
    const counters = new InMemoryCounterStore()
    createInternalEvents({ catalog, counters }).trackInternalEvent('e', {
      additionalProperties: { num },
    })
    return catalog
      .metric('m')
      .rules.map((rule) => counterKey(rule))
      .filter((key) => counters.read(key) > 0)
      .map((key) => /num:(.*)\]/.exec(key)?.[1])
  }
  expect(counted(1)).toEqual(['1.0', '1', '1'])
  // Both rules have one key, in Ruby too.
  expect(counted('1')).toEqual(['1', '1'])
  expect(counted('yes')).toEqual([])
  expect(counted(2 ** 53)).toEqual([])
})
