import { misspeltName } from '../foundation/index.ts'
import { contextFields } from '../snowplow/iglu/index.ts'
import type { InstanceContext } from '../snowplow/index.ts'
import { FakesError } from './fakes-error.ts'

const SALT = 'userIdSalt'
const STANDARD = 'iglu:com.gitlab/gitlab_standard/jsonschema/'

/**
 * Checks the fields of an instance. Services add some of their own, so only one that is certainly
 * misspelt is refused.
 *
 * @throws {FakesError} `INVALID_INSTANCE_CONTEXT`
 */
export function checkInstanceContext(context: InstanceContext): void {
  const known = [SALT, ...(contextFields(STANDARD)?.known ?? [])]
  for (const key of Object.keys(context)) {
    const meant = known.includes(key) ? undefined : misspeltName(key, known)
    if (meant) throw invalid(`no context has the field "${key}"`, `Did you mean "${meant}"?`)
  }
  const salt: unknown = context[SALT]
  if (salt != null && typeof salt !== 'string') {
    throw invalid(`${SALT} is not a string`, 'Pass db_key_base of the instance, or leave it out.')
  }
}

function invalid(cause: string, remedy: string): FakesError {
  return new FakesError(
    'INVALID_INSTANCE_CONTEXT',
    `Failed to set the context of the instance: ${cause}. ${remedy}`,
  )
}
