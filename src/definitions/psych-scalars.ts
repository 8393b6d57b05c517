import { isMapping, printText, shorten } from '../foundation/index.ts'

/** The part of a YAML library that reading needs; handed in so that it loads only when used. */
export type YamlParser = typeof import('js-yaml')
export type YamlSchema = InstanceType<YamlParser['Schema']>

/**
 * A decimal number of a file. JavaScript has no other number for `1.0` than for `1`, but the keys
 * of counters are written as Ruby writes the number.
 */
export class RubyFloat {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }

  /** Writes the number as Ruby does: `1.0`, `1.0e+16`, `1.0e-05`. */
  toString(): string {
    const { value } = this
    if (!Number.isFinite(value)) return String(value)
    const [digits, exponent] = value.toExponential().split('e') as [string, string]
    const sign = Object.is(value, -0) ? '-' : ''
    if (Number(exponent) >= -4 && Number(exponent) < 16) return `${sign}${withPoint(String(value))}`
    return `${withPoint(digits)}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
  }
}

function withPoint(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`
}

let made: { readonly yaml: YamlParser; readonly schema: YamlSchema } | undefined

/**
 * Returns the schema by which Ruby reads a file: YAML 1.1 as Psych understands it, which the
 * libraries for JavaScript do not (`1:30` is 5400 there). Dates and symbols, which `safe_load`
 * refuses, are strings.
 */
export function psychSchema(yaml: YamlParser): YamlSchema {
  if (made?.yaml !== yaml) made = { yaml, schema: makeSchema(yaml) }
  return made.schema
}

function makeSchema(yaml: YamlParser): YamlSchema {
  const { FAILSAFE_SCHEMA, NOT_RESOLVED, defineScalarTag, mapTag, mergeTag } = yaml
  const plain = defineScalarTag('tag:yaml.org,2002:int', {
    implicit: true,
    resolve(source) {
      const value = readPlainScalar(source)
      return value === source ? NOT_RESOLVED : value
    },
    identify: () => false,
  })
  const mapping = {
    ...mapTag,
    // Such a key is a name here; the library takes objects for complex keys.
    addPair: (carrier: Record<string, unknown>, key: unknown, value: unknown) =>
      mapTag.addPair(carrier, key instanceof RubyFloat ? String(key) : key, value),
  }
  return FAILSAFE_SCHEMA.withTags(mergeTag, plain, mapping)
}

const TEXT = /^[^\d.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]/u
const INTEGER =
  /^(?:[-+]?0b[_,]*[01][01_,]*|[-+]?0[_,]*[0-7][0-7_,]*|[-+]?(?:0|[1-9](?:\d|[,_]\d)*)|[-+]?0x[_,]*[\da-fA-F][\da-fA-F_,]*)$/
const FLOAT = /^[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?$/
const SEXAGESIMAL = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(\.[\d_]*)?$/

/** The first letters of texts that are no word with a meaning, which is nearly all that files have. */
const PLAIN_TEXT = /^[a-eg-mp-su-xz]/

/** Reads a scalar without quotes and tag, as `Psych::ScalarScanner` does. */
export function readPlainScalar(source: string): unknown {
  if (source === '') return null
  if (PLAIN_TEXT.test(source)) return source
  if (TEXT.test(source) || source.includes('\n')) return readWord(source)
  // Longer ones are nobody's numbers, and take long to read.
  if (source.length < 500 && INTEGER.test(source)) return readInteger(source.replace(/[,_]/g, ''))
  return readSexagesimal(source) ?? readDecimal(source) ?? source
}

/** The first of two parts counts as hours, too. */
function readSexagesimal(source: string): unknown {
  const match = SEXAGESIMAL.exec(source)
  if (!match) return undefined
  const parts = source.replace(/_/g, '').split(':')
  const value = parts.reduce((sum, part, index) => sum + Number(part) * 60 ** (2 - index), 0)
  return match[1] === undefined ? value : new RubyFloat(value)
}

function readDecimal(source: string): unknown {
  if (FLOAT.test(source) && /\d/.test(source)) {
    return new RubyFloat(Number(source.replace(/[,_]/g, '')))
  }
  const [, sign, special] = /^([-+]?)\.(inf|nan)$/i.exec(source) ?? []
  if (special === undefined) return undefined
  if (special.toLowerCase() === 'inf') return sign === '-' ? -Infinity : Infinity
  return sign === '' ? NaN : undefined
}

function readWord(source: string): unknown {
  if (/^(?:~|null)$/i.test(source)) return null
  if (/^(?:yes|true|on)$/i.test(source)) return true
  return /^(?:no|false|off)$/i.test(source) ? false : source
}

/** Reads an integer of any size: those that a number cannot hold keep their digits. */
function readInteger(source: string): number | bigint {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(source) ?? []
  const octal = /^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits
  const size = BigInt(octal)
  const value = sign === '-' ? -size : size
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** Tells what a value of a file is, without a look into it: it may be of any size. */
export function printYaml(value: unknown): string {
  if (typeof value === 'string') return printText(value)
  if (Array.isArray(value)) return 'a list'
  return isMapping(value) && !(value instanceof RubyFloat) ? 'a mapping' : shorten(String(value))
}
