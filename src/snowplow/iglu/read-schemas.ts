import { InternalEventsError, isMapping, requireModule } from '../../foundation/index.ts'
import type { IgluSchema } from './iglu-schema.ts'
import { type IgluUri, igluUri } from './iglu-uri.ts'

export type SchemaErrorCode =
  /** A schema file cannot be used, or the globs match none. Write it as Iglu does, or leave it out of the globs. */
  'INVALID_SCHEMA'

/** Thrown for a schema file that cannot be used, and for globs that match no file. */
export class SchemaError extends InternalEventsError<SchemaErrorCode> {}

/** A schema file, with the URI by which data names it. */
export interface SchemaFile {
  readonly uri: string
  readonly schema: IgluSchema
}

/** Iglu's layout: vendor, name, format and version. */
const PATH = /(?:^|[/\\])([^/\\]+)[/\\]([^/\\]+)[/\\](jsonschema)[/\\](\d+-\d+-\d+)(?:\.json)?$/

/**
 * Reads the schemas that globs match. As in a registry, the path of a schema is its name. It warns of
 * one that calls itself by another.
 *
 * @throws {SchemaError} for a file that is not valid JSON or has no name, and for globs that match
 *   nothing.
 */
export function readSchemas(globs: string | readonly string[]): SchemaFile[] {
  const patterns = [globs].flat()
  if (patterns.length === 0) return []
  const files = requireModule('tinyglobby').globSync(patterns).sort()
  if (files.length === 0) {
    throw new SchemaError(
      'INVALID_SCHEMA',
      `Failed to read schemas: no file matches ${patterns.join(', ')} under ${process.cwd()}. Give globs of files such as schemas/com.acme/checkout/jsonschema/1-0-0.`,
    )
  }
  return files.map(readSchema)
}

function readSchema(file: string): SchemaFile {
  const schema = readJson(file)
  const own = nameOf(schema)
  const path = nameByPath(file)
  const uri = path ?? own
  if (!isMapping(schema) || uri === undefined) {
    throw new SchemaError(
      'INVALID_SCHEMA',
      `Failed to read schema ${file}: its "self" should have vendor, name, format and version. Write it as Iglu does, or leave the file out of the globs.`,
    )
  }
  if (own !== uri) {
    const named = own ? `calls itself ${own}` : 'has no name of its own'
    console.warn(`The schema ${file} ${named}, and is found by its path as ${uri}.`)
  }
  return { uri, schema }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(requireModule('node:fs').readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new SchemaError(
      'INVALID_SCHEMA',
      `Failed to read schema ${file}: ${(cause as Error).message}. Correct its JSON, or leave it out of the globs.`,
      { cause },
    )
  }
}

function nameOf(schema: unknown): string | undefined {
  const self = isMapping(schema) ? schema['self'] : undefined
  return isUri(self) ? igluUri(self) : undefined
}

function isUri(self: unknown): self is IgluUri {
  const keys = ['vendor', 'name', 'format', 'version']
  return isMapping(self) && keys.every((key) => typeof self[key] === 'string')
}

function nameByPath(file: string): string | undefined {
  const [, vendor, name, format, version] = PATH.exec(file) ?? []
  return vendor && name && format && version
    ? igluUri({ vendor, name, format, version })
    : undefined
}
