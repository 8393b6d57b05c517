import fc from 'fast-check'
import * as yaml from 'js-yaml'
import { expect, test } from 'vitest'
import { readDefinitionFile } from '../../src/definitions/definition-file.ts'
import { writeYaml, type YamlMap, type YamlValue } from '../../src/drafts/yaml/write-yaml.ts'
import rows from './psych-rows.json' with { type: 'json' }

const mapping = (...entries: [string, YamlValue][]): YamlMap => new Map(entries)

test.each(rows)('%j is written as Psych 5.2.3 writes it', (text, value, nested) => {
  expect(writeYaml(mapping(['description', text as string]))).toBe(value)
  const inner = mapping(['list', [text as string, mapping(['b', text as string])]], ['c', []])
  expect(writeYaml(mapping(['a', mapping([text as string, inner])]))).toBe(nested)
})

test('numbers, missing values and keys that look like numbers are written in the order given', () => {
  const filter = mapping(
    ['value', 30],
    ['123', 12.4],
    ['small', 0.00001],
    ['large', 10n ** 30n],
    ['exact', 2 ** 80],
    ['infinite', Number.POSITIVE_INFINITY],
    ['none', Number.NEGATIVE_INFINITY],
    ['on', true],
  )
  expect(writeYaml(mapping(['product_group', null], ['filter', filter]))).toBe(`---
product_group:
filter:
  value: 30
  '123': 12.4
  small: 1.0e-05
  large: 1000000000000000000000000000000
  exact: 1208925819614629174706176
  infinite: .inf
  none: -.inf
  'on': true
`)
})

test('a key of more than 128 bytes has a line of its own', () => {
  const key = 'k'.repeat(129)
  expect(writeYaml(mapping([key, null], ['b', mapping([key, mapping(['c', 1])])]))).toBe(
    `---\n? ${key}\n:\nb:\n  ? ${key}\n  : c: 1\n`,
  )
})

test('every text is read as it was written', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...' \'":#-,[]{}|>&*!%@`~?.0123456789_xyn\n\t\u0085') }),
  )
  fc.assert(
    fc.property(text, fc.string({ unit: 'grapheme' }), (value, key) => {
      fc.pre(!['__proto__', '<<'].includes(key))
      const written = writeYaml(mapping([key, mapping(['description', value], ['list', [value]])]))
      const read = readDefinitionFile('a.yml', written, yaml)
      expect(read.mapping.get(key)).toEqual({ description: value, list: [value] })
      expect(read.remarks).toEqual([])
    }),
  )
})
