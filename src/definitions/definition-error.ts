import { InternalEventsError } from '../foundation/index.ts'

/** The faults of a definition, a catalog or the configuration that names them. */
export type DefinitionErrorCode =
  | 'INVALID_YAML'
  | 'INVALID_DEFINITION'
  | 'DUPLICATE_EVENT'
  | 'DUPLICATE_METRIC'
  | 'INVALID_CONFIG'
  | 'NO_DEFINITIONS'
  | 'UNKNOWN_EVENT'
  | 'REMOVED_EVENT'
  | 'LEGACY_EVENT'
  | 'UNKNOWN_METRIC'
  | 'REMOVED_METRIC'
  | 'METRIC_NOT_COUNTED'

/**
 * Thrown when definition files cannot be used as they are, and when code asks for a name that they
 * do not define. `file` and `line` (from 1) point at the place, if there is one.
 */
export class DefinitionError extends InternalEventsError<DefinitionErrorCode> {
  readonly file: string | undefined
  readonly line: number | undefined

  constructor(
    code: DefinitionErrorCode,
    message: string,
    options: ErrorOptions & { file?: string; line?: number } = {},
  ) {
    super(code, message, options)
    this.file = options.file
    this.line = options.line
  }
}
