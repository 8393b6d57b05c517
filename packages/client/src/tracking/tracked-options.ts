import { ClientError } from '../client/client-error.ts'
import { isPromiseLike } from './guard-tracking.ts'
import type { TrackedProperties } from './track-internal-event.ts'

/** The options that every tracked event takes, and those of services and pages. */
const OPTIONS = [
  'additionalProperties',
  'aiContext',
  'category',
  'conditions',
  'featureEnabledByNamespaceIds',
  'sendSnowplowEvent',
]

/** @throws {ClientError} `INVALID_SETTING` for an option that would change nothing, and for conditions that are none. */
export function checkOptions(
  name: string,
  options: { readonly conditions?: unknown },
  own: readonly string[] = [],
): void {
  const { conditions = [] } = options
  if ([conditions].flat().some((condition) => typeof condition !== 'function')) {
    throw invalidEvent(
      name,
      'its "conditions" are not functions',
      'Pass a function, or a list of functions',
    )
  }
  const known = [...own, ...OPTIONS]
  const unknown = Object.keys(options).find((key) => !known.includes(key))
  if (unknown === undefined) return
  throw invalidEvent(name, `there is no option "${unknown}"`, `Pass some of: ${known.join(', ')}`)
}

/**
 * Tells whether a condition holds, by the truth of what it has returned.
 *
 * @throws {ClientError} `INVALID_SETTING` for a promise, which would always hold.
 */
export function isTrue(name: string, option: string, returned: unknown): boolean {
  refusePromise(name, option, returned)
  return Boolean(returned)
}

/** @throws {ClientError} `INVALID_SETTING` for what has no properties to read: a promise, a map, a list, a text. */
export function propertiesOf(
  name: string,
  properties: TrackedProperties | null | undefined,
): TrackedProperties {
  if (properties == null) return {}
  refusePromise(name, 'additionalProperties', properties)
  if (typeof properties === 'object' && !(Symbol.iterator in properties)) return properties
  throw invalidEvent(
    name,
    'its "additionalProperties" are not an object of properties',
    'Pass an object such as { label: "npm" }',
  )
}

export function invalidEvent(name: string, cause: string, remedy: string): ClientError {
  return new ClientError(
    'INVALID_SETTING',
    `Failed to track ${JSON.stringify(name)}: ${cause}. ${remedy}.`,
  )
}

function refusePromise(name: string, option: string, value: unknown): void {
  if (!isPromiseLike(value)) return
  // Its rejection is no news beside this error.
  if (value instanceof Promise) value.catch(() => {})
  throw invalidEvent(
    name,
    `its "${option}" gave a promise, and tracking does not wait`,
    'Make the function synchronous',
  )
}
