import { namespaceIdOf } from './header-values.ts'
import type { InternalEventContext } from './internal-event-context.ts'
import { type ContextOptions, ownCorrelationId, requestContext } from './request-context.ts'
import type { RequestHeaders } from './request-headers.ts'

/**
 * Reads the context of a request of HTTP from the `X-Gitlab-*` headers that GitLab instances send.
 * It has all fields that the AI gateway sends, null where nothing tells them, and a correlation id of
 * its own where the request has no `X-Request-Id`. Nothing throws: headers that cannot be read count
 * as absent, and the logger hears of them and of expected fields that are missing, of each kind once
 * a minute. `client_type` is one of the seven that GitLab tells apart, and `client_name` one that it
 * knows; the `User-Agent` gives them where the headers do not.
 *
 * Source: `InternalEventMiddleware` of the AI gateway, `ClientIdentity` of GitLab.
 *
 * @example
 * ```ts
 * import { contextFromHeaders } from 'internal-events-client'
 *
 * const context = contextFromHeaders(
 *   new Headers({ 'X-Gitlab-Realm': 'saas', 'X-Gitlab-Project-Id': '2' }),
 *   { logger: { warn() {} } },
 * )
 * console.log(context.realm, context.project_id) // saas 2
 * ```
 */
export function contextFromHeaders(
  headers: RequestHeaders,
  options: ContextOptions = {},
): InternalEventContext {
  return requestContext(
    headers,
    'first',
    'ai-gateway-python',
    options,
    ({ values, claims, realm, extra }) => {
      const fromClaims = realm === 'saas' ? namespaceIdOf(claims.rootNamespaceId) : null
      return {
        extra,
        is_gitlab_team_member: values.flag('x-gitlab-is-team-member'),
        feature_enabled_by_namespace_ids: values.ids(
          values.text(NAMESPACES) ? NAMESPACES : 'x-gitlab-saas-duo-pro-namespace-ids',
        ),
        ultimate_parent_namespace_id:
          fromClaims ?? namespaceIdOf(values.text('x-gitlab-root-namespace-id')),
        correlation_id: values.text('x-request-id') || withoutDashes(ownCorrelationId()),
        interface: values.text('x-gitlab-interface'),
      }
    },
  )
}

const NAMESPACES = 'x-gitlab-feature-enabled-by-namespace-ids'

const withoutDashes = (id: string | null): string | null => id?.replaceAll('-', '') ?? null
