import type { Problem } from '../rule.ts'
import type { YamlPath } from '../yaml-places.ts'

/** The rules whose faults a JSON Schema finds. */
export type SchemaRule =
  | 'missing-key'
  | 'unknown-key'
  | 'invalid-value'
  | 'impossible-filter'
  | 'status-fields'
  | 'unquoted-milestone'
  | 'todo'

/** A fault that a JSON Schema has found. */
export type SchemaProblem = Problem & { readonly rule: SchemaRule; readonly path: YamlPath }
