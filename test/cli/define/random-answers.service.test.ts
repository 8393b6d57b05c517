import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadCatalog } from '../../../src/definitions/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { definitionsIn, runDefine } from './run-define.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...' \'":#-,[]{}|>&*!%@`~?.0123456789_xyn='), maxLength: 300 }),
  fc.constantFrom('yes', 'null', '1e3', '0x1f', '12:30', '2024-01-01', '<<', '---', '__proto__'),
)
const name = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abyn_019'), minLength: 1, maxLength: 130 }),
  fc.constantFrom('y', 'on', 'null', '123', '__proto__', 'constructor', 'label', 'value', 'user'),
)
/** Events and filters have properties of few names, so that filters find theirs. */
const property = fc.constantFrom('label', 'property', 'value', 'y', '__proto__', 'constructor')
const values = fc.oneof(text, fc.constantFrom('1,2', 'a, b', '12.5,x', '0x1f', '1e400', ''))
const identifiers = fc.constantFrom(
  'project,namespace,user',
  'namespace,user',
  'namespace',
  'user,feature_enabled_by_namespace_ids',
  'none',
)
const tiers = fc.constantFrom('free,premium,ultimate', 'premium,ultimate', 'ultimate')
const style = fc.constantFrom('gitlab', 'plain')

const event = fc.record({
  name,
  description: text,
  identifiers,
  properties: fc.array(fc.tuple(property, text), { minLength: 1, maxLength: 4 }),
  group: text,
  tiers,
})
const indexes: fc.Arbitrary<number[]> = fc.oneof(
  fc.nat(2).map((index) => [index]),
  fc.subarray([0, 1, 2], { minLength: 1 }),
)
const filters: fc.Arbitrary<readonly [string, string][]> = fc.oneof(
  fc.constant([]),
  fc.array(fc.tuple(property, values), { maxLength: 2, size: 'xsmall' }),
)
const metric = fc.record({
  events: indexes,
  scope: fc.constantFrom('total', 'total', 'user', 'project', 'label', 'value', 'sum'),
  frames: fc.oneof(fc.constant<string[]>([]), fc.subarray(['7d', '28d', 'all'])),
  filters,
  name: fc.option(name, { freq: 3 }),
  description: text,
  tiers,
})
/** A value that may begin with a dash needs the form with an equals sign. */
const option = (key: string, value: string) => [`--${key}=${value}`]

test('whatever the answers are, what is written loads without a fault', async () => {
  const written = { events: 0, metrics: 0 }
  await fc.assert(
    fc.asyncProperty(
      style,
      fc.array(event, { minLength: 3, maxLength: 3 }),
      fc.array(metric, { minLength: 3, maxLength: 3 }),
      async (style, events, metrics) => {
        const { root, remove } = temporaryProject({
          'package.json': '{ "version": "1.2.3" }',
          // Beside a list, a group may be any line of text.
          'config/metrics/schema/product_groups.json': '{ "enum": ["editor"] }',
        })
        const run = (...args: string[]) => runDefine(...args, '--root', root, '--style', style)
        for (const { properties, ...answers } of events) {
          const { code } = await run(
            'event',
            ...Object.entries(answers).flatMap(([key, value]) => option(key, value)),
            ...properties.flatMap(([key, value]) => option('property', `${key}=${value}`)),
          )
          expect([0, 2]).toContain(code)
          if (code === 0) written.events += 1
        }
        const names = events.map(({ name }) => name)
        for (const { events, frames, filters, name, ...answers } of metrics) {
          const { code } = await run(
            'metric',
            ...events.flatMap((index) => option('event', names[index] as string)),
            ...Object.entries(answers).flatMap(([key, value]) => option(key, value)),
            ...frames.flatMap((frame) => option('time-frame', frame)),
            ...filters.flatMap(([key, value]) => option('filter', `${key}=${value}`)),
            ...(name === null ? [] : option('name', name)),
          )
          expect([0, 2]).toContain(code)
          if (code === 0) written.metrics += 1
        }
        const catalog = loadCatalog({ root, undefinedEvents: 'allow' })
        expect(catalog.faults).toEqual([])
        const files = Object.keys(definitionsIn(root))
        const found = [...catalog.events.values(), ...catalog.metrics.values()]
        expect([...new Set(found.map(({ file }) => file))].sort()).toEqual(files)
        remove()
      },
    ),
    { numRuns: 40 },
  )
  // Else the answers would all have been refused.
  expect(written.events).toBeGreaterThan(40)
  expect(written.metrics).toBeGreaterThan(10)
}, 60_000)
