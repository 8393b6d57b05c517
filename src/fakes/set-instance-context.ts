import type { InstanceContext } from '../snowplow/index.ts'
import { checkInstanceContext } from './check-instance-context.ts'
import { currentRun } from './current-run.ts'

/**
 * Sets fields of the `gitlab_standard` context that events do not tell, and the key that salts the
 * hashes of user ids: with it, `.with({ user })` finds events that carry only such a hash. It lasts
 * until the fakes are reset.
 *
 * @throws {FakesError} `INVALID_INSTANCE_CONTEXT` for a misspelt field, and a salt that is not a text.
 *
 * @example
 * ```ts
 * import { setInstanceContext } from 'internal-events-testing'
 * import { beforeEach } from 'vitest'
 *
 * beforeEach(() => {
 *   setInstanceContext({ host_name: 'gitlab.example.com', userIdSalt: 'the key of the instance' })
 * })
 * ```
 */
export function setInstanceContext(context: InstanceContext): void {
  checkInstanceContext(context)
  currentRun().instance = context
}
