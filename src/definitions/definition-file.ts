import { isMapping } from '../foundation/index.ts'
import { DefinitionError } from './definition-error.ts'

/** The top-level mapping of a YAML file, and the place that it came from. */
export interface DefinitionFile {
  /** The path as shown in messages, relative to the project's root. */
  readonly path: string
  readonly mapping: ReadonlyMap<string, unknown>
  /** Returns the line (from 1) on which a top-level key stands; 1 when it is absent. */
  lineOf(key: string): number
}

/** The part of a YAML library that reading needs; handed in so that it loads only when used. */
export interface YamlParser {
  load(text: string, options: { filename: string }): unknown
}

/**
 * Reads the text of one definition file.
 *
 * @throws {DefinitionError} `INVALID_YAML` with the line for text that is not valid YAML,
 *   `INVALID_DEFINITION` for YAML that is not a mapping.
 */
export function readDefinitionFile(path: string, text: string, yaml: YamlParser): DefinitionFile {
  const value = parse(path, text, yaml)
  if (!isMapping(value)) {
    const found = Array.isArray(value) ? 'a list' : value == null ? 'empty' : `a ${typeof value}`
    throw invalidDefinition(path, 1, `the file should be a mapping, but is ${found}`)
  }
  return {
    path,
    mapping: new Map(Object.entries(value)),
    lineOf: (key) => lineOf(text, key),
  }
}

/** Makes the error for a file that is valid YAML but not a valid definition. */
export function invalidDefinition(path: string, line: number, cause: string): DefinitionError {
  return new DefinitionError(
    'INVALID_DEFINITION',
    `Failed to load ${path}:${line}: ${cause}. Correct the file, or leave it out of the globs in internal-events.config.`,
    { file: path, line },
  )
}

function parse(path: string, text: string, yaml: YamlParser): unknown {
  try {
    return yaml.load(text, { filename: path })
  } catch (cause) {
    const { reason, mark } = cause as { reason?: string; mark?: { line: number } }
    const line = (mark?.line ?? 0) + 1
    throw new DefinitionError(
      'INVALID_YAML',
      `Failed to load ${path}:${line}: ${reason ?? String(cause)}. Correct the YAML.`,
      { file: path, line, cause: (cause as Error).message },
    )
  }
}

function lineOf(text: string, key: string): number {
  const line = text
    .split('\n')
    .findIndex((content) => /^["']?([^"':\s]+)/.exec(content)?.[1] === key)
  return Math.max(line, 0) + 1
}
