import { InternalEventsError } from '../foundation/index.ts'

/** The faults of a definition, a catalog or the configuration that names them. */
export type DefinitionErrorCode =
  /** A definition file cannot be read, or is not UTF-8. Make it readable, or save it as UTF-8. */
  | 'UNREADABLE_FILE'
  /** A definition file is not valid YAML. Correct it at the line that the message names. */
  | 'INVALID_YAML'
  /** A definition lacks its name, or has a time frame or a selection rule that cannot be counted. Correct the file, or leave it out of the globs. */
  | 'INVALID_DEFINITION'
  /** Two files define an internal event of the same action. Remove or rename one of them. */
  | 'DUPLICATE_EVENT'
  /** Two files define a metric of the same key path. Remove or rename one of them. */
  | 'DUPLICATE_METRIC'
  /** `internal-events.config.*` cannot be evaluated, or has keys that it should not have. Export an object with the keys that the message names. */
  | 'INVALID_CONFIG'
  /** No file matches the globs of event definitions, or a browser was not handed any. Add definitions, or name the globs. */
  | 'NO_DEFINITIONS'
  /** No definition has this action. Correct the name, or add a definition. */
  | 'UNKNOWN_EVENT'
  /** The definition of the event has `status: removed`. Stop using the event, or restore its definition. */
  | 'REMOVED_EVENT'
  /** The definition of the event has no `internal_events: true`. Add it when the event is tracked as an internal event. */
  | 'LEGACY_EVENT'
  /** A metric counts an event that no definition has. Correct its name in the metric, or add a definition. */
  | 'UNDEFINED_EVENT'
  /** No definition has this key path. Correct the name, or add a definition. */
  | 'UNKNOWN_METRIC'
  /** The definition of the metric has `status: removed`. Stop asserting the metric, restore its definition, or set `metrics: { allowRemoved: true }` in the configuration. */
  | 'REMOVED_METRIC'
  /** Internal events do not move the metric: its data source is another one, or it has no selection rules. Assert on a metric that counts internal events. */
  | 'METRIC_NOT_COUNTED'
  /** The metric has `time_frame: none`: it is counted, but nobody can read it. Give it a time frame, or assert the events that it counts. */
  | 'METRIC_NOT_READ'
  /** No event can move the metric: its events are removed, or cannot have what its rules need. Correct the metric, or the definitions of its events. */
  | 'METRIC_NEVER_MOVES'
  /** The file of generated types cannot be read or written, or holds something else. Name another one. */
  | 'TYPES_NOT_WRITTEN'

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
