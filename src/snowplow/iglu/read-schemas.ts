import { InternalEventsError, isMapping, requireModule } from '../../foundation/index.ts'
import type { IgluSchema } from './iglu-schema.ts'

const SELF_KEYS = ['vendor', 'name', 'format', 'version'] as const

export type SchemaErrorCode =
  /** A schema file cannot be used, or the globs match none. Write it as Iglu does, or leave it out of the globs. */
  'INVALID_SCHEMA'

/** Thrown for a schema file that cannot be used, and for globs that match no file. */
export class SchemaError extends InternalEventsError<SchemaErrorCode> {}

/**
 * Reads the self-describing schemas that globs match.
 *
 * @throws {SchemaError} for a file that is not valid JSON or does not describe itself, and for
 *   globs that match nothing.
 */
export function readSchemas(globs: string | readonly string[]): IgluSchema[] {
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

function readSchema(file: string): IgluSchema {
  let schema: unknown
  try {
    schema = JSON.parse(requireModule('node:fs').readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new SchemaError(
      'INVALID_SCHEMA',
      `Failed to read schema ${file}: ${(cause as Error).message}. Correct its JSON, or leave it out of the globs.`,
      { cause },
    )
  }
  const self = isMapping(schema) ? schema['self'] : undefined
  if (!isMapping(self) || !SELF_KEYS.every((key) => typeof self[key] === 'string')) {
    throw new SchemaError(
      'INVALID_SCHEMA',
      `Failed to read schema ${file}: its "self" should have vendor, name, format and version. Write it as Iglu does, or leave the file out of the globs.`,
    )
  }
  return schema as unknown as IgluSchema
}
