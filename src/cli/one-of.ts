import { misspeltName } from '../foundation/index.ts'
import { usageError } from './usage-error.ts'

/**
 * Returns the value of an option that has to be one of some names.
 *
 * @throws {UsageError} for another one.
 */
export function oneOf<const Name extends string>(
  command: string,
  option: string,
  given: string,
  names: readonly Name[],
): Name {
  const name = names.find((one) => one === given)
  if (name !== undefined) return name
  const meant = misspeltName(given, names)
  throw usageError(
    command,
    `--${option} is ${JSON.stringify(given)}, which is none of ${names.join(', ')}`,
    meant && `Did you mean ${meant}?`,
  )
}
