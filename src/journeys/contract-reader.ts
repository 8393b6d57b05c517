import { RubyFloat } from '../definitions/index.ts'
import { isMapping, misspeltName, nearestName, printText, shorten } from '../foundation/index.ts'
import { GITLAB_FOLDER } from './contract-place.ts'
import { JourneyError } from './journey-error.ts'
import { lineOfPath, type YamlPath } from './line-of-path.ts'

/** A text of a contract, with the errors that point into it. */
export class ContractReader {
  readonly file: string
  readonly #text: string

  constructor(file: string, text: string) {
    this.file = file
    this.#text = text
  }

  lineOf(path: YamlPath): number {
    return lineOfPath(this.#text, path)
  }

  fault(path: YamlPath, cause: string, remedy: string): JourneyError {
    return contractError(this.file, this.lineOf(path), cause, remedy)
  }

  /** Returns a mapping without unknown keys. */
  mapping(path: YamlPath, value: unknown, keys: readonly string[]): Record<string, unknown> {
    const mapping = this.anyMapping(path, value)
    for (const key of Object.keys(mapping)) {
      if (!keys.includes(key)) throw this.#unknown([...path, key], key, keys)
    }
    return mapping
  }

  /** Returns a mapping of which Ruby reads some keys: in GitLab's folder only misspelt ones are unknown. */
  openMapping(path: YamlPath, value: unknown, keys: readonly string[]): Record<string, unknown> {
    if (!this.file.startsWith(`${GITLAB_FOLDER}/`)) return this.mapping(path, value, keys)
    const mapping = this.anyMapping(path, value)
    for (const key of Object.keys(mapping)) {
      if (!keys.includes(key) && near(key, keys)) throw this.#unknown([...path, key], key, keys)
    }
    return mapping
  }

  #unknown(path: YamlPath, key: string, keys: readonly string[]): JourneyError {
    const nearest = near(key, keys)
    const remedy = nearest ? `Did you mean ${nearest}?` : `Keys are ${keys.join(', ')}.`
    return this.fault(path, `unknown key ${printText(key)}`, remedy)
  }

  anyMapping(path: YamlPath, value: unknown, remedy?: string): Record<string, unknown> {
    if (isMapping(value) && !(value instanceof RubyFloat)) return value
    throw this.#wrong(path, 'a mapping', value, remedy)
  }

  list(path: YamlPath, value: unknown): readonly unknown[] {
    if (Array.isArray(value)) return value
    throw this.#wrong(path, 'a list', value)
  }

  /** Returns a text; a number or a date of a payload is a text too, and has to be quoted. */
  text(path: YamlPath, value: unknown): string {
    if (typeof value === 'string') return value
    throw this.#wrong(path, 'a text', value, isScalar(value) ? 'Quote it.' : undefined)
  }

  number(path: YamlPath, value: unknown): number {
    const number = value instanceof RubyFloat ? value.value : value
    if (typeof number === 'number' && Number.isFinite(number)) return number
    throw this.#wrong(path, 'a number', value)
  }

  count(path: YamlPath, value: unknown): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
    throw this.#wrong(path, 'a whole number above 0', value)
  }

  flag(path: YamlPath, value: unknown): boolean {
    if (typeof value === 'boolean') return value
    throw this.#wrong(path, 'true or false', value)
  }

  #wrong(path: YamlPath, wanted: string, value: unknown, remedy = 'Correct it.'): JourneyError {
    const name = path.at(-1)
    const what =
      typeof name === 'number' ? `item ${name + 1} of ${path.at(-2)}` : (name ?? 'the contract')
    return this.fault(path, `${what} should be ${wanted}, but is ${printYaml(value)}`, remedy)
  }
}

function near(key: string, keys: readonly string[]): string | undefined {
  return misspeltName(key, keys) ?? nearestName(key, keys)
}

/** Makes the error for a contract that cannot be used as it is. */
export function contractError(
  file: string,
  line: number,
  cause: string,
  remedy: string,
): JourneyError {
  return new JourneyError(
    'INVALID_CONTRACT',
    `Failed to read the contract ${file}:${line}: ${cause}. ${remedy}`,
  )
}

/** Returns a value of YAML as the JSON of a payload has it. */
export function plainValue(value: unknown): unknown {
  if (value instanceof RubyFloat) return value.value
  if (Array.isArray(value)) return value.map(plainValue)
  if (!isMapping(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]))
}

function isScalar(value: unknown): boolean {
  return value !== null && (typeof value !== 'object' || value instanceof RubyFloat)
}

function printYaml(value: unknown): string {
  if (value === null) return 'empty'
  if (typeof value === 'string') return printText(value)
  if (Array.isArray(value)) return 'a list'
  return isScalar(value) ? shorten(String(value)) : 'a mapping'
}
