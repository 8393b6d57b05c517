import { RubyFloat } from '../../definitions/index.ts'
import { writeScalar } from './write-scalar.ts'

/** A value of a definition. Mappings keep their order, of keys like `123` too. */
export type YamlValue = string | number | bigint | boolean | null | readonly YamlValue[] | YamlMap

export interface YamlMap extends ReadonlyMap<string, YamlValue> {}

/** A key of more bytes has a line of its own, after `? `. */
const LONGEST_KEY = 128

/**
 * Writes a mapping as Ruby's `to_yaml(line_width: 150)` does, to the byte, so that GitLab's
 * generator and this one write the same files.
 */
export function writeYaml(mapping: YamlMap): string {
  return `---\n${writeMapping(mapping, 0)}\n`
}

function writeMapping(mapping: YamlMap, indent: number): string {
  return [...mapping]
    .map(([key, value]) => writeEntry(key, value, indent))
    .join(`\n${' '.repeat(indent)}`)
}

function writeEntry(key: string, value: YamlValue, indent: number): string {
  const inner = indent + 2
  if (new TextEncoder().encode(key).length > LONGEST_KEY) {
    const written = writeScalar(key, { column: inner, indent: inner })
    const start = `? ${written}\n${' '.repeat(indent)}:`
    return value instanceof Map
      ? `${start} ${writeMapping(value, inner)}`
      : `${start}${writeValue(value, indent, indent + 2)}`
  }
  const written = `${writeScalar(key, { column: indent, indent: inner, isKey: true })}:`
  return `${written}${writeValue(value, indent, indent + written.length + 1)}`
}

/** Writes what stands after the colon of a key. */
function writeValue(value: YamlValue, indent: number, column: number): string {
  if (value === null) return ''
  if (isList(value)) return value.length === 0 ? ' []' : writeList(value, indent)
  if (value instanceof Map) {
    return `\n${' '.repeat(indent + 2)}${writeMapping(value, indent + 2)}`
  }
  return ` ${writeAtom(value as string | number | bigint | boolean, indent + 2, column)}`
}

/** Writes a list at the indent of its key. */
function writeList(items: readonly YamlValue[], indent: number): string {
  return items
    .map((item) => {
      const inner = indent + 2
      const written =
        item instanceof Map
          ? writeMapping(item, inner)
          : writeAtom(item as string | number, inner, inner)
      return `\n${' '.repeat(indent)}- ${written}`
    })
    .join('')
}

function writeAtom(
  value: string | number | bigint | boolean,
  indent: number,
  column: number,
): string {
  if (typeof value === 'string') return writeScalar(value, { column, indent })
  if (typeof value !== 'number') return String(value)
  if (Number.isInteger(value)) return String(BigInt(value))
  if (Number.isFinite(value)) return String(new RubyFloat(value))
  return value < 0 ? '-.inf' : '.inf'
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value)
}
