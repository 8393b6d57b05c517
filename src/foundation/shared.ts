import { InternalEventsError } from './internal-events-error.ts'
import { VERSION } from './version.ts'

export type VersionErrorCode =
  /** Two versions of the package are loaded in one run. Run `npm ls internal-events-testing`, and keep one. */
  'TWO_VERSIONS'

/** Thrown when copies of two versions of this package meet in one run. */
export class VersionError extends InternalEventsError<VersionErrorCode> {}

const KEY = Symbol.for('internal-events-testing')

interface Shared {
  readonly version: string
  readonly values: Map<string, unknown>
}

/**
 * Returns a value that all copies of this package in one run share, made at the first call. It
 * hangs on `globalThis`, since a run may hold several copies (ESM beside CommonJS, or one that is
 * evaluated anew after `vi.resetModules()`). With two journals, an assertion could read the one
 * that has no records.
 *
 * @throws {VersionError} `TWO_VERSIONS` when copies of two versions meet.
 */
export function shared<Value>(name: string, create: () => Value): Value {
  const holder = globalThis as { [KEY]?: Shared }
  holder[KEY] ??= { version: VERSION, values: new Map() }
  const { version, values } = holder[KEY]
  if (version !== VERSION) {
    throw new VersionError(
      'TWO_VERSIONS',
      `Failed to load internal-events-testing ${VERSION}: version ${version} is already loaded in this run, and each version would record only some of the events. Run npm ls internal-events-testing and keep one version.`,
    )
  }
  const known = values.get(name)
  if (known !== undefined) return known as Value
  const value = create()
  values.set(name, value)
  return value
}
