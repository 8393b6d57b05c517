import { errorText } from '../tracking/error-text.ts'
import { isPromiseLike } from '../tracking/guard-tracking.ts'
import { namespaceIdOf } from './header-values.ts'
import type { Warn } from './throttled-warnings.ts'

/** The claims of a request's token, which the service has checked already. */
export interface RequestClaims {
  /**
   * The claim `gitlab_realm`. It wins over the header, also as null or an empty text; undefined
   * leaves the realm to the header.
   */
  readonly realm?: string | null | undefined
  /** The claim `gitlab_instance_uid`. */
  readonly uniqueInstanceId?: string | null | undefined
  /**
   * The claim `gitlab_root_namespace_id`, a number above zero or its digits. It wins over the header
   * in calls of gRPC, and in requests of HTTP whose realm is `saas`.
   */
  readonly rootNamespaceId?: number | string | null | undefined
}

/** Leaves out the claims that have another type: a service may hand over a token as it is. */
export function checkedClaims(claims: unknown, warn: Warn): RequestClaims {
  if (claims === undefined || claims === null) return {}
  try {
    if (typeof claims !== 'object' || isPromiseLike(claims)) {
      const kind = typeof claims === 'object' ? 'promise' : typeof claims
      warn(
        'claims',
        () => `Ignoring the claims of a request: they should be an object, not of type ${kind}`,
      )
      return {}
    }
    const { realm, uniqueInstanceId, rootNamespaceId } = claims as RequestClaims
    if (rootNamespaceId != null && namespaceIdOf(rootNamespaceId) === null) {
      warn('claims', () => {
        return `Ignoring the claim rootNamespaceId of a request: it should be a number above zero`
      })
    }
    return {
      realm: textOf('realm', realm, warn),
      uniqueInstanceId: textOf('uniqueInstanceId', uniqueInstanceId, warn),
      rootNamespaceId,
    }
  } catch (error) {
    warn('claims that fail', () => `Ignoring the claims of a request: ${errorText(error)}`)
    return {}
  }
}

function textOf(name: string, claim: unknown, warn: Warn): string | null | undefined {
  if (claim === undefined || claim === null || typeof claim === 'string') return claim
  warn('claims', () => {
    return `Ignoring the claim ${name} of a request: it should be a text, not of type ${typeof claim}`
  })
  return undefined
}
