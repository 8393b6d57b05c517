import type { Options } from 'ajv'

/** The options for compiling the schemas of definitions, by the build and without one. */
export const SCHEMA_OPTIONS: Options = {
  allErrors: true,
  // Messages need the schema of the value.
  verbose: true,
  strict: false,
  validateSchema: false,
}
