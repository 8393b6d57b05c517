import type { Options } from 'ajv'

/** How the schemas of definitions are compiled, by the build and without one. */
export const SCHEMA_OPTIONS: Options = {
  allErrors: true,
  // Messages need the schema of the value.
  verbose: true,
  strict: false,
  validateSchema: false,
}
